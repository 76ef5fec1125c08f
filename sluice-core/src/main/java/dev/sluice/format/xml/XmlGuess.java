package dev.sluice.format.xml;

import dev.sluice.format.TextTimes;
import dev.sluice.format.TimeParser;
import dev.sluice.format.TimePattern;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/// The narrowest type that a text has: VOID if it is empty, else the first of BIGINT, DECIMAL if that is preferred,
/// DOUBLE, BOOLEAN, DATE and TIMESTAMP that takes it, else STRING.
final class XmlGuess {

    private final XmlSettings settings;
    private final TimePattern dates;
    private final TextTimes timestamps;

    XmlGuess(XmlSettings settings) {
        this.settings = settings;
        dates = XmlScalar.datePattern(settings);
        timestamps = new TextTimes(settings.timestampFormat(), settings.zone());
    }

    DataType typeOf(String written) {
        if (!settings.inferTypes()) return Atomic.STRING;
        String text = settings.trimmed(written);
        if (text.isEmpty() || text.equals(settings.nullValue())) return Atomic.NULL;
        char first = text.charAt(text.length() > 1 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0);
        if (Character.isDigit(first) || first == '.') {
            DataType number = number(text);
            if (number != Atomic.NULL) return number;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) return Atomic.BOOLEAN;
        if (dates.date(text) != TimeParser.NONE) return Atomic.DATE;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return timestamps.timestamp(bytes, 0, bytes.length) == TimeParser.NONE ? Atomic.STRING : Atomic.TIMESTAMP;
    }

    /// VOID if it is none.
    private DataType number(String text) {
        try {
            Long.parseLong(text);
            return Atomic.LONG;
        } catch (NumberFormatException e) {
            // It may be a longer one.
        }
        char last = text.charAt(text.length() - 1);
        if (!Character.isDigit(last) && last != '.') return Atomic.NULL;
        try {
            var decimal = new BigDecimal(text);
            boolean fits = decimal.scale() >= 0
                    && Math.max(decimal.precision(), decimal.scale()) <= DataType.Decimal.MAX_PRECISION;
            return settings.prefersDecimal() && fits
                    ? new DataType.Decimal(Math.max(decimal.precision(), decimal.scale()), decimal.scale())
                    : Atomic.DOUBLE;
        } catch (NumberFormatException e) {
            return Atomic.NULL;
        }
    }
}
