package dev.sluice.function;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The errors that many functions share. Positions are added where the call is evaluated.
public final class ValueErrors {

    /// The setting that Spark's texts name.
    public static final String ANSI = "\"spark.sql.ansi.enabled\"";

    private ValueErrors() {}

    public static SluiceException divideByZero() {
        return ErrorCondition.DIVIDE_BY_ZERO.error().with("config", ANSI).build();
    }

    public static SluiceException remainderByZero() {
        return ErrorCondition.REMAINDER_BY_ZERO.error().with("config", ANSI).build();
    }

    /// @param message what overflowed, such as `integer overflow`
    public static SluiceException overflow(String message) {
        return overflow(message, "", null);
    }

    /// @param tolerant the function that gives null instead, such as `try_add`
    public static SluiceException overflowInstead(String tolerant) {
        return overflowInstead("overflow", tolerant);
    }

    public static SluiceException overflowInstead(String message, String tolerant) {
        return overflowInstead(message, tolerant, null);
    }

    /// @param hint says more, or null
    public static SluiceException overflowInstead(String message, String tolerant, @Nullable String hint) {
        return overflow(message, " Use '" + tolerant + "' to tolerate overflow and return NULL instead.", hint);
    }

    private static SluiceException overflow(String message, String alternative, @Nullable String hint) {
        return ErrorCondition.ARITHMETIC_OVERFLOW
                .error()
                .with("message", message)
                .with("alternative", alternative)
                .with("config", ANSI)
                .hint(hint)
                .build();
    }

    public static SluiceException outOfRange(BigDecimal value, DataType.Decimal type) {
        return ErrorCondition.NUMERIC_VALUE_OUT_OF_RANGE_WITH_SUGGESTION
                .error()
                .with("value", value.toPlainString())
                .with("precision", type.precision())
                .with("scale", type.scale())
                .with("config", ANSI)
                .build();
    }

    public static SluiceException intervalOverflow() {
        return ErrorCondition.INTERVAL_ARITHMETIC_OVERFLOW_WITHOUT_SUGGESTION
                .error()
                .build();
    }

    /// @param tolerant the function that gives null instead, such as `try_add`
    public static SluiceException intervalOverflow(String tolerant) {
        return ErrorCondition.INTERVAL_ARITHMETIC_OVERFLOW_WITH_SUGGESTION
                .error()
                .with("functionName", "`" + tolerant + "`")
                .build();
    }
}
