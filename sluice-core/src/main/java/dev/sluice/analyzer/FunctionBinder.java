package dev.sluice.analyzer;

import dev.sluice.catalog.Catalog;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.error.Suggestion;
import dev.sluice.expression.Expression;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundAggregate;
import dev.sluice.function.BoundFunction;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides which overload of a function is meant, and puts casts where arguments need them.
///
/// Source of the rules: Spark SQL Reference, "ANSI Compliance".
final class FunctionBinder {

    private static final String NUMBERS_OR_INTERVALS =
            "(\"NUMERIC\" or \"INTERVAL DAY TO SECOND\" or \"INTERVAL YEAR TO MONTH\" or \"INTERVAL\")";

    /// Operators whose sides are brought to one type before an overload is looked for.
    private static final Set<String> SAME_TYPES =
            Set.of("+", "-", "*", "/", "%", "div", "mod", "pmod", "=", "<=>", "<", "<=", ">", ">=");

    /// What operators on two values of one type take, as Spark says it.
    private static final Map<String, String> OPERANDS = Map.of(
            "+", NUMBERS_OR_INTERVALS,
            "-", NUMBERS_OR_INTERVALS,
            "*", "\"NUMERIC\"",
            "%", "\"NUMERIC\"",
            "/", "(\"DOUBLE\" or \"DECIMAL\")",
            "div", "(\"BIGINT\" or \"DECIMAL\" or \"INTERVAL YEAR TO MONTH\" or \"INTERVAL DAY TO SECOND\")");

    /// Functions that put values in order, and those that put the items of a list in order.
    private static final Set<String> ORDERS = Set.of("max", "min", "greatest", "least");

    private static final Set<String> ITEM_ORDERS = Set.of("sort_array", "array_max", "array_min", "array_sort");

    /// Functions of a list and a value of its items' type.
    private static final Set<String> ITEM_FUNCTIONS =
            Set.of("array_contains", "array_position", "array_remove", "array_append", "array_prepend");

    private static final Set<String> COMPARISONS = Set.of("=", "<=>", "<", "<=", ">", ">=");

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

    FunctionBinder(Catalog catalog) {
        this.catalog = catalog;
    }

    Expression scalar(ScalarFunction function, Said said, List<Expression> given) {
        List<Expression> arguments = withDefaults(function, given);
        if (SAME_TYPES.contains(function.name()) && arguments.size() == 2) arguments = sameTyped(arguments, said.at);
        List<DataType> types = arguments.stream().map(Expression::type).toList();
        Optional<BoundFunction> bound = function.bind(
                said.name, arguments.stream().map(FunctionBinder::known).toList());
        if (bound.isEmpty()) {
            throw mismatch(function.name(), shown(function), function.defaults().size(), said, types, given.size());
        }
        return new Expression.Call(bound.get(), cast(arguments, bound.get().parameters(), said.at), said.at);
    }

    BoundAggregate aggregate(AggregateFunction function, Said said, List<Expression> arguments) {
        List<DataType> types = arguments.stream().map(Expression::type).toList();
        return function.bind(said.name, types)
                .orElseThrow(() -> mismatch(
                        function.name(),
                        function.overloads().stream()
                                .map(AggregateFunction.Overload::shown)
                                .toList(),
                        0,
                        said,
                        types,
                        arguments.size()));
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
    List<Expression> common(List<Expression> values, String function, Said said, boolean listed) {
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
    static int missingArguments(ScalarFunction function, int given) {
        int most = function.overloads().stream()
                .mapToInt(overload -> parameterCount(overload.shown()))
                .max()
                .orElse(given);
        return Math.max(0, Math.min(function.defaults().size(), most - given));
    }

    SluiceException unknownFunction(String name, @Nullable SourcePosition at) {
        String quoted = Scope.quoted(List.of(name.split("\\.")));
        return ErrorCondition.UNRESOLVED_ROUTINE
                .error()
                .with("routineName", quoted)
                .hint(Suggestion.likely(name, catalog.functionNames())
                        .map(near -> "did you mean " + near + "()?")
                        .orElse("SHOW FUNCTIONS lists the functions there are."))
                .at(at)
                .build();
    }

    private static List<Expression> withDefaults(ScalarFunction function, List<Expression> given) {
        int missing = missingArguments(function, given.size());
        if (missing == 0) return given;
        List<Expression> all = new ArrayList<>(given);
        List<Object> defaults = function.defaults();
        for (Object value : defaults.subList(defaults.size() - missing, defaults.size())) {
            all.add(new Expression.Literal(value, value instanceof Integer ? Atomic.INT : Atomic.STRING));
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

    private static boolean isInterval(DataType type) {
        return type instanceof DataType.DayTimeInterval || type == Atomic.YEAR_MONTH_INTERVAL;
    }

    /// A whole constant beside a decimal counts with the digits it has, not with those of its type.
    private static Expression exact(Expression value, @Nullable SourcePosition at) {
        if (value instanceof Expression.Literal(Number number, DataType type) && type.isIntegral()) {
            var decimal = new BigDecimal(number.longValue());
            return new Expression.Cast(value, new DataType.Decimal(decimal.precision(), 0), false, at);
        }
        return value;
    }

    private static Argument known(Expression value) {
        return value instanceof Expression.Literal(Object constant, DataType type)
                ? Argument.constant(type, constant)
                : Argument.of(value.type(), value.nullable());
    }

    private static List<String> shown(ScalarFunction function) {
        return function.overloads().stream().map(ScalarFunction.Overload::shown).toList();
    }

    private static SluiceException mismatch(
            String function, List<String> signatures, int defaults, Said said, List<DataType> types, int given) {
        Optional<String> count = countWanted(function, types.size());
        if (count.isPresent()) {
            return ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                    .error()
                    .with("functionName", Field.quote(said.name))
                    .with("expectedNum", count.get())
                    .with("actualNum", given)
                    .at(said.at)
                    .build();
        }
        boolean countFits = signatures.stream().anyMatch(s -> takes(s, types.size()));
        if (!countFits) {
            List<Integer> counts = signatures.stream()
                    .map(FunctionBinder::parameterCount)
                    .flatMap(
                            most -> IntStream.rangeClosed(most - defaults, most).boxed())
                    .distinct()
                    .sorted()
                    .toList();
            return ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                    .error()
                    .with("functionName", Field.quote(said.name))
                    .with("expectedNum", counts.size() == 1 ? counts.getFirst() : counts)
                    .with("actualNum", given)
                    .at(said.at)
                    .build();
        }
        if (Set.of("array", "greatest", "least").contains(function)
                && commonType(types).isEmpty()) {
            return ErrorCondition.DATA_DIFF_TYPES
                    .error()
                    .with("sqlExpr", '"' + said.text + '"')
                    .with("functionName", Field.quote(function))
                    .with(
                            "dataType",
                            types.stream()
                                    .map(type -> '"' + type.sql() + '"')
                                    .collect(Collectors.joining(" or ", "(", ")")))
                    .at(said.at)
                    .build();
        }
        if (types.size() == 2
                && SAME_TYPES.contains(function)
                && ImplicitCasts.common(types.get(0), types.get(1)).isEmpty()) {
            return ErrorCondition.BINARY_OP_DIFF_TYPES
                    .error()
                    .with("sqlExpr", '"' + said.text + '"')
                    .with("left", '"' + types.get(0).sql() + '"')
                    .with("right", '"' + types.get(1).sql() + '"')
                    .at(said.at)
                    .build();
        }
        if (types.size() == 2 && OPERANDS.containsKey(function) && types.get(0).equals(types.get(1))) {
            return ErrorCondition.BINARY_OP_WRONG_TYPE
                    .error()
                    .with("sqlExpr", '"' + said.text + '"')
                    .with("inputType", OPERANDS.get(function))
                    .with("actualDataType", '"' + types.getFirst().sql() + '"')
                    .at(said.at)
                    .build();
        }
        if (COMPARISONS.contains(function)
                || Set.of("max", "min", "greatest", "least").contains(function)) {
            return ErrorCondition.INVALID_ORDERING_TYPE
                    .error()
                    .with("sqlExpr", '"' + said.text + '"')
                    .with("functionName", Field.quote(function))
                    .with("dataType", '"' + types.getFirst().sql() + '"')
                    .at(said.at)
                    .build();
        }
        return unexpected(signatures, said, types);
    }

    /// What Spark says of the number of arguments where it is no list of numbers.
    private static Optional<String> countWanted(String function, int given) {
        return switch (function) {
            case "map" -> given % 2 == 0 ? Optional.empty() : Optional.of("2n (n > 0)");
            case "greatest", "least" -> given > 1 ? Optional.empty() : Optional.of("> 1");
            default -> Optional.empty();
        };
    }

    private static SluiceException unexpected(List<String> signatures, Said said, List<DataType> types) {
        int wrong = 0;
        Set<String> wanted = Set.of();
        for (int i = 0; i < types.size(); i++) {
            int position = i;
            wanted = signatures.stream()
                    .filter(s -> takes(s, types.size()))
                    .map(s -> requirement(parameter(s, position)))
                    .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
            wrong = i;
            if (wanted.stream().noneMatch(requirement -> fulfils(types.get(position), requirement))) break;
        }
        boolean interval = wanted.contains("interval"); // how the aggregates name the two ANSI intervals
        String required = wanted.stream()
                .map(w -> '"' + (w.equals("interval") ? "ANSI INTERVAL" : w) + '"')
                .collect(Collectors.joining(" or "));
        return ErrorCondition.UNEXPECTED_INPUT_TYPE
                .error()
                .with("sqlExpr", '"' + said.text + '"')
                .with("paramIndex", ordinal(wrong))
                .with("requiredType", wanted.size() > 1 && !interval ? "(" + required + ")" : required)
                .with("inputSql", '"' + (wrong < said.arguments.size() ? said.arguments.get(wrong) : "") + '"')
                .with("inputType", '"' + types.get(wrong).sql() + '"')
                .at(said.at)
                .build();
    }

    private static boolean fulfils(DataType type, String requirement) {
        return requirement.equals(type.sql())
                || requirement.equals("NUMERIC") && (type.isNumeric() || type == Atomic.STRING)
                || requirement.startsWith("ARRAY") && type instanceof DataType.Array
                || requirement.startsWith("MAP") && type instanceof DataType.Map
                || requirement.equals("STRING") && type instanceof Atomic
                || type == Atomic.NULL;
    }

    private static String requirement(String parameter) {
        return switch (parameter) {
            case "INT", "BIGINT", "DOUBLE", "FLOAT", "DECIMAL", "TINYINT", "SMALLINT" -> "NUMERIC";
            case String other when other.startsWith("ARRAY") -> "ARRAY";
            case String other when other.startsWith("MAP") -> "MAP";
            default -> parameter;
        };
    }

    static String ordinal(int index) {
        return switch (index) {
            case 0 -> "first";
            case 1 -> "second";
            case 2 -> "third";
            case 3 -> "fourth";
            case 4 -> "fifth";
            default -> (index + 1) + "th";
        };
    }

    private static boolean takes(String signature, int count) {
        int parameters = parameterCount(signature);
        return signature.contains("...") ? count >= parameters - 1 : count == parameters;
    }

    private static int parameterCount(String signature) {
        return parameters(signature).size();
    }

    private static String parameter(String signature, int i) {
        List<String> all = parameters(signature);
        return all.get(Math.min(i, all.size() - 1)).replace("...", "");
    }

    private static List<String> parameters(String signature) {
        String inside = signature.substring(signature.indexOf('(') + 1, signature.lastIndexOf(") ->"));
        List<String> found = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= inside.length(); i++) {
            char c = i == inside.length() ? ',' : inside.charAt(i);
            if (c == '<' || c == '(') depth++;
            if (c == '>' || c == ')') depth--;
            if (c == ',' && depth == 0) {
                String parameter = inside.substring(start, i).strip();
                if (!parameter.isEmpty()) found.add(parameter);
                start = i + 1;
            }
        }
        return found;
    }
}
