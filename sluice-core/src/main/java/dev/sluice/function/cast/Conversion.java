package dev.sluice.function.cast;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Row;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;

/// From what to what, and what becomes of a value that has no counterpart: an error, or null.
record Conversion(DataType from, DataType to, boolean isTry) {

    /// Text that does not say a value of the type.
    void malformed(Row row, VectorBuilder out) {
        malformed("'" + row.textAt(0) + "'", out);
    }

    /// @param literal the value as SQL would write it
    void malformed(String literal, VectorBuilder out) {
        if (!isTry) throw invalid(ErrorCondition.CAST_INVALID_INPUT, "expression", literal);
        out.appendNull();
    }

    /// A value that is too much for the type.
    void tooMuch(long value, VectorBuilder out) {
        tooMuch(value + suffix(), out);
    }

    void tooMuch(double value, VectorBuilder out) {
        String text = from == Atomic.FLOAT ? Float.toString((float) value) : Double.toString(value);
        tooMuch(from == Atomic.DOUBLE && Double.isFinite(value) ? text + "D" : text, out);
    }

    void tooMuch(BigDecimal value, VectorBuilder out) {
        tooMuch(value.toPlainString() + "BD", out);
    }

    /// @param literal the value as SQL would write it
    void tooMuch(String literal, VectorBuilder out) {
        if (!isTry) throw invalid(ErrorCondition.CAST_OVERFLOW, "value", literal);
        out.appendNull();
    }

    private SluiceException invalid(ErrorCondition condition, String parameter, String literal) {
        return condition
                .error()
                .with(parameter, literal)
                .with("sourceType", "\"" + from.sql() + "\"")
                .with("targetType", "\"" + to.sql() + "\"")
                .build();
    }

    private String suffix() {
        if (from == Atomic.LONG) return "L";
        if (from == Atomic.SHORT) return "S";
        return from == Atomic.BYTE ? "Y" : "";
    }
}
