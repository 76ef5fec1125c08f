package dev.sluice.format;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The narrowest type that all values of a CSV column seen so far have.
///
/// A value is tried against these types in turn, from the one found so far on:
/// INT, BIGINT, DECIMAL without digits behind the point, DOUBLE, DATE, TIMESTAMP, BOOLEAN, STRING.
final class CsvShape {

    private enum Kind {
        NONE,
        INT,
        LONG,
        DECIMAL,
        DOUBLE,
        DATE,
        TIMESTAMP,
        BOOLEAN,
        STRING
    }

    private static final int INT_DIGITS = 10;
    private static final int LONG_DIGITS = 20;

    private final CsvSettings settings;
    private final TimePattern datePattern;
    private final TextTimes timestamps;
    private Kind kind = Kind.NONE;
    private int digits;

    CsvShape(CsvSettings settings) {
        this.settings = settings;
        // Stricter than when a date is read: 2020-1-2 may as well be a timestamp.
        datePattern = Objects.requireNonNullElseGet(settings.dateFormat(), () -> TimePattern.of("yyyy-MM-dd"));
        timestamps = new TextTimes(settings.timestampFormat(), settings.zone());
    }

    void add(String text) {
        if (text.isEmpty() || kind == Kind.STRING) return;
        Kind found = kindOf(text);
        kind = common(kind, found);
    }

    DataType type() {
        return switch (kind) {
            case NONE, STRING -> Atomic.STRING;
            case INT -> Atomic.INT;
            case LONG -> Atomic.LONG;
            case DECIMAL -> new DataType.Decimal(digits, 0);
            case DOUBLE -> Atomic.DOUBLE;
            case DATE -> Atomic.DATE;
            case TIMESTAMP -> Atomic.TIMESTAMP;
            case BOOLEAN -> Atomic.BOOLEAN;
        };
    }

    /// The first kind, from the one so far on, that takes the text.
    private Kind kindOf(String text) {
        if (mayBe(Kind.INT) && parses(() -> Integer.parseInt(text))) return Kind.INT;
        if (mayBe(Kind.LONG) && parses(() -> Long.parseLong(text))) return Kind.LONG;
        int wholeDigits = mayBe(Kind.DECIMAL) ? wholeDigits(text) : 0;
        if (wholeDigits > 0) {
            digits = Math.max(digits, wholeDigits);
            return Kind.DECIMAL;
        }
        if (mayBe(Kind.DOUBLE) && (isNamedNumber(text) || parses(() -> Double.parseDouble(text)))) return Kind.DOUBLE;
        if (mayBe(Kind.DATE) && settings.preferDate() && datePattern.date(text) != TimeParser.NONE) return Kind.DATE;
        if (mayBe(Kind.TIMESTAMP)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (timestamps.timestamp(bytes, 0, bytes.length) != TimeParser.NONE) return Kind.TIMESTAMP;
        }
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? Kind.BOOLEAN : Kind.STRING;
    }

    /// Whether no value so far is beyond the kind.
    private boolean mayBe(Kind next) {
        return kind.compareTo(next) <= 0;
    }

    private Kind common(Kind before, Kind found) {
        if (before == Kind.NONE || before == found) return found;
        if (isNumber(before) && isNumber(found)) {
            Kind wider = before.compareTo(found) > 0 ? before : found;
            if (wider == Kind.DECIMAL) digits = Math.max(digits, before == Kind.INT ? INT_DIGITS : LONG_DIGITS);
            return wider;
        }
        return before == Kind.DATE && found == Kind.TIMESTAMP ? Kind.TIMESTAMP : Kind.STRING;
    }

    private static boolean isNumber(Kind kind) {
        return kind == Kind.INT || kind == Kind.LONG || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
    }

    private boolean isNamedNumber(String text) {
        return text.equals(settings.nanValue())
                || text.equals(settings.positiveInfinity())
                || text.equals(settings.negativeInfinity());
    }

    /// How many digits a decimal has that has none behind the point, or 0 if it is no such.
    private static int wholeDigits(String text) {
        try {
            var decimal = new BigDecimal(text);
            boolean whole = decimal.scale() == 0 && decimal.precision() <= DataType.Decimal.MAX_PRECISION;
            return whole ? decimal.precision() : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private interface Reading {
        @Nullable
        Object read();
    }

    private static boolean parses(Reading reading) {
        try {
            reading.read();
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
