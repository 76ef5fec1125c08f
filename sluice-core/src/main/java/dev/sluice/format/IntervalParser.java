package dev.sluice.format;

import dev.sluice.type.DataType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads intervals from text: `1 02:03:04.5`, or the same in SQL's `INTERVAL '…' DAY TO SECOND`.
public final class IntervalParser {

    private static final long[] MICROS = {
        TimeText.MICROS_PER_DAY, 3_600_000_000L, 60_000_000L, TimeText.MICROS_PER_SECOND
    };
    private static final int[] MONTHS = {12, 1};
    private static final int[] MOST = {Integer.MAX_VALUE, 23, 59, 59};
    private static final int SECOND = 3;
    private static final int NANO_DIGITS = 9;
    private static final Pattern YEAR_MONTH = Pattern.compile("([+-]?)(\\d+)-(\\d+)");
    private static final Pattern YEARS_OR_MONTHS = Pattern.compile("([+-]?)(\\d+)");
    private static final Pattern SQL = Pattern.compile("INTERVAL\\s+([+-]?)'(.*)'\\s+(.*)", Pattern.CASE_INSENSITIVE);

    private IntervalParser() {}

    /// The length of a unit of day-time intervals, by its number.
    public static long microsPer(int unit) {
        return MICROS[unit];
    }

    /// The length of a unit of year-month intervals, by its number.
    public static int monthsPer(int unit) {
        return MONTHS[unit];
    }

    /// The months that the text says.
    public static Optional<Integer> months(String text, DataType.YearMonthInterval type) {
        Said said = Said.of(trim(text), type.shownUnits());
        boolean both = type.from() != type.to();
        Matcher matcher = (both ? YEAR_MONTH : YEARS_OR_MONTHS).matcher(said.quoted);
        if (!matcher.matches()) return Optional.empty();
        try {
            int sign = said.sign * (matcher.group(1).equals("-") ? -1 : 1);
            int months = both ? Integer.parseInt(matcher.group(3)) : 0;
            if (months > 11) return Optional.empty();
            int whole = Math.multiplyExact(Integer.parseInt(matcher.group(2)), MONTHS[type.from()]);
            return Optional.of(sign * Math.addExact(whole, months));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The microseconds that the text says.
    public static Optional<Long> micros(String text, DataType.DayTimeInterval type) {
        Said said = Said.of(trim(text), type.shownUnits());
        Matcher matcher = pattern(type).matcher(said.quoted);
        if (!matcher.matches()) return Optional.empty();
        try {
            int sign = said.sign * (matcher.group(1).equals("-") ? -1 : 1);
            long micros = 0;
            for (int unit = type.from(); unit <= type.to(); unit++) {
                long count = Long.parseLong(matcher.group(2 + unit - type.from()));
                if (unit > type.from() && count > MOST[unit]) return Optional.empty();
                micros = Math.addExact(micros, Math.multiplyExact(sign * count, MICROS[unit]));
            }
            if (type.to() == SECOND && matcher.group("fraction") != null) {
                String nanos = (matcher.group("fraction") + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
                micros = Math.addExact(micros, sign * Long.parseLong(nanos) / 1_000);
            }
            return Optional.of(micros);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The forms that are taken, for messages: `` `[+|-]h:m`, `INTERVAL [+|-]'[+|-]h:m' HOUR TO MINUTE` ``.
    public static String forms(DataType.DayTimeInterval type) {
        var form = new StringBuilder();
        for (int unit = type.from(); unit <= type.to(); unit++) {
            form.append(separator(type, unit)).append(new String[] {"d", "h", "m", "s.n"}[unit]);
        }
        return forms(form.toString(), type);
    }

    /// Likewise.
    public static String forms(DataType.YearMonthInterval type) {
        return forms(type.from() != type.to() ? "y-m" : type.from() == 0 ? "y" : "m", type);
    }

    private static String forms(String form, DataType.Interval type) {
        return "`[+|-]" + form + "`, `INTERVAL [+|-]'[+|-]" + form + "' " + type.shownUnits() + "`";
    }

    /// Without blanks and control characters at both ends.
    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) start++;
        while (end > start && isBlank(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == 0x7F;
    }

    private static Pattern pattern(DataType.DayTimeInterval type) {
        var pattern = new StringBuilder("([+-]?)");
        for (int unit = type.from(); unit <= type.to(); unit++) {
            pattern.append(separator(type, unit)).append(unit == type.from() ? "(\\d+)" : "(\\d{1,2})");
        }
        if (type.to() == SECOND) pattern.append("(?:\\.(?<fraction>\\d{1,9}))?");
        return Pattern.compile(pattern.toString());
    }

    private static String separator(DataType.DayTimeInterval type, int unit) {
        if (unit == type.from()) return "";
        return unit == 1 ? " " : ":";
    }

    /// @param sign of the whole
    /// @param quoted what stands between the quotes, or the text itself
    private record Said(int sign, String quoted) {
        static Said of(String text, String units) {
            Matcher matcher = SQL.matcher(text);
            boolean sql = matcher.matches()
                    && matcher.group(3).toUpperCase(Locale.ROOT).equals(units);
            return sql ? new Said(matcher.group(1).equals("-") ? -1 : 1, matcher.group(2)) : new Said(1, text);
        }
    }
}
