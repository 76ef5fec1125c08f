package dev.sluice.function;

import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Fits decimal numbers into their type.
public final class Decimals {

    private Decimals() {}

    /// The value in the type's scale, rounded half up; null if it has more digits than the type.
    public static @Nullable BigDecimal fit(BigDecimal value, DataType.Decimal type) {
        BigDecimal scaled = value.scale() == type.scale() ? value : value.setScale(type.scale(), RoundingMode.HALF_UP);
        return scaled.precision() <= type.precision() ? scaled : null;
    }

    /// The value in the type's scale, rounded half up.
    public static BigDecimal fitOrThrow(BigDecimal value, DataType.Decimal type) {
        BigDecimal fitted = fit(value, type);
        if (fitted == null) throw ValueErrors.outOfRange(value, type);
        return fitted;
    }
}
