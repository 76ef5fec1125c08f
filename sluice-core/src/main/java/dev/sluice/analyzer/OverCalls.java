package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.catalog.Catalog;
import dev.sluice.error.ErrorCondition;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.SortKey;
import dev.sluice.expression.WindowCall;
import dev.sluice.expression.WindowValue;
import dev.sluice.function.BoundAggregate;
import dev.sluice.function.CallContext;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.WindowFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Functions over the rows around a row: which function is meant, of which rows, in which order.
///
/// Source of what is refused: Spark's rules `ResolveWindowOrder`, `ResolveWindowFrame` and its checks of
/// `WindowExpression`.
final class OverCalls {

    private static final Set<String> FIRST = Set.of("first", "first_value", "any_value");
    private static final Set<String> LAST = Set.of("last", "last_value");

    /// What a function becomes: its value and its type.
    private record Bound(
            WindowValue value,
            List<Expression> arguments,
            @Nullable Expression filter,
            DataType type,
            boolean nullable) {

        Bound(WindowValue value, List<Expression> arguments, DataType type, boolean nullable) {
            this(value, arguments, null, type, nullable);
        }
    }

    private static final Expr NULL = new Expr.Literal(null, Atomic.NULL, null);

    private final ExpressionAnalyzer expressions;
    private final Catalog catalog;
    private final WindowCollector windows;

    /// @param expressions for what stands inside, functions over rows as well
    OverCalls(ExpressionAnalyzer expressions, Catalog catalog, WindowCollector windows) {
        this.expressions = expressions;
        this.catalog = catalog;
        this.windows = windows;
    }

    Expression call(Expr.Over over) {
        if (over.window().name() != null) throw OverErrors.undefined(over.window());
        SqlText text = expressions.text();
        if (!(over.function() instanceof Expr.Call call)) throw OverErrors.unsupported(over, text);
        Optional<WindowFunction> function = WindowFunction.named(call.name());
        if (catalog.generator(call.name()).isPresent()) {
            throw ErrorCondition.UNSUPPORTED_GENERATOR_NESTED
                    .error()
                    .with("expression", '"' + text.of(over) + '"')
                    .at(call.at())
                    .build();
        }
        if (function.isEmpty() && catalog.aggregate(call).isEmpty()) {
            expressions.analyze(call); // names that mean nothing come first
            throw OverErrors.unsupported(over, text);
        }
        List<Expression> partition = over.window().partition().stream()
                .map(said -> key(new Relation.SortKey(said, true, null)).expression())
                .toList();
        List<SortKey> order = over.window().order().stream().map(this::key).toList();
        Bound bound = function.isPresent() ? bound(function.get(), call) : aggregate(call, over);
        SqlText qualified = expressions.qualifiedText(windows.scope());
        if (function.isPresent()) OverErrors.checkOrder(function.get(), over, qualified);
        var frame = new FrameAnalyzer(expressions, over, order).frame(function.orElse(null));
        var said = new WindowCall.Said(text.of(call), qualified.window(over));
        var column = new Column(0, windows.nameOf(over, text.of(over)), bound.type, bound.nullable);
        return windows.add(over, partition, order, column, bound.value, bound.arguments, bound.filter, frame, said);
    }

    private SortKey key(Relation.SortKey said) {
        return Analyzer.sortKey(expressions.analyze(said.value()), said, expressions.text());
    }

    // ---- aggregates

    private Bound aggregate(Expr.Call call, Expr.Over over) {
        OverErrors.checkAggregate(call, over, expressions.text());
        AggregateCalls.Aggregated aggregated =
                expressions.aggregated(catalog.aggregate(call).orElseThrow(), call);
        BoundAggregate function = aggregated.function();
        List<Expression> arguments = aggregated.arguments();
        boolean first = FIRST.contains(function.name());
        if (aggregated.filter() == null && (first || LAST.contains(function.name()))) {
            boolean ignoresNulls = arguments.size() > 1
                    && Boolean.TRUE.equals(
                            constant(arguments.get(1), expressions.text().zone()));
            return new Bound(
                    new WindowValue.Nth(1, !first, ignoresNulls),
                    arguments.subList(0, 1),
                    function.result(),
                    function.nullable());
        }
        return new Bound(
                new WindowValue.Aggregate(function),
                arguments,
                aggregated.filter(),
                function.result(),
                function.nullable());
    }

    // ---- functions that make sense here alone

    private Bound bound(WindowFunction function, Expr.Call said) {
        OverErrors.checkCall(function, said);
        Expr.Call call = said.args().isEmpty() && function.isNeighbour() ? said.withArgs(List.of(NULL)) : said;
        List<Expression> arguments = expressions.analyzeAll(call.args());
        boolean ignoresNulls = ignoresNulls(function, call, arguments);
        return switch (function) {
            case CUME_DIST, PERCENT_RANK -> new Bound(new WindowValue.Place(function), List.of(), Atomic.DOUBLE, false);
            case DENSE_RANK, RANK, ROW_NUMBER ->
                new Bound(new WindowValue.Place(function), List.of(), Atomic.INT, false);
            case NTILE -> {
                int parts = arguments.isEmpty()
                        ? 1
                        : OverErrors.number(
                                call,
                                arguments.getFirst(),
                                0,
                                "buckets",
                                String.valueOf(Integer.MAX_VALUE),
                                expressions.text());
                yield new Bound(new WindowValue.Tile(parts), List.of(), Atomic.INT, false);
            }
            case NTH_VALUE -> {
                Expression offset = asInteger(arguments.get(1), call);
                int number = OverErrors.number(
                        call, offset, 1, "offset", String.valueOf(Long.MAX_VALUE), expressions.text());
                Expression value = arguments.getFirst();
                yield new Bound(new WindowValue.Nth(number, false, ignoresNulls), List.of(value), value.type(), true);
            }
            case LAG, LEAD -> neighbour(function, call, arguments, ignoresNulls);
        };
    }

    /// A number of any type, or text, is cast, as for other functions.
    private static Expression asInteger(Expression value, Expr.Call call) {
        boolean cast = value.type() != Atomic.NULL && ImplicitCasts.assignment(value.type(), Atomic.INT) >= 0;
        return cast ? FunctionBinder.cast(value, Atomic.INT, call.at()) : value;
    }

    private Bound neighbour(WindowFunction function, Expr.Call call, List<Expression> arguments, boolean ignoresNulls) {
        int distance =
                arguments.size() < 2 ? 1 : OverErrors.offset(function, call, arguments.get(1), expressions.text());
        Expression value = arguments.getFirst();
        List<Expression> values = new ArrayList<>(List.of(value));
        if (arguments.size() > 2) {
            values.add(OverErrors.otherwise(call, value, arguments.get(2), expressions.text()));
        }
        boolean nullable = values.size() == 1 || values.stream().anyMatch(Expression::nullable);
        return new Bound(
                new WindowValue.Neighbour(function == WindowFunction.LAG ? -distance : distance, ignoresNulls),
                values,
                value.type(),
                nullable);
    }

    /// Whether there is an argument that says so.
    private boolean ignoresNulls(WindowFunction function, Expr.Call call, List<Expression> arguments) {
        if (call.nulls() == Expr.Nulls.IGNORED) return true;
        int last = function.mostArguments() - 1;
        if (last < 2 || arguments.size() <= last) return false;
        Object said = constant(arguments.get(last), expressions.text().zone());
        if (said instanceof Boolean ignores) return ignores;
        throw OverErrors.notTruth(call, last, arguments.get(last), expressions.text());
    }

    static @Nullable Object constant(Expression value, ZoneId zone) {
        return value.foldable() ? EvaluatorCompiler.constant(value, new CallContext(zone, 0)) : null;
    }
}
