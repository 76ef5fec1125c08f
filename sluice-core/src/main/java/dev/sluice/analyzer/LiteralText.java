package dev.sluice.analyzer;

import dev.sluice.format.ValueText;
import dev.sluice.type.DataType;
import dev.sluice.vector.Vectors;
import java.time.ZoneId;

/// Constants as Spark writes them in names: without quotes, dates and intervals with their word in front.
final class LiteralText {

    private LiteralText() {}

    /// @param value not null, in the form of [dev.sluice.vector.Values]
    static String of(Object value, DataType type, ZoneId zone) {
        var text = new StringBuilder();
        ValueText.append(text, Vectors.single(type, value), 0, type, zone);
        if (type == DataType.Atomic.DATE) return "DATE '" + text + "'";
        if (type == DataType.Atomic.TIMESTAMP) return "TIMESTAMP '" + text + "'";
        if (type == DataType.Atomic.TIMESTAMP_NTZ) return "TIMESTAMP_NTZ '" + text + "'";
        return text.toString();
    }
}
