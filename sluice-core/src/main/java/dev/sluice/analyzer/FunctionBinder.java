package dev.sluice.analyzer;

import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Modules;
import dev.sluice.catalog.SparkFunctions;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.error.Suggestion;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.expression.Expression;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Ordering;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundAggregate;
import dev.sluice.function.BoundFunction;
import dev.sluice.function.CallContext;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.NamedFunction;
import dev.sluice.function.RowByRowKernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides which overload of a function is meant, and puts casts where arguments need them.
///
/// Source of the rules: Spark SQL Reference, "ANSI Compliance".
final class FunctionBinder {

    /// Operators whose sides are brought to one type before an overload is looked for.
    static final Set<String> SAME_TYPES =
            Set.of("+", "-", "*", "/", "%", "div", "mod", "pmod", "=", "<=>", "<", "<=", ">", ">=");

    /// Comparisons, to which the names of fields do not matter.
    private static final Set<String> BY_PLACE = Set.of("=", "<=>", "<", "<=", ">", ">=", "in");

    /// A call as it was said, for errors.
    ///
    /// @param text the whole of it, as [SqlText] writes it
    /// @param arguments each argument, likewise
    record Said(
            String name,
            String text,
            List<String> arguments,
            @Nullable SourcePosition at) {}

    private final Catalog catalog;
    private final ZoneId zone;

    /// @param zone of the session, in which constants are computed
    FunctionBinder(Catalog catalog, ZoneId zone) {
        this.catalog = catalog;
        this.zone = zone;
    }

    Expression scalar(ScalarFunction function, Said said, List<Expression> given) {
        List<Expression> arguments = withDefaults(function, given);
        if (SAME_TYPES.contains(function.name()) && arguments.size() == 2) arguments = sameTyped(arguments, said.at);
        if (BY_PLACE.contains(function.name())) arguments = byPlace(arguments, said.at);
        List<DataType> types = arguments.stream().map(Expression::type).toList();
        Optional<BoundFunction> bound = bound(function, said, arguments);
        if (bound.isEmpty()) {
            throw MismatchErrors.of(
                    function.name(),
                    shown(function),
                    function.manner().exact(),
                    function.defaults().size(),
                    said,
                    types,
                    given.size());
        }
        if (function.name().equals("randstr")) checkConstants(arguments, said);
        if (bound.get().kernel() instanceof RowByRowKernel) checkSeed(bound.get(), arguments, said);
        var call = new Expression.Call(bound.get(), cast(arguments, bound.get().parameters(), said.at), said.at);
        return WrittenItems.known(call);
    }

    /// How long random text is, and its seed.
    private static void checkConstants(List<Expression> arguments, Said said) {
        List<String> names = List.of("length", "seed");
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).foldable()) continue;
            throw notFoldable(names.get(i), "integer", said, said.arguments.get(i));
        }
    }

    static SluiceException notFoldable(String parameter, String type, Said said, String argument) {
        return ErrorCondition.NON_FOLDABLE_INPUT
                .error()
                .with("sqlExpr", '"' + said.text + '"')
                .with("inputName", Field.quote(parameter))
                .with("inputType", type)
                .with("inputExpr", '"' + argument + '"')
                .at(said.at)
                .build();
    }

    /// A seed is the same for all rows: it is the last argument, unless that is the array to be shuffled or bytes.
    private static void checkSeed(BoundFunction bound, List<Expression> arguments, Said said) {
        if (arguments.isEmpty() || arguments.getLast().foldable()) return;
        DataType last = bound.parameters().getLast();
        if (last instanceof DataType.Array || last == Atomic.BINARY) return;
        throw ErrorCondition.SEED_EXPRESSION_IS_UNFOLDABLE
                .error()
                .with("seedExpr", '"' + said.arguments.getLast() + '"')
                .with("exprWithSeed", '"' + said.text + '"')
                .at(said.at)
                .build();
    }

    /// What a function refuses it says without the call, which it can't know.
    private Optional<BoundFunction> bound(ScalarFunction function, Said said, List<Expression> arguments) {
        List<Argument> known = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            known.add(
                    i == function.manner().schemaAt()
                            ? schema(arguments.get(i), said.arguments.get(i), said.at)
                            : i == function.manner().optionsAt()
                                    ? options(arguments.get(i), said.at)
                                    : known(arguments.get(i)));
        }
        try {
            return function.bind(said.name, known);
        } catch (SluiceException refused) {
            throw refused.orWith("sqlExpr", '"' + said.text + '"')
                    .orWith("inputSql", said.arguments.isEmpty() ? "" : '"' + said.arguments.getFirst() + '"')
                    .orWith("inputExpr", '"' + notConstant(said, arguments) + '"')
                    .orAt(said.at);
        }
    }

    /// What was said of the argument that should have been a constant: the last that is none.
    private static String notConstant(Said said, List<Expression> arguments) {
        for (int i = Math.min(arguments.size(), said.arguments.size()) - 1; i >= 0; i--) {
            if (!arguments.get(i).foldable()) return said.arguments.get(i);
        }
        return "";
    }

    /// A type, said as text that is known already.
    private Argument schema(Expression value, String text, @Nullable SourcePosition at) {
        Argument known = known(value);
        if (known.value() instanceof String ddl) return Argument.constant(Atomic.STRING, catalog.schema(ddl));
        throw ErrorCondition.INVALID_SCHEMA_NON_STRING_LITERAL
                .error()
                .with("inputSchema", '"' + text + '"')
                .at(at)
                .build();
    }

    private Argument options(Expression value, @Nullable SourcePosition at) {
        Argument known = known(value);
        if (!(known.value() instanceof Map<?, ?>) || !(value.type() instanceof DataType.Map map)) {
            throw ErrorCondition.INVALID_OPTIONS_NON_MAP_FUNCTION.error().at(at).build();
        }
        if (map.key() == Atomic.STRING && map.value() == Atomic.STRING) return known;
        throw ErrorCondition.INVALID_OPTIONS_NON_STRING_TYPE
                .error()
                .with("mapType", '"' + map.sql() + '"')
                .at(at)
                .build();
    }

    /// @param order of `WITHIN GROUP`, whose keys are the first arguments; empty without
    /// @param respectsNulls whether that was said
    BoundAggregate aggregate(
            AggregateFunction function,
            Said said,
            List<Expression> arguments,
            List<Ordering> order,
            boolean respectsNulls) {
        List<DataType> types = arguments.stream().map(Expression::type).toList();
        Optional<BoundAggregate> bound = !order.isEmpty()
                ? function.bind(said.name, types, order)
                : respectsNulls ? function.bindRespectingNulls(said.name, types) : bound(function, said, arguments);
        return bound.orElseThrow(() -> MismatchErrors.of(
                function.name(),
                function.signatures(),
                function.exact(),
                function.defaults().size(),
                said,
                types,
                said.arguments.size()));
    }

    private Optional<BoundAggregate> bound(AggregateFunction function, Said said, List<Expression> arguments) {
        try {
            return function.bindKnown(
                    said.name,
                    arguments.stream()
                            .map(value -> known(value, value.foldable()))
                            .toList());
        } catch (SluiceException refused) {
            throw refused.orWith("sqlExpr", '"' + said.text + '"')
                    .orWith("inputExpr", '"' + notConstant(said, arguments) + '"')
                    .orAt(said.at);
        }
    }

    /// The arguments, each in the type wanted.
    static List<Expression> cast(List<Expression> arguments, List<DataType> wanted, @Nullable SourcePosition at) {
        List<Expression> cast = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) cast.add(cast(arguments.get(i), wanted.get(i), at));
        return cast;
    }

    static Expression cast(Expression value, DataType wanted, @Nullable SourcePosition at) {
        if (DataType.sameIgnoringNullability(value.type(), wanted)) return value;
        if (value instanceof Expression.Literal(Object constant, _) && constant == null) {
            return new Expression.Literal(null, wanted);
        }
        return new Expression.Cast(value, wanted, false, at);
    }

    /// The values, all in the type that holds them all.
    List<Expression> common(List<Expression> given, String function, Said said, boolean listed) {
        List<Expression> values = BY_PLACE.contains(function) ? byPlace(given, said.at) : given;
        Optional<DataType> type =
                commonType(values.stream().map(Expression::type).toList());
        if (type.isEmpty()) {
            List<String> quoted =
                    values.stream().map(value -> '"' + value.type().sql() + '"').toList();
            String types = listed ? quoted.toString() : "(" + String.join(" or ", quoted) + ")";
            throw ErrorCondition.DATA_DIFF_TYPES
                    .error()
                    .with("sqlExpr", '"' + said.text + '"')
                    .with("functionName", Field.quote(function))
                    .with("dataType", types)
                    .at(said.at)
                    .build();
        }
        return values.stream().map(value -> cast(value, type.get(), said.at)).toList();
    }

    static Optional<DataType> commonType(List<DataType> types) {
        Optional<DataType> common = Optional.of(Atomic.NULL);
        for (DataType type : types) common = common.flatMap(known -> ImplicitCasts.common(known, type));
        return common;
    }

    /// How many arguments at the end were left to their defaults.
    static int missingArguments(NamedFunction function, int given) {
        int most = function.signatures().stream()
                .mapToInt(MismatchErrors::parameterCount)
                .max()
                .orElse(given);
        return Math.max(0, Math.min(function.defaults().size(), most - given));
    }

    SluiceException unknownFunction(String name, @Nullable SourcePosition at) {
        Optional<String> module = SparkFunctions.module(name);
        if (module.isEmpty() && SparkFunctions.isNamed(name)) return SparkFunctions.notYet(name, at);
        String quoted = Scope.quoted(List.of(name.split("\\.")));
        return ErrorCondition.UNRESOLVED_ROUTINE
                .error()
                .with("routineName", quoted)
                .hint(module.map(Modules::hint)
                        .or(() -> Suggestion.likely(name, catalog.functionNames())
                                .map(near -> "did you mean " + near + "()?"))
                        .orElse("SHOW FUNCTIONS lists the functions there are."))
                .at(at)
                .build();
    }

    static List<Expression> withDefaults(NamedFunction function, List<Expression> given) {
        int missing = missingArguments(function, given.size());
        if (missing == 0) return given;
        List<Expression> all = new ArrayList<>(given);
        List<Object> defaults = function.defaults();
        for (Object value : defaults.subList(defaults.size() - missing, defaults.size())) {
            all.add(
                    switch (value) {
                        case Integer number -> new Expression.Literal(number, Atomic.INT);
                        case BigDecimal number ->
                            new Expression.Literal(number, new DataType.Decimal(18, number.scale()));
                        case Float number -> new Expression.Literal(number, Atomic.FLOAT);
                        case Boolean truth -> new Expression.Literal(truth, Atomic.BOOLEAN);
                        case String text -> new Expression.Literal(text, Atomic.STRING);
                        default -> new Expression.Literal(null, Atomic.NULL);
                    });
        }
        return all;
    }

    private static List<Expression> sameTyped(List<Expression> pair, @Nullable SourcePosition at) {
        Expression left = pair.get(0);
        Expression right = pair.get(1);
        if (left.type().equals(right.type())) return pair;
        boolean oneIsText = (left.type() == Atomic.STRING) != (right.type() == Atomic.STRING);
        boolean interval = isInterval(left.type()) || isInterval(right.type());
        if (oneIsText && !interval) {
            Optional<DataType> common = ImplicitCasts.common(left.type(), right.type());
            if (common.isPresent()) return List.of(cast(left, common.get(), at), cast(right, common.get(), at));
        }
        if (left.type() instanceof DataType.Decimal) return List.of(left, exact(right, at));
        if (right.type() instanceof DataType.Decimal) return List.of(exact(left, at), right);
        return pair;
    }

    /// The values with fields named as those of the first, where that is all that differs.
    private static List<Expression> byPlace(List<Expression> values, @Nullable SourcePosition at) {
        if (values.isEmpty()) return values;
        DataType first = values.getFirst().type();
        return values.stream()
                .map(value -> isSameByPlace(value.type(), first) ? cast(value, first, at) : value)
                .toList();
    }

    private static boolean isSameByPlace(DataType a, DataType b) {
        if (a instanceof DataType.Struct one && b instanceof DataType.Struct other) {
            return one.size() == other.size()
                    && IntStream.range(0, one.size())
                            .allMatch(i -> isSameByPlace(
                                    one.field(i).type(), other.field(i).type()));
        }
        if (a instanceof DataType.Array(DataType one, _) && b instanceof DataType.Array(DataType other, _)) {
            return isSameByPlace(one, other);
        }
        return DataType.sameIgnoringNullability(a, b);
    }

    private static boolean isInterval(DataType type) {
        return type instanceof DataType.Interval;
    }

    /// A whole constant beside a decimal counts with the digits it has, not with those of its type; a TINYINT does not.
    private static Expression exact(Expression value, @Nullable SourcePosition at) {
        if (value instanceof Expression.Literal(Number number, DataType type)
                && type.isIntegral()
                && type != Atomic.BYTE) {
            var decimal = new BigDecimal(number.longValue());
            return new Expression.Cast(value, new DataType.Decimal(decimal.precision(), 0), false, at);
        }
        return value;
    }

    private Argument known(Expression value) {
        // Options are said as a map, map('mode', 'PERMISSIVE'), schemas and numbers of digits may be put together.
        return known(value, isAsked(value.type()) && value.foldable());
    }

    /// @param evaluate whether to find out what it is, if it is no literal
    private Argument known(Expression value, boolean evaluate) {
        if (value instanceof Expression.Literal(Object constant, DataType type)) {
            return Argument.constant(type, constant);
        }
        if (evaluate) {
            try {
                Object constant = EvaluatorCompiler.constant(value, new CallContext(zone, 0));
                return Argument.folded(value.type(), value.nullable(), constant);
            } catch (SluiceException e) {
                // Its error belongs to the rows that reach it.
                return Argument.of(value.type(), value.nullable());
            }
        }
        return Argument.of(value.type(), value.nullable());
    }

    /// Whether functions ask for the value of a constant of the type.
    private static boolean isAsked(DataType type) {
        return type instanceof DataType.Map || type == Atomic.STRING || type == Atomic.BINARY || type.isNumeric();
    }

    private static List<String> shown(ScalarFunction function) {
        return function.overloads().stream().map(ScalarFunction.Overload::shown).toList();
    }
}
