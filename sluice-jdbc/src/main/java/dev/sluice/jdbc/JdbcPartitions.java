package dev.sluice.jdbc;

import dev.sluice.connector.Options;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Parts a table by a column's values, as Spark does: parts of equal width between two bounds, of which the first and
/// the last have the rows beyond the bounds as well.
record JdbcPartitions(String column, String lower, String upper, int count) {

    private static final int SCALE = 18;

    /// What the options say, or null if the table is read in one part.
    static @Nullable JdbcPartitions of(Options options) {
        List<String> names = List.of("partitionColumn", "lowerBound", "upperBound", "numPartitions");
        if (!options.has("partitionColumn")) {
            for (String bound : List.of("lowerBound", "upperBound")) {
                if (options.has(bound))
                    throw JdbcOptions.invalid(bound, options.get(bound, ""), "with partitionColumn");
            }
            return null;
        }
        for (String name : names) {
            if (!options.has(name)) {
                throw JdbcOptions.invalid(
                        name, "", "there: partitionColumn, lowerBound, upperBound and numPartitions go together");
            }
        }
        return new JdbcPartitions(
                options.get("partitionColumn", ""),
                options.get("lowerBound", ""),
                options.get("upperBound", ""),
                Math.max(1, JdbcOptions.count(options, "numPartitions", 1)));
    }

    /// The condition of each part.
    List<String> conditions(String quoted) {
        LongFunction<String> text = String::valueOf;
        long from;
        long to;
        try {
            if (lower.strip().matches("[+-]?\\d+")) {
                from = Long.parseLong(lower.strip());
                to = Long.parseLong(upper.strip());
            } else if (lower.strip().matches("\\d{4}-\\d\\d-\\d\\d")) {
                from = LocalDate.parse(lower.strip()).toEpochDay();
                to = LocalDate.parse(upper.strip()).toEpochDay();
                text = days -> "'" + LocalDate.ofEpochDay(days) + "'";
            } else {
                from = micros(lower);
                to = micros(upper);
                text = micros -> "'" + time(micros) + "'";
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw JdbcOptions.invalid("lowerBound", lower + " to " + upper, "two numbers, dates or timestamps");
        }
        if (from > to) throw JdbcOptions.invalid("lowerBound", lower, "at most upperBound, " + upper);
        return conditions(quoted, from, to, text);
    }

    private List<String> conditions(String quoted, long from, long to, LongFunction<String> text) {
        long parts = Math.min(count, to - from < 0 ? count : to - from);
        if (parts <= 1) return List.of("");
        BigDecimal number = BigDecimal.valueOf(parts);
        BigDecimal precise = BigDecimal.valueOf(to)
                .divide(number, SCALE, RoundingMode.HALF_EVEN)
                .subtract(BigDecimal.valueOf(from).divide(number, SCALE, RoundingMode.HALF_EVEN));
        long stride = precise.longValue();
        BigDecimal lost = precise.subtract(BigDecimal.valueOf(stride))
                .multiply(number)
                .divide(BigDecimal.valueOf(stride), SCALE, RoundingMode.HALF_EVEN);
        long bound = from
                + lost.divide(BigDecimal.TWO, SCALE, RoundingMode.HALF_EVEN)
                        .multiply(BigDecimal.valueOf(stride))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValue();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            String above = i == 0 ? null : quoted + " >= " + text.apply(bound);
            bound += stride;
            String below = i == parts - 1 ? null : quoted + " < " + text.apply(bound);
            if (below == null) {
                conditions.add(String.valueOf(above));
            } else {
                conditions.add(above == null ? below + " or " + quoted + " is null" : above + " AND " + below);
            }
        }
        return conditions;
    }

    private static long micros(String text) {
        LocalDateTime time = LocalDateTime.parse(text.strip().replace(' ', 'T'));
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time);
    }

    private static String time(long micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
        String text = time.toString().replace('T', ' ');
        return text.length() == 16 ? text + ":00" : text;
    }
}
