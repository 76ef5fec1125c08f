package dev.sluice.expression;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A column of a plan, known by its identity and not by its name. Two are equal whatever their comments are.
///
/// @param id unique in one analysis
/// @param comment what was said of it where it was declared, or null
public record Column(
        long id,
        String name,
        DataType type,
        boolean nullable,
        @Nullable String comment) {

    public Column(long id, String name, DataType type, boolean nullable) {
        this(id, name, type, nullable, null);
    }

    /// The column of a value. What is said of a column is said of it by any name.
    public static Column of(long id, String name, Expression value) {
        String comment = value instanceof Expression.ColumnRef(Column column) ? column.comment : null;
        return new Column(id, name, value.type(), value.nullable(), comment);
    }

    public Field field() {
        return new Field(name, type, nullable, comment);
    }

    public Column withName(String other) {
        return new Column(id, other, type, nullable, comment);
    }

    public Column withNullable(boolean mayBeNull) {
        return mayBeNull == nullable ? this : new Column(id, name, type, mayBeNull, comment);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Column that
                && id == that.id
                && name.equals(that.name)
                && type.equals(that.type)
                && nullable == that.nullable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, type, nullable);
    }

    @Override
    public String toString() {
        return name + "#" + id;
    }
}
