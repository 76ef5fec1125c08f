package dev.sluice.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.type.DataType;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Makes a column of CSV values.
abstract sealed class CsvColumn {

    /// A column begins with room for so many rows, or as many as the one before it had.
    private static final int LEAST_ROWS = 16;

    static CsvColumn of(DataType type, CsvSettings settings) {
        return switch (type) {
            case DataType.Atomic atomic ->
                switch (atomic) {
                    case BOOLEAN -> new BooleanColumn();
                    case BYTE -> new IntColumn(Byte.MIN_VALUE, Byte.MAX_VALUE);
                    case SHORT -> new IntColumn(Short.MIN_VALUE, Short.MAX_VALUE);
                    case INT -> new IntColumn(Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case LONG -> new LongColumn();
                    case FLOAT -> new FloatColumn(settings);
                    case DOUBLE -> new DoubleColumn(settings);
                    case STRING, BINARY -> new BytesColumn();
                    case DATE -> new DateColumn(new TextTimes(settings.dateFormat(), settings.zone()));
                    case TIMESTAMP ->
                        new TimestampColumn(new TextTimes(settings.timestampFormat(), settings.zone()), false);
                    case TIMESTAMP_NTZ ->
                        new TimestampColumn(new TextTimes(settings.wallClockFormat(), settings.zone()), true);
                    case CALENDAR_INTERVAL -> new IntervalColumn(type);
                    case NULL -> throw new IllegalArgumentException("no column of " + type);
                };
            case DataType.Decimal decimal -> new DecimalColumn(decimal);
            case DataType.Interval _ -> new IntervalColumn(type);
            case DataType.Array _, DataType.Map _, DataType.Struct _ ->
                throw new IllegalArgumentException("no column of " + type);
        };
    }

    /// Appends the value of the bytes, or nothing.
    ///
    /// @param inBlock whether they lie in the block that the column will be built with
    /// @return whether it is a value of the column's type
    abstract boolean add(byte[] bytes, int from, int to, boolean inBlock);

    abstract void addNull();

    /// The column so far; then it starts anew.
    abstract Vector build(byte[] block);

    private abstract static sealed class Built<B extends VectorBuilder> extends CsvColumn {
        private final IntFunction<B> builders;
        B out;

        Built(IntFunction<B> builders) {
            this.builders = builders;
            out = builders.apply(LEAST_ROWS);
        }

        @Override
        final void addNull() {
            out.appendNull();
        }

        @Override
        final Vector build(byte[] block) {
            Vector built = out.build();
            out = builders.apply(Math.max(LEAST_ROWS, built.size()));
            return built;
        }
    }

    private static final class BytesColumn extends CsvColumn {
        private final ByteViews out = new ByteViews();

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            if (!Utf8.isValid(bytes, from, to)) {
                // As Spark, which reads the lines as text, has it: what is no character is U+FFFD.
                byte[] repaired = new String(bytes, from, to - from, UTF_8).getBytes(UTF_8);
                out.copy(repaired, 0, repaired.length);
            } else if (inBlock) {
                out.view(from, to);
            } else {
                out.copy(bytes, from, to);
            }
            return true;
        }

        @Override
        void addNull() {
            out.appendNull();
        }

        @Override
        Vector build(byte[] block) {
            return out.build(block);
        }
    }

    private static final class BooleanColumn extends Built<VectorBuilder.Booleans> {
        BooleanColumn() {
            super(VectorBuilder.Booleans::new);
        }

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            boolean isTrue = isWord(bytes, from, to, "true");
            if (!isTrue && !isWord(bytes, from, to, "false")) return false;
            out.append(isTrue);
            return true;
        }

        /// @param word in lower case
        private static boolean isWord(byte[] bytes, int from, int to, String word) {
            if (to - from != word.length()) return false;
            for (int i = 0; i < word.length(); i++) {
                if ((bytes[from + i] | 0x20) != word.charAt(i)) return false;
            }
            return true;
        }
    }

    private static final class IntColumn extends Built<VectorBuilder.Ints> {
        private final NumberParser number = new NumberParser();
        private final int least;
        private final int most;

        IntColumn(int least, int most) {
            super(VectorBuilder.Ints::new);
            this.least = least;
            this.most = most;
        }

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            if (!parses(number, bytes, from, to) || number.whole() < least || number.whole() > most) return false;
            out.append((int) number.whole());
            return true;
        }

        /// Digits of any script count, as in Java.
        static boolean parses(NumberParser number, byte[] bytes, int from, int to) {
            if (number.parseWhole(bytes, from, to)) return true;
            if (from < to && bytes[from] >= 0 && bytes[to - 1] >= 0) return false;
            byte[] ascii = new String(bytes, from, to - from, UTF_8)
                    .codePoints()
                    .map(c -> c < 128 || c > 0xFFFF || !Character.isDigit(c) ? c : '0' + Character.digit(c, 10))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .getBytes(UTF_8);
            return number.parseWhole(ascii, 0, ascii.length);
        }
    }

    private static final class LongColumn extends Built<VectorBuilder.Longs> {
        private final NumberParser number = new NumberParser();

        LongColumn() {
            super(VectorBuilder.Longs::new);
        }

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            if (!IntColumn.parses(number, bytes, from, to)) return false;
            out.append(number.whole());
            return true;
        }
    }

    /// The names of what is no number, and the numbers.
    private static final class Fractions {
        private final NumberParser number = new NumberParser();
        private final byte[] nan;
        private final byte[] positiveInfinity;
        private final byte[] negativeInfinity;

        Fractions(CsvSettings settings) {
            nan = settings.nanValue().getBytes(UTF_8);
            positiveInfinity = settings.positiveInfinity().getBytes(UTF_8);
            negativeInfinity = settings.negativeInfinity().getBytes(UTF_8);
        }

        /// A value that has a name, or 0.
        double named(byte[] bytes, int from, int to) {
            if (is(nan, bytes, from, to)) return Double.NaN;
            if (is(negativeInfinity, bytes, from, to)) return Double.NEGATIVE_INFINITY;
            return is(positiveInfinity, bytes, from, to) ? Double.POSITIVE_INFINITY : 0;
        }

        private static boolean is(byte[] name, byte[] bytes, int from, int to) {
            return name.length == to - from && Arrays.equals(name, 0, name.length, bytes, from, to);
        }
    }

    private static final class DoubleColumn extends Built<VectorBuilder.Doubles> {
        private final Fractions fractions;

        DoubleColumn(CsvSettings settings) {
            super(VectorBuilder.Doubles::new);
            fractions = new Fractions(settings);
        }

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            try {
                double named = fractions.named(bytes, from, to);
                out.append(named != 0 ? named : fractions.number.parseDouble(bytes, from, to));
                return true;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    private static final class FloatColumn extends Built<VectorBuilder.Floats> {
        private final Fractions fractions;

        FloatColumn(CsvSettings settings) {
            super(VectorBuilder.Floats::new);
            fractions = new Fractions(settings);
        }

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            try {
                double named = fractions.named(bytes, from, to);
                out.append(named != 0 ? (float) named : fractions.number.parseFloat(bytes, from, to));
                return true;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    private static final class DecimalColumn extends Built<VectorBuilder.Decimals> {
        private final NumberParser number = new NumberParser();
        private final int precision;
        private final int scale;

        DecimalColumn(DataType.Decimal type) {
            super(rows -> new VectorBuilder.Decimals(rows, type.scale()));
            precision = type.precision();
            scale = type.scale();
        }

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            @Nullable BigDecimal value = number.parseGroupedDecimal(bytes, from, to, precision, scale);
            if (value != null) out.append(value);
            return value != null;
        }
    }

    private static final class IntervalColumn extends Built<VectorBuilder> {
        private final TextIntervals intervals;

        IntervalColumn(DataType type) {
            super(rows -> VectorBuilder.of(type, rows));
            intervals = new TextIntervals(type);
        }

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            return intervals.append(new String(bytes, from, to - from, UTF_8), out);
        }
    }

    private static final class DateColumn extends Built<VectorBuilder.Ints> {
        private final TextTimes times;

        DateColumn(TextTimes times) {
            super(VectorBuilder.Ints::new);
            this.times = times;
        }

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            long days = times.date(bytes, from, to);
            if (days == TimeParser.NONE) return false;
            out.append((int) days);
            return true;
        }
    }

    private static final class TimestampColumn extends Built<VectorBuilder.Longs> {
        private final TextTimes times;
        private final boolean wallClock;

        TimestampColumn(TextTimes times, boolean wallClock) {
            super(VectorBuilder.Longs::new);
            this.times = times;
            this.wallClock = wallClock;
        }

        @Override
        boolean add(byte[] bytes, int from, int to, boolean inBlock) {
            long micros = wallClock ? times.wallClock(bytes, from, to) : times.timestamp(bytes, from, to);
            if (micros == TimeParser.NONE) return false;
            out.append(micros);
            return true;
        }
    }
}
