package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.WindowSpec;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.UserFunction;
import dev.sluice.error.SluiceException;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.NamedFunction;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Expressions as Spark writes them: in the names of columns that were given none, and in errors.
///
/// Functions are in lower case but for those that Spark itself writes otherwise; operators stand in brackets; constants
/// have no quotes; arguments that were left out are shown.
final class SqlText {

    private static final Set<String> OPERATORS = Set.of(
            "+", "-", "*", "/", "%", "div", "=", "<=>", "<", "<=", ">", ">=", "and", "or", "&", "|", "^", "<<", ">>",
            ">>>");

    /// How many arguments it takes to write a call in a form of its own; with fewer it is wrong, and shown as a
    /// function.
    private static final Map<String, Integer> NEEDED = Map.ofEntries(
            Map.entry("likeany", 1),
            Map.entry("likeall", 1),
            Map.entry("notlikeany", 1),
            Map.entry("notlikeall", 1),
            Map.entry("==", 2),
            Map.entry("<>", 2),
            Map.entry("!=", 2),
            Map.entry("not", 1),
            Map.entry("!", 1),
            Map.entry("~", 1),
            Map.entry("isnull", 1),
            Map.entry("isnotnull", 1),
            Map.entry("in", 1),
            Map.entry("like", 2),
            Map.entry("extract", 2));

    /// Spark's own spelling of some functions, found by asking it.
    private static final Map<String, String> SPELLED = Map.ofEntries(
            Map.entry("ceil", "CEIL"),
            Map.entry("floor", "FLOOR"),
            Map.entry("sqrt", "SQRT"),
            Map.entry("cbrt", "CBRT"),
            Map.entry("exp", "EXP"),
            Map.entry("signum", "SIGNUM"),
            Map.entry("power", "POWER"),
            Map.entry("log10", "LOG10"),
            Map.entry("log2", "LOG2"),
            Map.entry("pi", "PI"),
            Map.entry("e", "E"),
            Map.entry("log1p", "LOG1P"),
            Map.entry("expm1", "EXPM1"),
            Map.entry("asin", "ASIN"),
            Map.entry("asinh", "ASINH"),
            Map.entry("acosh", "ACOSH"),
            Map.entry("atanh", "ATANH"),
            Map.entry("cot", "COT"),
            Map.entry("sec", "SEC"),
            Map.entry("csc", "CSC"),
            Map.entry("acos", "ACOS"),
            Map.entry("atan", "ATAN"),
            Map.entry("atan2", "ATAN2"),
            Map.entry("sinh", "SINH"),
            Map.entry("cosh", "COSH"),
            Map.entry("tanh", "TANH"),
            Map.entry("hypot", "HYPOT"),
            Map.entry("sin", "SIN"),
            Map.entry("cos", "COS"),
            Map.entry("tan", "TAN"),
            Map.entry("degrees", "DEGREES"),
            Map.entry("radians", "RADIANS"),
            Map.entry("regexp_like", "REGEXP_LIKE"),
            Map.entry("rank", "RANK"),
            Map.entry("dense_rank", "DENSE_RANK"),
            Map.entry("percent_rank", "PERCENT_RANK"),
            Map.entry("array_agg", "collect_list"),
            Map.entry("dateadd", "date_add"));

    private static final String PARAMETER = "namedlambdavariable()";

    /// The comparator that Spark puts where `array_sort` has none.
    private static final String NATURAL_ORDER =
            ("lambdafunction((IF(((? IS NULL) AND (? IS NULL)), 0, (IF((? IS NULL), 1, (IF((? IS NULL), -1, "
                            + "(IF((? < ?), -1, (IF((? > ?), 1, 0)))))))))), ?, ?)")
                    .replace("?", PARAMETER);

    private final Catalog catalog;
    private final ZoneId zone;
    private final Function<Expr.Name, String> names;
    private final Function<Expr.TypedLiteral, String> constants;
    private final Function<Expr.Subquery, String> outerNames;
    private final Function<Expr, Optional<DataType>> types;
    private final Deque<String> parameters = new ArrayDeque<>();

    /// @param names how a column is written, since a table's name in front of it is left out
    /// @param constants how dates and times are written, since it is their value that is shown
    /// @param outerNames what a subquery reads of the query around it
    /// @param types what an expression's type is, if it has one
    SqlText(
            Catalog catalog,
            ZoneId zone,
            Function<Expr.Name, String> names,
            Function<Expr.TypedLiteral, String> constants,
            Function<Expr.Subquery, String> outerNames,
            Function<Expr, Optional<DataType>> types) {
        this.catalog = catalog;
        this.types = types;
        this.outerNames = outerNames;
        this.zone = zone;
        this.names = names;
        this.constants = constants;
    }

    /// The session's.
    ZoneId zone() {
        return zone;
    }

    String of(Expr said) {
        Expr expr = TypeCalls.asCast(said);
        if (expr != said) return of(((Expr.Cast) expr).value()); // int(x) is not shown as the cast that it is
        return switch (expr) {
            case Expr.Name name -> name(name);
            case Expr.Lambda lambda -> lambda(lambda);
            case Expr.Star(List<String> qualifier, _, String pattern, _) ->
                qualifier.stream().map(part -> part + ".").collect(Collectors.joining())
                        + (pattern == null ? "*" : Field.quote(pattern));
            case Expr.Literal(Object value, DataType type, _) -> literal(value, type);
            case Expr.TypedLiteral constant -> constants.apply(constant);
            case Expr.Call call -> call(call);
            case Expr.Cast(Expr value, DataType.Array _, _, _) -> of(value);
            case Expr.Cast(Expr value, DataType.Map _, _, _) -> of(value);
            case Expr.Cast(Expr value, DataType.Struct _, _, _) -> of(value);
            case Expr.Cast(Expr value, DataType type, boolean isTry, _) ->
                (isTry ? "TRY_CAST(" : "CAST(") + of(value) + " AS " + type.sql() + ")";
            case Expr.Case c -> caseOf(c);
            case Expr.Alias(Expr value, List<String> aliases, _) -> of(value) + " AS " + String.join(", ", aliases);
            case Expr.Subscript(Expr base, Expr key, _) -> of(base) + "[" + of(key) + "]";
            case Expr.Member(Expr base, String name, _) -> of(base) + "." + name;
            case Expr.Over over -> over(over);
            case Expr.Subquery query -> subquery(query);
        };
    }

    /// How a call is written whose lambda functions were not looked at yet: their parameters have the names they were
    /// given.
    String unresolved(Expr.Call call) {
        return call.name().toLowerCase(Locale.ROOT)
                + call.args().stream()
                        .map(argument -> argument instanceof Expr.Lambda(List<String> names, Expr body, _)
                                ? "lambdafunction(" + of(body) + ", " + String.join(", ", names) + ")"
                                : of(argument))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /// Whether the body of a lambda function is being written.
    boolean isInsideLambda() {
        return !parameters.isEmpty();
    }

    /// A parameter of a lambda function has no name of its own there, but for fields inside it.
    private String name(Expr.Name name) {
        boolean isParameter = parameters.stream().anyMatch(name.parts().getFirst()::equalsIgnoreCase);
        if (!isParameter) return names.apply(name);
        return Stream.concat(Stream.of(PARAMETER), name.parts().stream().skip(1))
                .collect(Collectors.joining("."));
    }

    /// The body first, then the parameters.
    private String lambda(Expr.Lambda lambda) {
        lambda.parameters().forEach(parameters::push);
        String body = of(lambda.body());
        lambda.parameters().forEach(_ -> parameters.pop());
        return "lambdafunction(" + body
                + (", " + PARAMETER).repeat(lambda.parameters().size()) + ")";
    }

    /// What is no lambda function where one is asked for counts as one that does not look at its parameters; one that
    /// was left out, as one that gives what it is given. Without any, items are compared as they are.
    private static void addLambdas(HigherOrderFunction function, Expr.Call call, List<String> args) {
        int values = function.values().size();
        if (function.name().equals("array_sort") && args.size() == values) args.add(NATURAL_ORDER);
        for (int i = values; i < args.size() && i - values < function.widths().size(); i++) {
            boolean isLambda = i >= call.args().size() || call.args().get(i) instanceof Expr.Lambda;
            if (!isLambda) {
                String ignored = (", " + PARAMETER).repeat(function.widths().get(i - values));
                args.set(i, "lambdafunction(" + args.get(i) + ignored + ")");
            }
        }
        boolean lacksOne =
                args.size() > values && args.size() < values + function.widths().size();
        if (lacksOne) args.add("lambdafunction(" + PARAMETER + ", " + PARAMETER + ")");
    }

    /// With the frame, which a function has though nobody says it.
    private String over(Expr.Over over) {
        return of(over.function()) + " OVER " + window(over);
    }

    /// The query itself is not written, but what it reads of the one around it.
    private String subquery(Expr.Subquery query) {
        String outer = "(" + outerNames.apply(query) + ")";
        return switch (query.kind()) {
            case SCALAR -> "scalarsubquery" + outer;
            case EXISTS -> "exists" + outer;
            case IN -> {
                String values = query.values().size() == 1
                        ? of(query.values().getFirst())
                        : query.values().stream()
                                .map(value -> "'" + of(value) + "', " + of(value))
                                .collect(Collectors.joining(", ", "named_struct(", ")"));
                yield "(" + values + " IN (listquery" + outer + "))";
            }
        };
    }

    String window(Expr.Over over) {
        WindowSpec window = over.window();
        List<String> parts = new ArrayList<>();
        if (!window.partition().isEmpty()) {
            parts.add(
                    "PARTITION BY " + window.partition().stream().map(this::of).collect(Collectors.joining(", ")));
        }
        if (!window.order().isEmpty()) parts.add("ORDER BY " + ordered(window.order()));
        parts.add(FrameText.of(over, this));
        return "(" + String.join(" ", parts) + ")";
    }

    private String ordered(List<Relation.SortKey> keys) {
        return keys.stream().map(this::ordered).collect(Collectors.joining(", "));
    }

    String ordered(Relation.SortKey key) {
        boolean nullsFirst = key.nullsFirst() == null ? key.ascending() : key.nullsFirst();
        return of(key.value()) + (key.ascending() ? " ASC" : " DESC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    private String literal(@Nullable Object value, DataType type) {
        if (value == null) return "NULL";
        if (value instanceof byte[] bytes) {
            return "X'" + java.util.HexFormat.of().withUpperCase().formatHex(bytes) + "'";
        }
        if (value instanceof java.math.BigDecimal decimal) return decimal.toString();
        return LiteralText.of(value, type, zone);
    }

    private String call(Expr.Call call) {
        boolean isMode = call.name().equalsIgnoreCase("mode");
        if (isMode && (!call.order().isEmpty() || call.args().size() == 2)) return mode(call);
        String filter = call.filter() == null ? "" : " FILTER (WHERE " + of(call.filter()) + ")";
        return unfiltered(call) + within(call) + filter;
    }

    /// Only of some functions does Spark say where nulls go.
    private String within(Expr.Call call) {
        if (call.order().isEmpty()) return "";
        boolean percentile = call.name().toLowerCase(Locale.ROOT).startsWith("percentile_");
        Relation.SortKey first = call.order().getFirst();
        String keys = percentile ? of(first.value()) + (first.ascending() ? "" : " DESC") : ordered(call.order());
        return " WITHIN GROUP (ORDER BY " + keys + ")";
    }

    /// Spark shows the other way round, which was asked for.
    private String mode(Expr.Call call) {
        if (call.order().isEmpty()) {
            boolean least = call.args().size() == 2
                    && call.args().get(1) instanceof Expr.Literal(Boolean said, _, _)
                    && said;
            String value = call.args().stream().limit(1).map(this::of).collect(Collectors.joining());
            return least ? "mode() WITHIN GROUP (ORDER BY " + value + " DESC)" : "mode(" + value + ")";
        }
        Relation.SortKey key = call.order().getFirst();
        return "mode() WITHIN GROUP (ORDER BY " + of(key.value()) + (key.ascending() ? " DESC)" : ")");
    }

    private String unfiltered(Expr.Call call) {
        String name = call.name().toLowerCase(Locale.ROOT);
        List<String> args = call.args().stream().map(this::of).collect(Collectors.toCollection(ArrayList::new));
        Optional<UserFunction> user = catalog.user(call);
        if (user.isPresent()) {
            return user.get().name() + "(" + (call.distinct() ? "DISTINCT " : "") + String.join(", ", args) + ")";
        }
        if (OPERATORS.contains(name) && args.size() == 2 && !name.equals("+") && !name.equals("-")) {
            String sign =
                    Character.isLetter(name.charAt(0)) && !name.equals("div") ? name.toUpperCase(Locale.ROOT) : name;
            return scaled(name, call, args).orElse("(" + args.get(0) + " " + sign + " " + args.get(1) + ")");
        }
        if (args.size() < NEEDED.getOrDefault(name, 0)) return function(name, call, args);
        return switch (name) {
            case "current_database" -> "current_schema()";
            // Spark does not show what is compared with.
            case "likeany", "likeall", "notlikeany", "notlikeall" -> name + "(" + args.getFirst() + ")";
            case "==" -> "(" + args.get(0) + " = " + args.get(1) + ")";
            case "<>", "!=" -> "(NOT (" + args.get(0) + " = " + args.get(1) + "))";
            case "not", "!" -> "(NOT " + args.getFirst() + ")";
            case "negative" -> args.size() == 1 ? "(- " + args.getFirst() + ")" : function(name, call, args);
            case "positive" -> args.size() == 1 ? "(+ " + args.getFirst() + ")" : function(name, call, args);
            case "~" -> "~" + args.getFirst();
            case "isnull" -> "(" + args.getFirst() + " IS NULL)";
            case "isnotnull" -> "(" + args.getFirst() + " IS NOT NULL)";
            case "in" -> "(" + args.getFirst() + " IN (" + String.join(", ", args.subList(1, args.size())) + "))";
            case "like" ->
                args.get(0) + " LIKE " + args.get(1) + (args.size() > 2 ? " ESCAPE '" + args.get(2) + "'" : "");
            case "rlike", "regexp" -> "RLIKE(" + String.join(", ", args) + ")";
            case "trim" -> args.size() == 2 ? trim("BOTH", args) : function(name, call, args);
            case "ltrim" -> args.size() == 2 ? trim("LEADING", args) : function(name, call, args);
            case "rtrim" -> args.size() == 2 ? trim("TRAILING", args) : function(name, call, args);
            case "ceil", "floor" ->
                args.size() == 2 ? name + "(" + String.join(", ", args) + ")" : function(name, call, args);
            case "first", "last", "first_value", "last_value", "any_value" ->
                function(
                        call.nulls() == Expr.Nulls.UNSAID || name.equals("any_value")
                                ? name
                                : name.replace("_value", ""),
                        call,
                        args.subList(0, Math.min(1, args.size())));
            case "lag", "lead" -> {
                List<String> shown = new ArrayList<>(args.subList(0, Math.min(3, args.size())));
                if (shown.isEmpty()) shown.add("NULL");
                if (shown.size() == 1) shown.add("1");
                if (shown.size() == 2) shown.add("NULL");
                yield function(name, call, shown);
            }
            case "ntile" -> withDefault(name, call, args, 0, "1");
            case "nth_value" ->
                function(name, call, args.subList(0, Math.min(2, args.size())))
                        + (call.nulls() == Expr.Nulls.IGNORED ? " ignore nulls" : "");
            case "+", "-" -> added(name, call, args);
            case "||" -> "concat(" + String.join(", ", args) + ")";
            case "if" -> "(IF(" + String.join(", ", args) + "))";
            case "log" ->
                args.size() == 1 ? "LOG(E(), " + args.getFirst() + ")" : "LOG(" + String.join(", ", args) + ")";
            case "percentile" -> withDefault(name, call, args, 2, "1");
            case "percentile_approx", "approx_percentile" -> withDefault(name, call, args, 2, "10000");
            case "listagg", "string_agg" -> withDefault(name, call, args, 1, "NULL");
            case "assert_true" ->
                args.size() == 1
                        ? "assert_true(" + args.getFirst() + ", " + Rewrites.notTrue(args.getFirst()) + ")"
                        : function(name, call, args);
            case "convert_timezone" ->
                args.size() == 2
                        ? "convert_timezone(current_timezone(), " + String.join(", ", args) + ")"
                        : function(name, call, args);
            case "extract" -> "extract(" + args.get(0) + " FROM " + args.get(1) + ")";
            case "count" -> args.equals(List.of("*")) ? "count(1)" : function(name, call, args);
            default -> function(name, call, args);
        };
    }

    /// Days added to dates are shown as the function that adds them; intervals added to times have no brackets.
    private String added(String sign, Expr.Call call, List<String> args) {
        if (args.size() != 2) return function(sign, call, args);
        Optional<DataType> left = types.apply(call.args().get(0));
        Optional<DataType> right = types.apply(call.args().get(1));
        if (left.isPresent() && right.isPresent()) {
            if (isMoved(left.get(), right.get())) {
                return time(sign, args.get(0), args.get(1), left.get(), right.get());
            }
            if (sign.equals("+") && isMoved(right.get(), left.get())) {
                return time(sign, args.get(1), args.get(0), right.get(), left.get());
            }
        }
        return "(" + args.get(0) + " " + sign + " " + args.get(1) + ")";
    }

    /// Calendar intervals are multiplied and divided by functions of their own.
    private Optional<String> scaled(String sign, Expr.Call call, List<String> args) {
        boolean times = sign.equals("*");
        if (!times && !sign.equals("/") || args.size() != 2) return Optional.empty();
        boolean left = isCalendarInterval(call.args().get(0));
        if (!left && !(times && isCalendarInterval(call.args().get(1)))) return Optional.empty();
        String shown = String.join(", ", left ? args : args.reversed());
        return Optional.of((times ? "multiply_interval(" : "divide_interval(") + shown + ")");
    }

    private boolean isCalendarInterval(Expr value) {
        return types.apply(value)
                .filter(type -> type == DataType.Atomic.CALENDAR_INTERVAL)
                .isPresent();
    }

    /// Whether one is a time, or text that will be one, and the other says how far it is moved.
    private static boolean isMoved(DataType time, DataType by) {
        if (time == DataType.Atomic.STRING) {
            return by instanceof DataType.DayTimeInterval || by == DataType.Atomic.CALENDAR_INTERVAL;
        }
        boolean days = time == DataType.Atomic.DATE && by.isIntegral();
        return isTime(time) && (days || isInterval(by) || by == DataType.Atomic.NULL);
    }

    private static String time(String sign, String time, String added, DataType left, DataType right) {
        if (left == DataType.Atomic.DATE && right.isIntegral()) {
            return (sign.equals("+") ? "date_add(" : "date_sub(") + time + ", " + added + ")";
        }
        if (left == DataType.Atomic.DATE && right.equals(new DataType.DayTimeInterval(0, 0))) {
            String days = "extractansiintervaldays(" + added + ")";
            return "date_add(" + time + ", " + (sign.equals("+") ? days : "(- " + days + ")") + ")";
        }
        boolean between = sign.equals("-") && right == DataType.Atomic.NULL;
        String both = time + " " + sign + " " + added;
        return between ? "(" + both + ")" : both;
    }

    private static boolean isTime(DataType type) {
        return type == DataType.Atomic.DATE
                || type == DataType.Atomic.TIMESTAMP
                || type == DataType.Atomic.TIMESTAMP_NTZ;
    }

    private static boolean isInterval(DataType type) {
        return type instanceof DataType.Interval || type == DataType.Atomic.CALENDAR_INTERVAL;
    }

    private static String trim(String side, List<String> args) {
        return "TRIM(" + side + " " + args.get(0) + " FROM " + args.get(1) + ")";
    }

    private String function(String name, Expr.Call call, List<String> args) {
        Optional<ScalarFunction> scalar = catalog.scalar(name);
        if (scalar.isPresent()) {
            addDefaults(scalar.get(), args);
            if (readsMap(scalar.get().manner(), call)) return "entries";
            for (int i = args.size() - 1; i >= 0; i--) {
                if (!scalar.get().manner().shows(i)) args.remove(i);
            }
        }
        catalog.aggregate(name).ifPresent(aggregate -> addDefaults(aggregate, args));
        catalog.higherOrder(name).ifPresent(known -> addLambdas(known, call, args));
        return SPELLED.getOrDefault(name, name) + "(" + (call.distinct() ? "DISTINCT " : "") + String.join(", ", args)
                + ")";
    }

    /// Spark shows a reader of maps by the name of its inner column.
    private boolean readsMap(ScalarFunction.Manner manner, Expr.Call call) {
        if (manner.schemaAt() < 0 || manner.schemaAt() >= call.args().size()) return false;
        if (!(call.args().get(manner.schemaAt()) instanceof Expr.Literal(String schema, _, _))) return false;
        try {
            return catalog.schema(schema) instanceof DataType.Map;
        } catch (SluiceException e) {
            return false; // said where the function is bound
        }
    }

    /// An aggregate with what Spark adds to so many arguments.
    private String withDefault(String name, Expr.Call call, List<String> args, int count, String value) {
        if (args.size() == count) args.add(value);
        return function(name, call, args);
    }

    private static void addDefaults(NamedFunction function, List<String> args) {
        int missing = FunctionBinder.missingArguments(function, args.size());
        List<Object> defaults = function.defaults();
        defaults.subList(defaults.size() - missing, defaults.size()).forEach(value -> args.add(String.valueOf(value)));
    }

    private String caseOf(Expr.Case c) {
        var text = new StringBuilder("CASE");
        for (Expr.When when : c.whens()) {
            String condition = c.operand() == null
                    ? of(when.condition())
                    : "(" + of(c.operand()) + " = " + of(when.condition()) + ")";
            text.append(" WHEN ").append(condition).append(" THEN ").append(of(when.value()));
        }
        if (c.otherwise() != null) text.append(" ELSE ").append(of(c.otherwise()));
        return text.append(" END").toString();
    }
}
