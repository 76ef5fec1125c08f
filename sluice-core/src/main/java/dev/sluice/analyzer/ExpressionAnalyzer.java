package dev.sluice.analyzer;

import dev.sluice.analyzer.FunctionBinder.Said;
import dev.sluice.ast.Expr;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.UserFunction;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.BoundFunction;
import dev.sluice.function.CallContext;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.WindowFunction;
import dev.sluice.function.scalar.IntervalField;
import dev.sluice.plan.Windows;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.unnesting.InTest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns an expression as said into one that is right: names looked up, functions bound, casts put in.
final class ExpressionAnalyzer {

    /// Other ways to write an operator.
    private static final Map<String, String> SAME_AS = Map.of("==", "=", "!", "not", "||", "concat");

    private static final Set<String> VARIABLE_PLACES = Set.of("", "session", "system.session");
    private static final Set<String> WITHOUT_BRACKETS =
            Set.of("current_date", "current_timestamp", "current_user", "localtimestamp", "session_user", "user");

    private final Catalog catalog;
    private final ZoneId zone;
    private final Names names;
    private final Gathering gathering;
    private final boolean inAggregate;
    private final FunctionBinder binder;
    private final SqlText text;
    private final int depth;
    private final Map<Expr, Expression> analyzed;

    ExpressionAnalyzer(Catalog catalog, ZoneId zone, Names names, Gathering gathering) {
        this(catalog, zone, names, gathering, false, 0, new IdentityHashMap<>());
    }

    /// @param depth how many lambda functions stand around
    private ExpressionAnalyzer(
            Catalog catalog,
            ZoneId zone,
            Names names,
            Gathering gathering,
            boolean inAggregate,
            int depth,
            Map<Expr, Expression> analyzed) {
        this.catalog = catalog;
        this.zone = zone;
        this.names = names;
        this.gathering = gathering;
        this.inAggregate = inAggregate;
        this.depth = depth;
        this.analyzed = analyzed;
        binder = new FunctionBinder(catalog, zone);
        text = new SqlText(catalog, zone, this::shownName, this::shownConstant, this::outerNames, this::typeOf);
    }

    /// For the body of a lambda function, whose parameters hide what has the same name outside. What is found there is
    /// known out here too, for the text of what stands around it.
    ExpressionAnalyzer inside(List<Expression.Variable> parameters) {
        Names inner = LambdaCalls.names(parameters, names);
        return new ExpressionAnalyzer(
                catalog, zone, inner, Gathering.of(gathering.aggregates()), inAggregate, depth + 1, analyzed);
    }

    int depth() {
        return depth;
    }

    /// The same expression is analyzed once, since its text is often asked for, and may depend on its type.
    Expression analyze(Expr said) {
        Expression known = analyzed.get(said);
        if (known != null) return known;
        Expression found = analyzed(said);
        analyzed.put(said, found);
        return found;
    }

    /// Parts of a lambda function have a type once they were looked at in their own place, and not here.
    private Optional<DataType> typeOf(Expr expr) {
        Expression known = analyzed.get(expr);
        if (known != null) return Optional.of(known.type());
        if (text.isInsideLambda()) return Optional.empty();
        try {
            return Optional.of(analyze(expr).type());
        } catch (SluiceException e) {
            return Optional.empty();
        }
    }

    private Expression analyzed(Expr said) {
        Expr expr = TypeCalls.asCast(said);
        return switch (expr) {
            case Expr.Name name -> name(name);
            case Expr.Star star ->
                throw ErrorCondition.INVALID_USAGE_OF_STAR_OR_REGEX
                        .error()
                        .with("elem", star.pattern() == null ? "'*'" : "regular expression '" + star.pattern() + "'")
                        .with("prettyName", "expression")
                        .at(star.at())
                        .build();
            case Expr.Literal(Object value, DataType type, _) -> new Expression.Literal(value, type);
            case Expr.TypedLiteral literal -> typedLiteral(literal);
            case Expr.Call call -> call(call);
            case Expr.Cast cast -> CastCalls.of(cast, analyze(cast.value()), text);
            case Expr.Case c -> caseOf(c);
            case Expr.Alias(Expr value, _, _) -> analyze(value);
            case Expr.Subscript subscript -> subscript(subscript);
            case Expr.Over over -> over(over);
            case Expr.Lambda lambda -> throw LambdaCalls.misplaced(lambda.at());
            case Expr.Member(Expr base, String name, SourcePosition at) ->
                Members.of(analyze(base), name, text.of(base), at);
            case Expr.Subquery query -> subquery(query, false);
        };
    }

    /// A column, or one of the functions that may be said without brackets where there is no such column.
    private Expression name(Expr.Name name) {
        Optional<Expression> column = names.resolve(name);
        if (column.isPresent()) return column.get();
        String function = name.parts().getFirst().toLowerCase(Locale.ROOT);
        if (isWithoutBrackets(name) && catalog.scalar(function).isPresent()) {
            return scalar(function, Expr.call(function, name.at()), List.of());
        }
        return variable(name).orElseThrow(() -> names.unresolved(name));
    }

    /// Whether it is a function's, if it is not a column's.
    static boolean isWithoutBrackets(Expr.Name name) {
        return name.parts().size() == 1
                && WITHOUT_BRACKETS.contains(name.parts().getFirst().toLowerCase(Locale.ROOT));
    }

    /// A session variable is what it is when the query is analyzed. Columns go before it.
    private Optional<Expression> variable(Expr.Name name) {
        String place = String.join(".", name.parts().subList(0, name.parts().size() - 1));
        if (!VARIABLE_PLACES.contains(place.toLowerCase(Locale.ROOT))) return Optional.empty();
        return catalog.variable(name.parts().getLast())
                .map(variable -> new Expression.Literal(variable.value(), variable.type()));
    }

    /// NOT of IN is NOT IN, and NOT of that is IN again.
    private Expression not(Expr.Call call) {
        Expr inner = call;
        boolean negated = false;
        while (inner instanceof Expr.Call(String name, List<Expr> args, _, _, _, _, _, _)
                && (name.equalsIgnoreCase("not") || name.equals("!"))
                && args.size() == 1) {
            inner = args.getFirst();
            negated = !negated;
        }
        return inner instanceof Expr.Subquery query && query.kind() == Expr.SubqueryKind.IN
                ? subquery(query, negated)
                : function("not", call);
    }

    private Expression subquery(Expr.Subquery query, boolean negated) {
        if (depth > 0) {
            throw ErrorCondition.SUBQUERY_IN_LAMBDA.error().at(query.at()).build();
        }
        Subqueries subqueries = gathering.subqueries();
        if (subqueries != null) return subqueries.add(query, negated, names, this::tests);
        throw ErrorCondition.NOT_YET_SUPPORTED
                .error()
                .with("feature", "a subquery at this place")
                .at(query.at())
                .build();
    }

    private List<InTest> tests(Expr.Subquery said, List<Column> columns) {
        return new SubqueryTests(binder, text).tests(said, analyzeAll(said.values()), columns);
    }

    private String outerNames(Expr.Subquery query) {
        Subqueries subqueries = gathering.subqueries();
        return subqueries == null ? "" : subqueries.outerNames(query);
    }

    /// The expression as a condition.
    Expression condition(Expr expr, @Nullable SourcePosition clause) {
        Expression condition = analyze(expr);
        if (condition.type() == Atomic.BOOLEAN) return condition;
        throw ErrorCondition.FILTER_NOT_BOOLEAN
                .error()
                .with("sqlExpr", '"' + text.of(expr) + '"')
                .with("filter", '"' + text.of(expr) + '"')
                .with("type", '"' + condition.type().sql() + '"')
                .at(clause)
                .build();
    }

    /// How Spark names the column that the expression becomes if it is given no name.
    String nameOf(Expr said) {
        Expr expr = TypeCalls.asCast(said);
        return switch (expr) {
            case Expr.Alias(_, List<String> aliases, _) -> aliases.getFirst();
            case Expr.Name name ->
                names.resolve(name).isPresent() || variable(name).isPresent()
                        ? name.parts().getLast()
                        : name.parts().getLast() + "()";
            case Expr.Member(Expr.Name base, String name, _) when base.frame() == null -> name;
            case Expr.Subscript(Expr base, Expr.Literal(String field, _, _), _)
            when typeOf(base).filter(DataType.Struct.class::isInstance).isPresent() -> text.of(base) + "." + field;
            case Expr.Cast(Expr.Name value, _, _, _)
            when !(names.resolve(value).orElse(null) instanceof Expression.FieldOf) -> nameOf(value);
            case Expr.Star _,
                    Expr.Literal _,
                    Expr.TypedLiteral _,
                    Expr.Call _,
                    Expr.Cast _,
                    Expr.Case _,
                    Expr.Member _,
                    Expr.Over _,
                    Expr.Lambda _,
                    Expr.Subquery _,
                    Expr.Subscript _ -> text.of(said);
        };
    }

    SqlText text() {
        return text;
    }

    /// The same with each column's table in front of it, as Spark writes some errors.
    SqlText qualifiedText(Scope scope) {
        return new SqlText(
                catalog,
                zone,
                name -> names.resolve(name)
                        .filter(Expression.ColumnRef.class::isInstance)
                        .flatMap(found -> scope.find(((Expression.ColumnRef) found).column()))
                        .map(visible -> (visible.qualifier() == null ? "" : visible.qualifier() + ".")
                                + visible.column().name())
                        .orElse(shownName(name)),
                this::shownConstant,
                this::outerNames,
                this::typeOf);
    }

    /// A name without the table in front of it.
    private String shownName(Expr.Name name) {
        if (name.parts().size() == 1) {
            String only = name.parts().getFirst();
            boolean function = WITHOUT_BRACKETS.contains(only.toLowerCase(Locale.ROOT))
                    && names.resolve(name).isEmpty();
            return function ? only.toLowerCase(Locale.ROOT) + "()" : only;
        }
        Expression found = names.resolve(name).orElse(null);
        int fields = 0;
        while (found instanceof Expression.FieldOf(Expression struct, _)) {
            found = struct;
            fields++;
        }
        int first = Math.max(0, name.parts().size() - 1 - fields);
        return String.join(".", name.parts().subList(first, name.parts().size()));
    }

    private String shownConstant(Expr.TypedLiteral literal) {
        Expression.Literal constant = typedLiteral(literal);
        return LiteralText.of(Objects.requireNonNull(constant.value()), constant.type(), zone);
    }

    private Expression.Literal typedLiteral(Expr.TypedLiteral literal) {
        DataType type = switch (literal.type()) {
            case "DATE" -> Atomic.DATE;
            case "TIMESTAMP", "TIMESTAMP_LTZ" -> Atomic.TIMESTAMP;
            default -> Atomic.TIMESTAMP_NTZ;
        };
        var cast = new Expression.Cast(new Expression.Literal(literal.text(), Atomic.STRING), type, true, literal.at());
        Object value = EvaluatorCompiler.constant(cast, new CallContext(zone, 0));
        if (value != null) return new Expression.Literal(value, type);
        throw ErrorCondition.INVALID_TYPED_LITERAL
                .error()
                .with("valueType", '"' + literal.type() + '"')
                .with("value", "'" + literal.text() + "'")
                .at(literal.at())
                .build();
    }

    private Expression call(Expr.Call call) {
        Optional<UserFunction> user = catalog.user(call);
        if (user.isPresent()) return user(user.get(), call);
        String name = call.name().toLowerCase(Locale.ROOT);
        LambdaCalls.requireHigherOrder(name, call, catalog);
        return switch (name) {
            case "and", "or" -> logical(name.equals("and"), checked(call, 2));
            case "<>", "!=" ->
                scalar(
                        "not",
                        call,
                        List.of(scalar(
                                "=",
                                Expr.call("=", call.at(), call.args().toArray(Expr[]::new)),
                                analyzeAll(call.args()))));
            case "between" -> between(checked(call, 3));
            case "not", "!" -> not(call);
            case "in" -> scalar("in", call, binder.common(analyzeAll(call.args()), "in", said(call), true));
            case "if" -> ifOf(call);
            case "coalesce" -> coalesce(call, call.args());
            case "nvl", "ifnull" -> coalesce(checked(call, 2), call.args());
            case "nvl2" -> nvl2(checked(call, 3));
            case "nullif" -> nullif(checked(call, 2));
            case "struct" -> StructCalls.struct(call, analyzeAll(call.args()));
            case "named_struct" -> {
                if (call.args().isEmpty() || call.args().size() % 2 != 0) throw wrongCount(call, "2n (n > 0)");
                yield StructCalls.named(call, analyzeAll(call.args()), text);
            }
            case "arrays_zip" -> StructCalls.zipped(call, function(name, call));
            case "grouping", "grouping_id" -> grouping(name, call);
            case "input_file_name", "input_file_block_start", "input_file_block_length" ->
                InputFileCalls.of(name, call, names, function(name, call));
            case "uniform" -> new UniformCall(this, text).analyze(call);
            case "extract", "date_part", "datepart" -> isFieldOf(call) ? extract(call) : function(name, call);
            default -> {
                Expr meant = Rewrites.of(call, text::of);
                yield meant == call ? function(SAME_AS.getOrDefault(name, name), call) : analyze(meant);
            }
        };
    }

    private Expression user(UserFunction function, Expr.Call call) {
        return switch (function) {
            case UserFunction.Code(AggregateFunction aggregate, _) -> aggregate(aggregate, call);
            case UserFunction.Code(ScalarFunction scalar, _) ->
                binder.scalar(scalar, said(AggregateClauses.none(call)), analyzeAll(call.args()));
            case UserFunction.Inlined inlined ->
                analyze(InlinedCalls.body(inlined, AggregateClauses.none(call), this::varies));
        };
    }

    private boolean varies(Expr argument) {
        try {
            return !analyze(argument).deterministic();
        } catch (SluiceException e) {
            // What is wrong with it is said where it stands in the body.
            return false;
        }
    }

    private Expression function(String name, Expr.Call call) {
        Optional<AggregateFunction> aggregate = catalog.aggregate(name);
        if (aggregate.isPresent()) return aggregate(aggregate.get(), call);
        if (catalog.generator(name).isPresent()) {
            throw ErrorCondition.UNSUPPORTED_GENERATOR_NESTED
                    .error()
                    .with("expression", '"' + text.of(call) + '"')
                    .at(call.at())
                    .build();
        }
        Optional<HigherOrderFunction> higherOrder = LambdaCalls.meant(name, call, catalog);
        if (higherOrder.isPresent()) return new LambdaCalls(this).call(higherOrder.get(), call);
        if (WindowFunction.named(name).isPresent()) throw OverErrors.withoutOver(call, text);
        if (catalog.scalar(name).isEmpty()) throw binder.unknownFunction(call.name(), call.at());
        AggregateClauses.none(call);
        if (Windows.isMadeBy(name)) throw AggregateCalls.misplaced(call, text);
        return scalar(name, call, analyzeAll(call.args()));
    }

    /// A call of a function that the catalog does not have by that name.
    Expression call(ScalarFunction function, Expr.Call call) {
        return binder.scalar(function, said(call), analyzeAll(call.args()));
    }

    private Expression scalar(String name, Expr.Call call, List<Expression> arguments) {
        ScalarFunction function = catalog.scalar(name).orElseThrow(() -> binder.unknownFunction(name, call.at()));
        Said said = said(call);
        return binder.scalar(function, new Said(name, said.text(), said.arguments(), said.at()), arguments);
    }

    /// Which keys a group's set has.
    private Expression grouping(String name, Expr.Call call) {
        GroupingSets sets = Optional.ofNullable(gathering.aggregates())
                .flatMap(AggregateCollector::sets)
                .orElseThrow(() -> ErrorCondition.UNSUPPORTED_GROUPING_EXPRESSION
                        .error()
                        .at(call.at())
                        .build());
        return name.equals("grouping")
                ? sets.grouping(call, analyzeAll(checked(call, 1).args()), text)
                : sets.groupingId(call, analyzeAll(call.args()), text);
    }

    private Expression over(Expr.Over over) {
        WindowCollector windows = gathering.windows();
        if (windows == null) throw OverErrors.misplaced(over, text, inAggregate);
        var inner = new ExpressionAnalyzer(
                catalog, zone, names, gathering.with(windows.subqueries()), inAggregate, depth, analyzed);
        return new OverCalls(inner, catalog, windows).call(over);
    }

    private Expression aggregate(AggregateFunction function, Expr.Call call) {
        if (inAggregate)
            throw ErrorCondition.NESTED_AGGREGATE_FUNCTION.error().at(call.at()).build();
        if (gathering.aggregates() == null) throw AggregateCalls.misplaced(call, text);
        var inner = new ExpressionAnalyzer(
                catalog,
                zone,
                names,
                Gathering.of(gathering.aggregates().subqueries()),
                true,
                depth,
                new IdentityHashMap<>());
        return new AggregateCalls(inner, binder, text).gathered(function, call, gathering.aggregates());
    }

    /// An aggregate over rows around a row, of arguments that are known here.
    AggregateCalls.Aggregated aggregated(AggregateFunction function, Expr.Call call) {
        return new AggregateCalls(this, binder, text).bound(function, call);
    }

    private Expression logical(boolean and, Expr.Call call) {
        List<Expression> sides = analyzeAll(call.args());
        Expression left = asTruth(sides.get(0), call);
        Expression right = asTruth(sides.get(1), call);
        if (left.type() == Atomic.BOOLEAN && right.type() == Atomic.BOOLEAN)
            return new Expression.Logical(and, left, right);
        throw ErrorCondition.BINARY_OP_DIFF_TYPES
                .error()
                .with("sqlExpr", '"' + text.of(call) + '"')
                .with("left", '"' + sides.get(0).type().sql() + '"')
                .with("right", '"' + sides.get(1).type().sql() + '"')
                .at(call.at())
                .build();
    }

    private static Expression asTruth(Expression side, Expr.Call call) {
        boolean convertible = side.type() == Atomic.NULL || side.type() == Atomic.STRING;
        return convertible ? FunctionBinder.cast(side, Atomic.BOOLEAN, call.at()) : side;
    }

    private Expression between(Expr.Call call) {
        Expr value = call.args().get(0);
        Expr.Call above = Expr.call(">=", call.at(), value, call.args().get(1));
        Expr.Call below = Expr.call("<=", call.at(), value, call.args().get(2));
        return new Expression.Logical(true, analyze(above), analyze(below));
    }

    private Expression ifOf(Expr.Call call) {
        List<Expression> values = analyzeAll(checked(call, 3).args());
        Expression condition =
                branchCondition(values.getFirst(), call, call.args().getFirst());
        List<Expression> branches = binder.common(values.subList(1, 3), "if", said(call), true);
        return new Expression.Case(List.of(new Expression.When(condition, branches.get(0))), branches.get(1));
    }

    private Expression coalesce(Expr.Call call, List<Expr> args) {
        if (args.isEmpty()) throw wrongCount(call, "> 0");
        return new Expression.Coalesce(binder.common(analyzeAll(args), "coalesce", said(call), false));
    }

    private Expression nvl2(Expr.Call call) {
        List<Expression> values = analyzeAll(call.args());
        Expression present = scalar("isnotnull", call, List.of(values.get(0)));
        List<Expression> branches = binder.common(values.subList(1, 3), "if", said(call), true);
        return new Expression.Case(List.of(new Expression.When(present, branches.get(0))), branches.get(1));
    }

    private Expression nullif(Expr.Call call) {
        List<Expression> values = analyzeAll(call.args());
        Expression equal = scalar("=", call, values);
        Expression value = values.getFirst();
        return new Expression.Case(
                List.of(new Expression.When(equal, new Expression.Literal(null, value.type()))), value);
    }

    private Expression caseOf(Expr.Case c) {
        List<Expression> conditions = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        for (Expr.When when : c.whens()) {
            Expr condition =
                    c.operand() == null ? when.condition() : Expr.call("=", c.at(), c.operand(), when.condition());
            conditions.add(branchCondition(analyze(condition), c, condition));
            values.add(analyze(when.value()));
        }
        values.add(c.otherwise() == null ? new Expression.Literal(null, Atomic.NULL) : analyze(c.otherwise()));
        List<Expression> common = binder.common(values, "casewhen", said(c, List.of()), true);
        List<Expression.When> whens = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) whens.add(new Expression.When(conditions.get(i), common.get(i)));
        return new Expression.Case(whens, common.getLast());
    }

    private Expression branchCondition(Expression condition, Expr whole, Expr said) {
        if (condition.type() == Atomic.BOOLEAN) return condition;
        boolean isIf = whole instanceof Expr.Call;
        if (isIf && condition.type() == Atomic.NULL) return new Expression.Literal(null, Atomic.BOOLEAN);
        throw ErrorCondition.UNEXPECTED_INPUT_TYPE
                .error()
                .with("sqlExpr", '"' + text.of(whole) + '"')
                .with("paramIndex", "first")
                .with("requiredType", "\"BOOLEAN\"")
                .with("inputSql", '"' + text.of(said) + '"')
                .with("inputType", '"' + condition.type().sql() + '"')
                .at(whole.at())
                .build();
    }

    private Expression subscript(Expr.Subscript subscript) {
        Expression base = analyze(subscript.base());
        Expression key = analyze(subscript.key());
        Expr.Call said = Expr.call("[]", subscript.at(), subscript.base(), subscript.key());
        if (base.type() instanceof DataType.Struct && key instanceof Expression.Literal(String field, _)) {
            return Members.of(base, field, text.of(subscript.base()), subscript.at());
        }
        if (!(base.type() instanceof DataType.Array || base.type() instanceof DataType.Map)) {
            throw ErrorCondition.INVALID_EXTRACT_BASE_FIELD_TYPE
                    .error()
                    .with("base", '"' + text.of(subscript.base()) + '"')
                    .with("other", '"' + base.type().sql() + '"')
                    .at(subscript.at())
                    .build();
        }
        if (base.type() instanceof DataType.Array && !key.type().isIntegral() && key.type() != Atomic.NULL) {
            throw ErrorCondition.UNEXPECTED_INPUT_TYPE
                    .error()
                    .with("sqlExpr", '"' + text.of(subscript) + '"')
                    .with("paramIndex", "second")
                    .with("requiredType", "\"INTEGRAL\"")
                    .with("inputSql", '"' + text.of(subscript.key()) + '"')
                    .with("inputType", '"' + key.type().sql() + '"')
                    .at(subscript.at())
                    .build();
        }
        return scalar("[]", said, List.of(base, key));
    }

    private static boolean isFieldOf(Expr.Call call) {
        return call.args().size() == 2 && call.args().getFirst() instanceof Expr.Literal(String _, _, _);
    }

    /// `EXTRACT(field FROM value)` is the function named like the field.
    private Expression extract(Expr.Call call) {
        String said = String.valueOf(((Expr.Literal) call.args().getFirst()).value());
        String field = said.toLowerCase(Locale.ROOT);
        String function = ExtractField.function(field);
        Expr from = call.args().get(1);
        Expression value = analyze(from);
        Optional<BoundFunction> part = value.type() instanceof DataType.Interval interval
                ? IntervalField.of(function, interval)
                : IntervalField.ofCalendar(function);
        if (value.type() instanceof DataType.Interval || value.type() == Atomic.CALENDAR_INTERVAL)
            return part.map(bound -> new Expression.Call(bound, List.of(value), call.at()))
                    .orElseThrow(() -> Rewrites.unknownField(said, text.of(from), call.at()));
        if (!Rewrites.isField(function)) throw Rewrites.unknownField(said, text.of(from), call.at());
        if (function.endsWith("_iso") || function.equals("yearofweek"))
            return analyze(Rewrites.isoField(function, from));
        if (function.equals("second")) return analyze(ExtractField.seconds(from));
        return scalar(function, call, List.of(value));
    }

    List<Expression> analyzeAll(List<Expr> exprs) {
        return exprs.stream().map(this::analyze).toList();
    }

    private Expr.Call checked(Expr.Call call, int count) {
        if (call.args().size() != count) throw wrongCount(call, String.valueOf(count));
        return call;
    }

    RuntimeException wrongCount(Expr.Call call, String expected) {
        return ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                .error()
                .with("functionName", "`" + call.name().toLowerCase(Locale.ROOT) + "`")
                .with("expectedNum", expected)
                .with("actualNum", call.args().size())
                .at(call.at())
                .build();
    }

    private Said said(Expr.Call call) {
        return said(call, call.args());
    }

    private Said said(Expr expr, List<Expr> args) {
        String name = expr instanceof Expr.Call call ? call.name().toLowerCase(Locale.ROOT) : "";
        return new Said(name, text.of(expr), args.stream().map(text::of).toList(), expr.at());
    }
}
