package dev.sluice.expression;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;

/// A column of a plan, known by its identity and not by its name.
///
/// @param id unique in one analysis
public record Column(long id, String name, DataType type, boolean nullable) {

    public Field field() {
        return new Field(name, type, nullable);
    }

    public Column withName(String other) {
        return new Column(id, other, type, nullable);
    }

    public Column withNullable(boolean mayBeNull) {
        return mayBeNull == nullable ? this : new Column(id, name, type, mayBeNull);
    }

    @Override
    public String toString() {
        return name + "#" + id;
    }
}
