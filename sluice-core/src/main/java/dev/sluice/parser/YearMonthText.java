package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.MalformedInterval;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time in years and months, in figures: `1-2`, `-10-11`.
final class YearMonthText {

    private static final Pattern PATTERN = Pattern.compile("(?<sign>[+-])?(?<years>\\d+)-(?<months>\\d+)");

    private YearMonthText() {}

    static int months(String text) throws MalformedInterval {
        Matcher parts = PATTERN.matcher(text.strip());
        if (!parts.matches()) {
            throw new MalformedInterval(ErrorCondition.INVALID_INTERVAL_PATTERN
                    .error()
                    .with("intervalStr", "year-month")
                    .with("supportedFormat", "`[+|-]y-m`, `INTERVAL [+|-]'[+|-]y-m' YEAR TO MONTH`")
                    .with("typeName", "interval year to month"));
        }
        try {
            int months = Integer.parseInt(parts.group("months"));
            if (months > 11) throw new ArithmeticException("more months than a year has");
            long total = Math.addExact(Math.multiplyExact(Long.parseLong(parts.group("years")), 12L), months);
            return Math.toIntExact("-".equals(parts.group("sign")) ? -total : total);
        } catch (ArithmeticException | NumberFormatException _) {
            throw new MalformedInterval(ErrorCondition.INVALID_INTERVAL_YEAR_MONTH.error());
        }
    }
}
