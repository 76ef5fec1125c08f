package dev.sluice.format;

import dev.sluice.error.ErrorCondition;
import dev.sluice.type.CalendarInterval;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A length of time in words: `1 day -2 hours`, `interval 1.5 seconds`.
///
/// Whether months and what is shorter may stand together is not asked here.
///
/// @param units which of them were said
public record IntervalWords(CalendarInterval value, Set<Unit> units) {

    public enum Unit {
        YEAR(12, 0, 0),
        MONTH(1, 0, 0),
        WEEK(0, 7, 0),
        DAY(0, 1, 0),
        HOUR(0, 0, 3_600_000_000L),
        MINUTE(0, 0, 60_000_000L),
        SECOND(0, 0, 1_000_000L),
        MILLISECOND(0, 0, 1_000L),
        MICROSECOND(0, 0, 1L);

        private static final Map<String, Unit> BY_NAME = Stream.of(values())
                .collect(Collectors.toUnmodifiableMap(unit -> unit.name().toLowerCase(Locale.ROOT), unit -> unit));

        private final int months;
        private final int days;
        private final long micros;

        Unit(int months, int days, long micros) {
            this.months = months;
            this.days = days;
            this.micros = micros;
        }

        public boolean isYearMonth() {
            return months > 0;
        }
    }

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private static final Pattern PREFIX = Pattern.compile("interval\\s+");
    private static final Pattern TERM = Pattern.compile(
            "\\s*(?<sign>[+-]?)\\s*(?:(?<whole>\\d+)(?<point>\\.(?<digits>\\d{0,9}))?|\\.(?<only>\\d{0,9}))"
                    + "\\s+(?<unit>[a-z]+)(?=\\s|$)");

    public IntervalWords {
        units = Set.copyOf(units);
    }

    /// @throws MalformedInterval if the text is no length of time
    public static IntervalWords parse(String said) throws MalformedInterval {
        String text = said.strip().toLowerCase(Locale.ROOT);
        Matcher prefix = PREFIX.matcher(text);
        int at = prefix.lookingAt() ? prefix.end() : 0;
        int months = 0;
        int days = 0;
        long micros = 0;
        Set<Unit> units = EnumSet.noneOf(Unit.class);
        Matcher term = TERM.matcher(text);
        try {
            do {
                if (!term.region(at, text.length()).lookingAt()) throw shapeless(text.substring(at));
                // Spark takes a point without figures if there is a sign.
                if ("".equals(term.group("only")) && term.group("sign").isEmpty()) throw shapeless(text.substring(at));
                Unit unit = unit(term);
                boolean negative = term.group("sign").equals("-");
                long size = term.group("whole") == null ? 0 : Long.parseLong(term.group("whole"));
                long count = negative ? -size : size;
                months = Math.addExact(months, Math.toIntExact(Math.multiplyExact(count, unit.months)));
                days = Math.addExact(days, Math.toIntExact(Math.multiplyExact(count, unit.days)));
                micros = Math.addExact(micros, Math.multiplyExact(count, unit.micros));
                micros = Math.addExact(micros, negative ? -fractionMicros(term) : fractionMicros(term));
                units.add(unit);
                at = term.end();
            } while (at < text.length());
        } catch (ArithmeticException | NumberFormatException _) {
            throw new MalformedInterval(ErrorCondition.INVALID_INTERVAL_ARITHMETIC.error());
        }
        return new IntervalWords(new CalendarInterval(months, days, micros), units);
    }

    public int months() {
        return value.months();
    }

    /// The days and what is shorter as one length of time: with days of 24 hours.
    ///
    /// @throws MalformedInterval if there are more microseconds than a long holds
    public long micros() throws MalformedInterval {
        try {
            return Math.addExact(value.microseconds(), Math.multiplyExact(value.days(), MICROS_PER_DAY));
        } catch (ArithmeticException _) {
            throw new MalformedInterval(ErrorCondition.INVALID_INTERVAL_ARITHMETIC.error());
        }
    }

    /// The microseconds of the digits behind a second's point; what is shorter is cut off.
    public static long fractionMicros(String digits) {
        return Long.parseLong((digits + "000000").substring(0, 6));
    }

    private static Unit unit(Matcher term) throws MalformedInterval {
        String word = term.group("unit");
        String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        Unit unit = Unit.BY_NAME.get(singular);
        if (unit == null) {
            throw new MalformedInterval(
                    ErrorCondition.INVALID_INTERVAL_UNIT.error().with("unit", word));
        }
        boolean hasFraction = term.group("point") != null || term.group("only") != null;
        if (hasFraction && unit != Unit.SECOND) {
            throw new MalformedInterval(
                    ErrorCondition.INVALID_INTERVAL_FRACTION.error().with("unit", word));
        }
        return unit;
    }

    private static long fractionMicros(Matcher term) {
        if (term.group("only") != null) return fractionMicros(term.group("only"));
        return term.group("point") == null ? 0 : fractionMicros(term.group("digits"));
    }

    private static MalformedInterval shapeless(String rest) {
        String word = rest.strip().split("\\s", 2)[0];
        boolean isNumber = word.isEmpty() || "+-.0123456789".indexOf(word.charAt(0)) >= 0;
        return new MalformedInterval(
                isNumber
                        ? ErrorCondition.INVALID_INTERVAL_VALUE.error().with("value", word)
                        : ErrorCondition.INVALID_INTERVAL_NUMBER.error().with("number", word));
    }
}
