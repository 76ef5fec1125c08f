package dev.sluice.format.xml;

import dev.sluice.format.NumberParser;
import dev.sluice.format.TextTimes;
import dev.sluice.format.TimeParser;
import dev.sluice.format.TimePattern;
import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.text.ParseException;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes a value of the text of an element or attribute. Which texts a type takes is Spark's (`StaxXmlParser`).
interface XmlScalar {

    /// What stands for a value that a text is not.
    Object UNFIT = new Object();

    /// @return the value in the form of [dev.sluice.vector.Values], null, or [#UNFIT]
    @Nullable
    Object read(String text);

    static XmlScalar of(DataType type, XmlSettings settings) {
        XmlScalar plain = plain(type, settings);
        return text -> {
            String value = settings.trimmed(text);
            return value.equals(settings.nullValue()) ? null : plain.read(value);
        };
    }

    private static XmlScalar plain(DataType type, XmlSettings settings) {
        return switch (type) {
            case DataType.Atomic atomic ->
                switch (atomic) {
                    case BOOLEAN -> XmlScalar::flag;
                    case BYTE -> text -> whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
                    case SHORT -> text -> whole(text, Short.MIN_VALUE, Short.MAX_VALUE);
                    case INT -> text -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case LONG -> XmlScalar::large;
                    case FLOAT -> XmlScalar::single;
                    case DOUBLE -> XmlScalar::fraction;
                    case STRING -> text -> text;
                    case BINARY -> XmlScalar::bytes;
                    case DATE -> dates(settings);
                    case TIMESTAMP -> timestamps(new TextTimes(settings.timestampFormat(), settings.zone()));
                    case TIMESTAMP_NTZ -> wallClocks(new TextTimes(settings.wallClockFormat(), ZoneOffset.UTC));
                    case CALENDAR_INTERVAL -> _ -> UNFIT;
                    case NULL -> _ -> null;
                };
            case DataType.Decimal decimal -> text -> decimal(text, decimal);
            // Spark has no text for them either.
            case DataType.Interval _, DataType.Array _, DataType.Map _, DataType.Struct _ -> _ -> UNFIT;
        };
    }

    private static Object flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> UNFIT;
        };
    }

    private static Object whole(String text, int least, int most) {
        Object value = large(text);
        return value instanceof Long number && number >= least && number <= most ? (Object) number.intValue() : UNFIT;
    }

    private static Object large(String text) {
        try {
            return Long.parseLong(unsigned(text));
        } catch (NumberFormatException e) {
            return UNFIT;
        }
    }

    private static Object fraction(String text) {
        try {
            return Double.parseDouble(unsigned(text));
        } catch (NumberFormatException e) {
            Number number = forPeople(unsigned(text));
            return number == null ? UNFIT : (Object) number.doubleValue();
        }
    }

    private static Object single(String text) {
        try {
            return Float.parseFloat(unsigned(text));
        } catch (NumberFormatException e) {
            Number number = forPeople(unsigned(text));
            return number == null ? UNFIT : (Object) number.floatValue();
        }
    }

    private static String unsigned(String text) {
        return text.startsWith("+") ? text.substring(1) : text;
    }

    /// A number with commas between its digits; what follows a number is passed over, as in Spark.
    private static @Nullable Number forPeople(String text) {
        try {
            return NumberFormat.getInstance(Locale.US).parse(text);
        } catch (ParseException e) {
            return null;
        }
    }

    private static Object decimal(String text, DataType.Decimal type) {
        try {
            BigDecimal value = NumberParser.fit(new BigDecimal(text.replace(",", "")), type.precision(), type.scale());
            return Objects.requireNonNullElse(value, UNFIT);
        } catch (NumberFormatException e) {
            return UNFIT;
        }
    }

    /// Bytes as they are written: `[00 FF]`.
    private static Object bytes(String text) {
        boolean enclosed = text.startsWith("[") && text.endsWith("]") && text.length() > 1;
        String inside = enclosed ? text.substring(1, text.length() - 1) : text;
        if (inside.isEmpty()) return new byte[0];
        String[] pairs = inside.split(" ", -1);
        byte[] bytes = new byte[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i].length() != 2) return UNFIT;
            int high = Character.digit(pairs[i].charAt(0), 16);
            int low = Character.digit(pairs[i].charAt(1), 16);
            if (high < 0 || low < 0) return UNFIT;
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    private static XmlScalar dates(XmlSettings settings) {
        TimePattern pattern = datePattern(settings);
        return text -> {
            long days = pattern.date(text);
            return days == TimeParser.NONE ? UNFIT : (Object) (int) days;
        };
    }

    /// Without one of the user a month has two digits.
    static TimePattern datePattern(XmlSettings settings) {
        return Objects.requireNonNullElseGet(settings.dateFormat(), () -> TimePattern.of("yyyy-MM-dd"));
    }

    private static XmlScalar timestamps(TextTimes times) {
        return text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            long micros = times.timestamp(bytes, 0, bytes.length);
            return micros == TimeParser.NONE ? UNFIT : (Object) micros;
        };
    }

    private static XmlScalar wallClocks(TextTimes times) {
        return text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            long micros = times.wallClock(bytes, 0, bytes.length);
            return micros == TimeParser.NONE ? UNFIT : (Object) micros;
        };
    }
}
