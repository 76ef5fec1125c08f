package dev.sluice.analyzer;

import dev.sluice.analyzer.FunctionBinder.Said;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is said when no overload of a function takes the arguments: Spark has a sentence for each way to be wrong.
final class MismatchErrors {

    private static final Set<String> BIT_OPERATORS = Set.of("&", "|", "^");
    private static final Set<String> SMALL_INTEGERS = Set.of("INT", "SMALLINT", "TINYINT");
    private static final Set<String> INTEGERS = Set.of("BIGINT", "INT", "SMALLINT", "TINYINT");
    private static final Set<String> NUMBERS =
            Set.of("BIGINT", "INT", "SMALLINT", "TINYINT", "FLOAT", "DOUBLE", "DECIMAL", "NUMERIC");

    private static final Set<String> TIMES = Set.of("DATE", "TIMESTAMP", "TIMESTAMP_NTZ");
    private static final Set<String> CASTS_OF_TEXT = Set.of("DATE", "TIMESTAMP", "TIMESTAMP_NTZ", "BOOLEAN", "BINARY");

    private static final String NUMBERS_OR_INTERVALS =
            "(\"NUMERIC\" or \"INTERVAL DAY TO SECOND\" or \"INTERVAL YEAR TO MONTH\" or \"INTERVAL\")";

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

    private static final Set<String> COMPARISONS = Set.of("=", "<=>", "<", "<=", ">", ">=");

    private MismatchErrors() {}

    /// @param signatures what the function takes, as `(A, B) -> R`
    /// @param exact whether it takes these types only, and nothing that could be cast to them
    /// @param defaults how many arguments may be left out at the end
    /// @param given how many were given
    static SluiceException of(
            String function,
            List<String> signatures,
            boolean exact,
            int defaults,
            Said said,
            List<DataType> types,
            int given) {
        Optional<String> count = countWanted(function, types.size());
        if (count.isPresent()) {
            return ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                    .error()
                    .with("functionName", Field.quote(said.name()))
                    .with("expectedNum", count.get())
                    .with("actualNum", given)
                    .at(said.at())
                    .build();
        }
        boolean countFits = signatures.stream().anyMatch(s -> takes(s, types.size()));
        if (!countFits) {
            List<Integer> counts = signatures.stream()
                    .map(MismatchErrors::parameterCount)
                    .flatMap(
                            most -> IntStream.rangeClosed(most - defaults, most).boxed())
                    .distinct()
                    .sorted()
                    .toList();
            return ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                    .error()
                    .with("functionName", Field.quote(said.name()))
                    .with("expectedNum", counts.size() == 1 ? counts.getFirst() : counts)
                    .with("actualNum", given)
                    .at(said.at())
                    .build();
        }
        Optional<SluiceException> order = OrderErrors.of(function, said, types);
        if (order.isPresent()) return order.get();
        Optional<SluiceException> collection = CollectionErrors.of(function, said, types);
        if (collection.isPresent()) return collection.get();
        if (types.size() == 2) {
            Optional<SluiceException> sum = SumErrors.of(function, said, types.getFirst(), types.getLast());
            if (sum.isPresent()) return sum.get();
        }
        if (types.size() == 2 && differ(function, types.get(0), types.get(1))) {
            return ErrorCondition.BINARY_OP_DIFF_TYPES
                    .error()
                    .with("sqlExpr", '"' + said.text() + '"')
                    .with("left", '"' + types.get(0).sql() + '"')
                    .with("right", '"' + types.get(1).sql() + '"')
                    .at(said.at())
                    .build();
        }
        if (types.size() == 2 && OPERANDS.containsKey(function) && types.get(0).equals(types.get(1))) {
            return ErrorCondition.BINARY_OP_WRONG_TYPE
                    .error()
                    .with("sqlExpr", '"' + said.text() + '"')
                    .with("inputType", OPERANDS.get(function))
                    .with("actualDataType", '"' + types.getFirst().sql() + '"')
                    .at(said.at())
                    .build();
        }
        if (COMPARISONS.contains(function) || ORDERS.contains(function)) {
            return OrderErrors.error(function, said, types.getFirst());
        }
        return unexpected(signatures, exact, said, types);
    }

    /// Whether an operator wants both sides of one type, and they are not.
    private static boolean differ(String operator, DataType left, DataType right) {
        if (BIT_OPERATORS.contains(operator)) {
            return !left.equals(right) && left.isNumeric() && right.isNumeric();
        }
        return FunctionBinder.SAME_TYPES.contains(operator)
                && ImplicitCasts.common(left, right).isEmpty();
    }

    /// What Spark says of the number of arguments where it is no list of numbers.
    private static Optional<String> countWanted(String function, int given) {
        return switch (function) {
            case "map" -> given % 2 == 0 ? Optional.empty() : Optional.of("2n (n > 0)");
            case "greatest", "least", "json_tuple" -> given > 1 ? Optional.empty() : Optional.of("> 1");
            default -> Optional.empty();
        };
    }

    private static SluiceException unexpected(List<String> signatures, boolean exact, Said said, List<DataType> types) {
        int wrong = 0;
        Set<String> wanted = Set.of();
        for (int i = 0; i < types.size(); i++) {
            int position = i;
            wanted = signatures.stream()
                    .filter(s -> takes(s, types.size()))
                    .map(s -> parameter(s, position))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            wanted = requirements(wanted, exact);
            wrong = i;
            boolean fulfilled = wanted.stream()
                    .anyMatch(requirement -> exact
                            ? requirement.equals(types.get(position).sql()) || types.get(position) == Atomic.NULL
                            : fulfils(types.get(position), requirement));
            if (!fulfilled) break;
        }
        boolean interval = wanted.contains("interval"); // how the aggregates name the two ANSI intervals
        String required = wanted.stream()
                .map(w -> '"' + (w.equals("interval") ? "ANSI INTERVAL" : w) + '"')
                .collect(Collectors.joining(" or "));
        return ErrorCondition.UNEXPECTED_INPUT_TYPE
                .error()
                .with("sqlExpr", '"' + said.text() + '"')
                .with("paramIndex", ordinal(wrong))
                .with("requiredType", wanted.size() > 1 && !interval ? "(" + required + ")" : required)
                .with(
                        "inputSql",
                        '"'
                                + (wrong < said.arguments().size()
                                        ? said.arguments().get(wrong)
                                        : "")
                                + '"')
                .with("inputType", '"' + types.get(wrong).sql() + '"')
                .at(said.at())
                .build();
    }

    private static boolean fulfils(DataType type, String requirement) {
        return requirement.equals(type.sql())
                || NUMBERS.contains(requirement) && (type.isNumeric() || type == Atomic.STRING)
                || requirement.equals("INTEGRAL") && (type.isIntegral() || type == Atomic.STRING)
                || requirement.startsWith("ARRAY") && type instanceof DataType.Array
                || requirement.startsWith("MAP") && type instanceof DataType.Map
                || requirement.equals("STRING") && type instanceof Atomic
                || type == Atomic.STRING && CASTS_OF_TEXT.contains(requirement)
                || TIMES.contains(requirement) && TIMES.contains(type.sql())
                || requirement.length() == 1 // a variable
                || type == Atomic.NULL;
    }

    /// What Spark calls a choice of types: kinds of numbers by one name, where there is one. Where types are taken as
    /// they are, each is named.
    private static Set<String> requirements(Set<String> parameters, boolean exact) {
        Set<String> numbers = parameters.stream().filter(NUMBERS::contains).collect(Collectors.toSet());
        boolean listed = exact ? !numbers.equals(INTEGERS) : numbers.size() < 2 || numbers.equals(SMALL_INTEGERS);
        String kind = INTEGERS.containsAll(numbers) ? "INTEGRAL" : "NUMERIC";
        return parameters.stream()
                .map(parameter -> !listed && numbers.contains(parameter) ? kind : requirement(parameter, exact))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String requirement(String parameter, boolean exact) {
        if (exact) return parameter;
        if (parameter.equals("DECIMAL")) return "NUMERIC";
        if (parameter.startsWith("ARRAY")) return "ARRAY";
        return parameter.startsWith("MAP") ? "MAP" : parameter;
    }

    static String ordinal(int index) {
        return switch (index) {
            case 0 -> "first";
            case 1 -> "second";
            case 2 -> "third";
            default -> (index + 1) + "th";
        };
    }

    private static boolean takes(String signature, int count) {
        int parameters = parameterCount(signature);
        return signature.contains("...") ? count >= parameters - 1 : count == parameters;
    }

    static int parameterCount(String signature) {
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
