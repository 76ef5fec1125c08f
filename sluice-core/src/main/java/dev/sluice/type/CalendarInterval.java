package dev.sluice.type;

import java.nio.ByteBuffer;
import java.util.Locale;

/// A value of the type `INTERVAL`: months, days and microseconds that stand beside each other, since months have no
/// certain number of days, nor days of hours. So a year is 12 months, and a day is not 24 hours.
///
/// What it looks like as text: Spark's `CAST(… AS STRING)`.
public record CalendarInterval(int months, int days, long microseconds) {

    /// How many bytes a value takes in vectors.
    public static final int BYTES = 16;

    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final int MICROS_PER_SECOND = 1_000_000;

    /// A value in the form that vectors hold: months, days and microseconds, the highest byte first.
    public static CalendarInterval fromBytes(byte[] bytes, int offset) {
        ByteBuffer parts = ByteBuffer.wrap(bytes, offset, BYTES);
        return new CalendarInterval(parts.getInt(), parts.getInt(), parts.getLong());
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putInt(months)
                .putInt(days)
                .putLong(microseconds)
                .array();
    }

    /// `1 years 2 months -3 days 4.5 seconds`: the units that are not 0, each with its sign; `0 seconds` if all are.
    @Override
    public String toString() {
        if (months == 0 && days == 0 && microseconds == 0) return "0 seconds";
        var text = new StringBuilder();
        append(text, months / MONTHS_PER_YEAR, "years");
        append(text, months % MONTHS_PER_YEAR, "months");
        append(text, days, "days");
        append(text, microseconds / MICROS_PER_HOUR, "hours");
        append(text, microseconds % MICROS_PER_HOUR / MICROS_PER_MINUTE, "minutes");
        appendSeconds(text, (int) (microseconds % MICROS_PER_MINUTE));
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count == 0) return;
        if (!text.isEmpty()) text.append(' ');
        text.append(count).append(' ').append(unit);
    }

    private static void appendSeconds(StringBuilder text, int micros) {
        if (micros == 0) return;
        if (!text.isEmpty()) text.append(' ');
        if (micros < 0) text.append('-');
        int size = Math.abs(micros);
        text.append(size / MICROS_PER_SECOND);
        int fraction = size % MICROS_PER_SECOND;
        if (fraction != 0) {
            String digits = String.format(Locale.ROOT, "%06d", fraction);
            text.append('.').append(digits.replaceAll("0+$", ""));
        }
        text.append(" seconds");
    }
}
