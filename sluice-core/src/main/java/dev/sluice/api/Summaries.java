package dev.sluice.api;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Statistics of columns as a small table of texts: a row for each statistic.
final class Summaries {

    static final List<String> DESCRIBED = List.of("count", "mean", "stddev", "min", "max");
    static final List<String> USUAL = List.of("count", "mean", "stddev", "min", "25%", "50%", "75%", "max");

    private static final Pattern PERCENTILE = Pattern.compile("([0-9.]+)%");

    private Summaries() {}

    /// @param named the columns; all of numbers and texts, if there is none
    static DataFrame of(DataFrame rows, List<String> named, List<String> statistics) {
        List<Field> columns = rows.schema().fields().stream()
                .filter(field -> named.isEmpty()
                        ? field.type().isNumeric() || field.type() == Atomic.STRING
                        : named.contains(field.name()))
                .toList();
        named.forEach(rows::col); // refused here if there is none
        List<Column> values = new ArrayList<>();
        for (String statistic : statistics) {
            for (Field column : columns) values.add(statistic(statistic, column).cast("string"));
        }
        Row found = values.isEmpty()
                ? Row.of()
                : rows.agg(values.getFirst(), values.subList(1, values.size()).toArray(Column[]::new))
                        .head();
        List<Row> lines = new ArrayList<>();
        for (int i = 0; i < statistics.size(); i++) {
            List<Object> line = new ArrayList<>();
            line.add(statistics.get(i));
            for (int k = 0; k < columns.size(); k++) {
                String value = (String) found.get(i * columns.size() + k);
                line.add(isDecimalPercentile(statistics.get(i), columns.get(k)) ? asDouble(value) : value);
            }
            lines.add(RowFactory.create(line.toArray()));
        }
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("summary", Atomic.STRING, true));
        columns.forEach(column -> fields.add(new Field(column.name(), Atomic.STRING, true)));
        return rows.sparkSession().createDataFrame(lines, new Struct(fields));
    }

    private static Column statistic(String name, Field field) {
        Column value = column(field.name());
        Column number = number(value, field.type());
        return switch (name) {
            case "count" -> functions.count(value);
            case "count_distinct", "approx_count_distinct" -> functions.countDistinct(value);
            case "mean" -> functions.avg(number);
            case "stddev" -> functions.call_function("stddev_samp", number);
            case "min" -> functions.min(value);
            case "max" -> functions.max(value);
            default -> functions.call_function("percentile_approx", number, functions.lit(percentage(name)));
        };
    }

    private static boolean isDecimalPercentile(String statistic, Field column) {
        return column.type() instanceof DataType.Decimal
                && PERCENTILE.matcher(statistic).matches();
    }

    /// Spark finds percentiles of decimals among doubles, and shows them with those digits: 1.5, though the column has
    /// 1.50.
    private static @Nullable String asDouble(@Nullable String decimal) {
        return decimal == null ? null : new BigDecimal(Double.toString(Double.parseDouble(decimal))).toPlainString();
    }

    private static double percentage(String name) {
        Matcher percentile = PERCENTILE.matcher(name);
        if (percentile.matches()) {
            double percentage = Double.parseDouble(percentile.group(1)) / 100;
            if (percentage <= 1) return percentage;
        }
        throw new IllegalArgumentException("\"" + name + "\" is no statistic: summary() knows count, count_distinct, "
                + "approx_count_distinct, mean, stddev, min, max and percentiles from 0% to 100%");
    }

    /// Texts count as the numbers that they say.
    static Column number(Column value, DataType type) {
        return type.isNumeric() ? value : value.try_cast("double");
    }

    /// A column by its whole name, dots included.
    static Column column(String name) {
        return functions.col(Field.quote(name));
    }
}
