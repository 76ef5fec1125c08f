package dev.sluice.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.type.DataType;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Columns of JSON values that have no parts.
///
/// Which JSON values a type takes is Spark's (`JacksonParser`): numbers are not read from strings, except NaN, the
/// infinities and decimals; a STRING takes anything, as it is written.
final class JsonScalars {

    /// A column begins with room for so many rows, or as many as the one before it had.
    private static final int LEAST_ROWS = 16;

    private JsonScalars() {}

    static JsonColumn of(DataType type, JsonSettings settings) {
        return switch (type) {
            case DataType.Atomic atomic ->
                switch (atomic) {
                    case BOOLEAN -> new BooleanColumn();
                    // Spark's reader of bytes takes 128 to 255 too, and wraps them.
                    case BYTE -> new IntColumn(Byte.MIN_VALUE, 255, true);
                    case SHORT -> new IntColumn(Short.MIN_VALUE, Short.MAX_VALUE, false);
                    case INT -> new IntColumn(Integer.MIN_VALUE, Integer.MAX_VALUE, false);
                    case LONG -> new LongColumn();
                    case FLOAT -> new FloatColumn(settings.syntax().nonNumericNumbers());
                    case DOUBLE -> new DoubleColumn(settings.syntax().nonNumericNumbers());
                    case STRING -> new StringColumn(settings.textAnew());
                    case BINARY -> new BinaryColumn();
                    case DATE -> new DateColumn(settings.dateFormat());
                    case TIMESTAMP -> new TimestampColumn(settings.timestampFormat(), settings.zone());
                    case TIMESTAMP_NTZ -> new WallClockColumn(settings.wallClockFormat());
                    case CALENDAR_INTERVAL -> new IntervalColumn(type);
                    case NULL -> new NullColumn();
                };
            case DataType.Decimal decimal -> new DecimalColumn(decimal);
            case DataType.Interval _ -> new IntervalColumn(type);
            case DataType.Array _, DataType.Map _, DataType.Struct _ ->
                throw new IllegalArgumentException("no scalar column of " + type);
        };
    }

    /// A column over a builder of vectors.
    abstract static sealed class Scalar extends JsonColumn {

        @Override
        final int addValue(JsonScanner json, int from, int to, boolean escaped) {
            return take(json, from, to, escaped) ? TAKEN : NOT_TAKEN;
        }

        abstract boolean take(JsonScanner json, int from, int to, boolean escaped);

        static boolean isString(JsonScanner json, int from) {
            return json.bytes()[from] == '"' || json.bytes()[from] == '\'';
        }

        /// Whether it is a number, NaN and the infinities included.
        static boolean isNumber(JsonScanner json, int from) {
            byte first = json.bytes()[from];
            return first == '-' || first == '+' || first == 'N' || first == 'I' || (first >= '0' && first <= '9');
        }
    }

    private abstract static sealed class Built<B extends VectorBuilder> extends Scalar {
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
        final int size() {
            return out.size();
        }

        @Override
        final Vector build(byte[] block) {
            Vector built = out.build();
            out = builders.apply(Math.max(LEAST_ROWS, built.size()));
            return built;
        }
    }

    private static final class BooleanColumn extends Built<VectorBuilder.Booleans> {
        BooleanColumn() {
            super(VectorBuilder.Booleans::new);
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            byte first = json.bytes()[from];
            if (first != 't' && first != 'f') return false;
            out.append(first == 't');
            return true;
        }
    }

    private static final class IntColumn extends Built<VectorBuilder.Ints> {
        private final NumberParser number = new NumberParser();
        private final int least;
        private final int most;
        private final boolean asByte;

        IntColumn(int least, int most, boolean asByte) {
            super(VectorBuilder.Ints::new);
            this.least = least;
            this.most = most;
            this.asByte = asByte;
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (!number.parseWhole(json.bytes(), from, to)) return false;
            long value = number.whole();
            if (value < least || value > most) return false;
            out.append(asByte ? (byte) value : (int) value);
            return true;
        }
    }

    private static final class LongColumn extends Built<VectorBuilder.Longs> {
        private final NumberParser number = new NumberParser();

        LongColumn() {
            super(VectorBuilder.Longs::new);
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (!number.parseWhole(json.bytes(), from, to)) return false;
            out.append(number.whole());
            return true;
        }
    }

    /// NaN and the infinities, by their names in JSON and, between quotes, in strings; 0 for anything else.
    private static double nonNumeric(JsonScanner json, int from, int to, boolean escaped) {
        json.readText(from, to, escaped);
        int length = json.textEnd() - json.textStart();
        if (length > "-Infinity".length()) return 0;
        return switch (new String(json.text(), json.textStart(), length, UTF_8)) {
            case "NaN" -> Double.NaN;
            case "Infinity", "+Infinity", "+INF" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-INF" -> Double.NEGATIVE_INFINITY;
            default -> 0;
        };
    }

    private static boolean beginsWithDigits(JsonScanner json, int from) {
        byte b = json.at(json.bytes()[from] == '-' ? from + 1 : from);
        return b >= '0' && b <= '9';
    }

    private static final class DoubleColumn extends Built<VectorBuilder.Doubles> {
        private final NumberParser number = new NumberParser();

        private final boolean names;

        /// @param names whether NaN and the infinities are numbers
        DoubleColumn(boolean names) {
            super(VectorBuilder.Doubles::new);
            this.names = names;
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (beginsWithDigits(json, from)) {
                double value = number.parseDouble(json.bytes(), from, to);
                // Without a point or exponent it is a whole number, of which there is one zero.
                out.append(value == 0 && json.isWholeNumber(from, to) ? 0.0 : value);
                return true;
            }
            double value = names ? nonNumeric(json, from, to, escaped) : 0;
            if (value != 0) out.append(value);
            return value != 0;
        }
    }

    private static final class FloatColumn extends Built<VectorBuilder.Floats> {
        private final NumberParser number = new NumberParser();

        private final boolean names;

        /// @param names whether NaN and the infinities are numbers
        FloatColumn(boolean names) {
            super(VectorBuilder.Floats::new);
            this.names = names;
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (beginsWithDigits(json, from)) {
                float value = number.parseFloat(json.bytes(), from, to);
                out.append(value == 0 && json.isWholeNumber(from, to) ? 0.0f : value);
                return true;
            }
            float value = names ? (float) nonNumeric(json, from, to, escaped) : 0;
            if (value != 0) out.append(value);
            return value != 0;
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
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            @Nullable BigDecimal value = null;
            if (isString(json, from)) {
                json.readText(from, to, escaped);
                value = number.parseGroupedDecimal(json.text(), json.textStart(), json.textEnd(), precision, scale);
            } else if (isNumber(json, from)) {
                value = number.parseDecimal(json.bytes(), from, to, precision, scale);
            }
            if (value != null) out.append(value);
            return value != null;
        }
    }

    private static final class StringColumn extends Scalar {
        private final ByteViews out = new ByteViews();
        private final boolean anew;
        private final JsonCopy copy = new JsonCopy();

        StringColumn(boolean anew) {
            this.anew = anew;
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (!isString(json, from)) {
                takeOther(json, from, to);
            } else if (anew && !Utf8.isValid(json.bytes(), from, to)) {
                json.readText(from, to, escaped);
                int length = json.textEnd() - json.textStart();
                // Read as text, what is no character is U+FFFD.
                byte[] repaired = new String(json.text(), json.textStart(), length, UTF_8).getBytes(UTF_8);
                out.copy(repaired, 0, repaired.length);
            } else if (!escaped) {
                out.view(from + 1, to - 1);
            } else {
                json.readText(from, to, true);
                out.copy(json.text(), json.textStart(), json.textEnd());
            }
            return true;
        }

        private void takeOther(JsonScanner json, int from, int to) {
            if (!anew || JsonCopy.isNormal(json.bytes(), from, to)) {
                out.view(from, to);
                return;
            }
            copy.clear();
            copy.value(json, from);
            out.copy(copy.bytes(), 0, copy.size());
        }

        @Override
        void addNull() {
            out.appendNull();
        }

        @Override
        int size() {
            return out.size();
        }

        @Override
        Vector build(byte[] block) {
            return out.build(block);
        }
    }

    private static final class IntervalColumn extends Built<VectorBuilder> {
        private final TextIntervals intervals;

        IntervalColumn(DataType type) {
            super(rows -> VectorBuilder.of(type, rows));
            intervals = new TextIntervals(type);
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (!isString(json, from)) return false;
            json.readText(from, to, escaped);
            int length = json.textEnd() - json.textStart();
            return intervals.append(new String(json.text(), json.textStart(), length, UTF_8), out);
        }
    }

    private static final class BinaryColumn extends Built<VectorBuilder.Bytes> {
        BinaryColumn() {
            super(VectorBuilder.Bytes::new);
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (!isString(json, from)) return false;
            json.readText(from, to, escaped);
            byte[] bytes = Base64Text.decode(json.text(), json.textStart(), json.textEnd());
            if (bytes != null) out.append(bytes, 0, bytes.length);
            return bytes != null;
        }
    }

    private static final class DateColumn extends Built<VectorBuilder.Ints> {
        private final TextTimes times;

        DateColumn(@Nullable TimePattern pattern) {
            super(VectorBuilder.Ints::new);
            times = new TextTimes(pattern, java.time.ZoneOffset.UTC);
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (!isString(json, from)) return false;
            json.readText(from, to, escaped);
            long days = times.dateOrDays(json.text(), json.textStart(), json.textEnd());
            if (days == TimeParser.NONE) return false;
            out.append((int) days);
            return true;
        }
    }

    private static final class TimestampColumn extends Built<VectorBuilder.Longs> {
        private final NumberParser number = new NumberParser();
        private final TextTimes times;

        TimestampColumn(@Nullable TimePattern pattern, ZoneId zone) {
            super(VectorBuilder.Longs::new);
            times = new TextTimes(pattern, zone);
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (!isString(json, from)) {
                if (!number.parseWhole(json.bytes(), from, to)) return false;
                // A number is seconds, and wraps around if there are too many, as in Spark.
                out.append(number.whole() * TimeText.MICROS_PER_SECOND);
                return true;
            }
            json.readText(from, to, escaped);
            long micros = times.timestamp(json.text(), json.textStart(), json.textEnd());
            if (micros == TimeParser.NONE) return false;
            out.append(micros);
            return true;
        }
    }

    private static final class WallClockColumn extends Built<VectorBuilder.Longs> {
        private final TextTimes times;

        WallClockColumn(@Nullable TimePattern pattern) {
            super(VectorBuilder.Longs::new);
            times = new TextTimes(pattern, java.time.ZoneOffset.UTC);
        }

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            if (!isString(json, from)) return false;
            json.readText(from, to, escaped);
            long micros = times.wallClock(json.text(), json.textStart(), json.textEnd());
            if (micros == TimeParser.NONE) return false;
            out.append(micros);
            return true;
        }
    }

    /// VOID takes anything and keeps nothing.
    private static final class NullColumn extends Scalar {
        private int size;

        @Override
        boolean take(JsonScanner json, int from, int to, boolean escaped) {
            size++;
            return true;
        }

        @Override
        void addNull() {
            size++;
        }

        @Override
        int size() {
            return size;
        }

        @Override
        Vector build(byte[] block) {
            var built = new NullVector(size);
            size = 0;
            return built;
        }
    }
}
