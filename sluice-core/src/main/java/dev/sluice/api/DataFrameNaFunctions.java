package dev.sluice.api;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What to do with values that are missing: null, and NaN in FLOAT and DOUBLE. Spark's `df.na()`.
public final class DataFrameNaFunctions {

    private final DataFrame rows;

    DataFrameNaFunctions(DataFrame rows) {
        this.rows = rows;
    }

    // ---- leaving out rows

    /// The rows in which nothing is missing.
    public DataFrame drop() {
        return drop("any", rows.columns());
    }

    /// The rows in which nothing is missing in these columns.
    public DataFrame drop(String[] columns) {
        return drop("any", columns);
    }

    /// @param how `any`: rows go in which something is missing; `all`: those in which all is
    public DataFrame drop(String how) {
        return drop(how, rows.columns());
    }

    /// @param how `any`: rows go in which something of the columns is missing; `all`: those in which all of them are
    public DataFrame drop(String how, String[] columns) {
        return switch (how.toLowerCase(Locale.ROOT)) {
            case "any" -> drop(columns.length, columns);
            case "all" -> drop(1, columns);
            default -> throw new IllegalArgumentException("how (" + how + ") must be 'any' or 'all'");
        };
    }

    /// The rows that have at least so many values.
    public DataFrame drop(int minNonNulls) {
        return drop(minNonNulls, rows.columns());
    }

    public DataFrame drop(int minNonNulls, String[] columns) {
        Column present = functions.lit(0);
        for (Field field : fields(columns)) {
            present = present.plus(functions.when(missing(field), 0).otherwise(1));
        }
        return rows.filter(present.geq(minNonNulls));
    }

    // ---- filling in values

    /// Another value for what is missing in all columns of numbers.
    public DataFrame fill(long value) {
        return fill(value, rows.columns());
    }

    public DataFrame fill(double value) {
        return fill(value, rows.columns());
    }

    public DataFrame fill(String value) {
        return fill(value, rows.columns());
    }

    public DataFrame fill(boolean value) {
        return fill(value, rows.columns());
    }

    /// The same for these columns, where they are numbers.
    public DataFrame fill(long value, String[] columns) {
        return fill(value, DataType::isNumeric, columns);
    }

    public DataFrame fill(double value, String[] columns) {
        return fill(value, DataType::isNumeric, columns);
    }

    public DataFrame fill(String value, String[] columns) {
        return fill(value, Atomic.STRING::equals, columns);
    }

    public DataFrame fill(boolean value, String[] columns) {
        return fill(value, Atomic.BOOLEAN::equals, columns);
    }

    private DataFrame fill(Object value, Predicate<DataType> fits, String[] columns) {
        List<Field> wanted = fields(columns);
        return each(field -> wanted.contains(field) && fits.test(field.type()) ? filled(field, value) : value(field));
    }

    /// @param values what to put into each column
    public DataFrame fill(Map<String, Object> values) {
        DataFrame filled = rows;
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            filled = new DataFrameNaFunctions(filled).fill(entry.getValue(), _ -> true, new String[] {entry.getKey()});
        }
        return filled;
    }

    /// Said in a way that shows that nothing is missing any more.
    private Column filled(Field field, Object value) {
        boolean mayBeNaN = field.type() == Atomic.FLOAT || field.type() == Atomic.DOUBLE;
        Column nothing = functions.lit(null).cast(field.type());
        Column known = mayBeNaN ? functions.nanvl(value(field), nothing) : value(field);
        return functions.coalesce(known, functions.lit(value).cast(field.type()));
    }

    // ---- replacing values

    /// Other values for some, in a column or, if it is `*`, in all whose type fits.
    public <V extends @Nullable Object> DataFrame replace(String column, Map<V, V> replacements) {
        return replace(column.equals("*") ? rows.columns() : new String[] {column}, replacements);
    }

    public <V extends @Nullable Object> DataFrame replace(String[] columns, Map<V, V> replacements) {
        List<Field> wanted = fields(columns);
        return each(field -> wanted.contains(field) ? replaced(field, replacements) : value(field));
    }

    private <V extends @Nullable Object> Column replaced(Field field, Map<V, V> replacements) {
        @Nullable Column result = null;
        for (Map.Entry<V, V> entry : replacements.entrySet()) {
            if (!fits(entry.getKey(), field.type())) continue;
            Column same = value(field).equalTo(entry.getKey());
            Column other = functions.lit(entry.getValue()).cast(field.type());
            result = result == null ? functions.when(same, other) : result.when(same, other);
        }
        return result == null ? value(field) : result.otherwise(value(field));
    }

    private static boolean fits(@Nullable Object value, DataType type) {
        return switch (value) {
            case Number _ -> type.isNumeric();
            case Boolean _ -> type == Atomic.BOOLEAN;
            case String _ -> type == Atomic.STRING;
            case null, default ->
                throw new IllegalArgumentException("only numbers, strings and booleans can be replaced: " + value);
        };
    }

    // ---- columns

    private DataFrame each(ColumnOf column) {
        return rows.select(rows.schema().fields().stream()
                .map(field -> column.of(field).as(field.name()))
                .toArray(Column[]::new));
    }

    private interface ColumnOf {
        Column of(Field field);
    }

    private List<Field> fields(String... names) {
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            int index = rows.schema().indexOf(name);
            if (index < 0) rows.col(name); // refused
            else fields.add(rows.schema().field(index));
        }
        return fields;
    }

    private Column value(Field field) {
        return rows.col(Field.quote(field.name()));
    }

    private Column missing(Field field) {
        boolean floating = field.type() == Atomic.FLOAT || field.type() == Atomic.DOUBLE;
        return floating
                ? value(field).isNull().or(value(field).isNaN())
                : value(field).isNull();
    }
}
