package dev.sluice.analyzer;

import dev.sluice.analyzer.FunctionBinder.Said;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.DayTimeInterval;
import java.util.Optional;

/// What is said of `+` and `-` where a date, a time or an interval of days is beside what does not go with it. Spark
/// speaks of the function that the sign would have been; found by asking it.
final class SumErrors {

    private static final String DAYS = "(\"INT\" or \"SMALLINT\" or \"TINYINT\")";
    private static final String TIME = "\"(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)\"";

    private SumErrors() {}

    static Optional<SluiceException> of(String sign, Said said, DataType left, DataType right) {
        String a = said.arguments().getFirst();
        String b = said.arguments().getLast();
        return switch (sign) {
            case "+" -> sum(said, left, right, a, b);
            case "-" -> difference(said, left, right, a, b);
            case "*", "/" ->
                left == Atomic.CALENDAR_INTERVAL
                        ? unexpected(said, said.text(), 1, "\"DOUBLE\"", b, right)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<SluiceException> sum(Said said, DataType left, DataType right, String a, String b) {
        if (right instanceof DayTimeInterval) return unexpected(said, a + " + " + b, 0, TIME, a, left);
        if (right == Atomic.CALENDAR_INTERVAL) return unexpected(said, a + " + " + b, 0, TIME, a, left);
        if (left instanceof DayTimeInterval) return unexpected(said, b + " + " + a, 0, TIME, b, right);
        if (left == Atomic.CALENDAR_INTERVAL) return unexpected(said, b + " + " + a, 0, TIME, b, right);
        if (left == Atomic.DATE) return unexpected(said, "date_add(" + a + ", " + b + ")", 1, DAYS, b, right);
        if (right == Atomic.DATE) return unexpected(said, "date_add(" + b + ", " + a + ")", 1, DAYS, a, left);
        return left == right || !isTime(left) || !isTime(right)
                ? Optional.empty()
                : Optional.of(differ(said, left, right));
    }

    private static Optional<SluiceException> difference(Said said, DataType left, DataType right, String a, String b) {
        if (right instanceof DayTimeInterval || right == Atomic.CALENDAR_INTERVAL) {
            return unexpected(said, a + " + (- " + b + ")", 0, TIME, a, left);
        }
        if (isTime(right)) return unexpected(said, said.text(), 0, TIME, a, left);
        if (isTime(left)) return unexpected(said, said.text(), 1, TIME, b, right);
        if (left == Atomic.DATE) return unexpected(said, "date_sub(" + a + ", " + b + ")", 1, DAYS, b, right);
        if (right == Atomic.DATE) return unexpected(said, said.text(), 0, "\"DATE\"", a, left);
        return Optional.empty();
    }

    private static Optional<SluiceException> unexpected(
            Said said, String call, int parameter, String required, String input, DataType type) {
        return Optional.of(ErrorCondition.UNEXPECTED_INPUT_TYPE
                .error()
                .with("sqlExpr", '"' + call + '"')
                .with("paramIndex", MismatchErrors.ordinal(parameter))
                .with("requiredType", required)
                .with("inputSql", '"' + input + '"')
                .with("inputType", '"' + type.sql() + '"')
                .at(said.at())
                .build());
    }

    private static SluiceException differ(Said said, DataType left, DataType right) {
        return ErrorCondition.BINARY_OP_DIFF_TYPES
                .error()
                .with("sqlExpr", '"' + said.text() + '"')
                .with("left", '"' + left.sql() + '"')
                .with("right", '"' + right.sql() + '"')
                .at(said.at())
                .build();
    }

    private static boolean isTime(DataType type) {
        return type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ;
    }
}
