package dev.sluice.format;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.DayTimeInterval;
import dev.sluice.type.DataType.YearMonthInterval;
import dev.sluice.vector.VectorBuilder;

/// Intervals of all kinds in rows of text: `INTERVAL '1-2' YEAR TO MONTH` or `1-2`, and `1 year 2 days` for a calendar
/// interval.
///
/// @param type the one that is read
record TextIntervals(DataType type) {

    /// Appends the value of the text. Words that are no calendar interval are null, not malformed, as in Spark.
    ///
    /// @return false, and nothing is appended, if the text is none of the type
    boolean append(String text, VectorBuilder out) {
        switch (type) {
            case YearMonthInterval units -> {
                return IntervalParser.months(text, units)
                        .map(months -> appended(months, out))
                        .isPresent();
            }
            case DayTimeInterval units -> {
                return IntervalParser.micros(text, units)
                        .map(micros -> appended(micros, out))
                        .isPresent();
            }
            default -> {
                try {
                    out.appendValue(IntervalWords.parse(text).value());
                } catch (MalformedInterval _) {
                    out.appendNull();
                }
                return true;
            }
        }
    }

    private static boolean appended(Object value, VectorBuilder out) {
        out.appendValue(value);
        return true;
    }
}
