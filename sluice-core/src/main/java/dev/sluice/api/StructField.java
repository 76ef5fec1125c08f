package dev.sluice.api;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;

/// A part of a [StructType], as Spark's programs make it; a [Field] once it is in a schema.
public record StructField(String name, DataType dataType, boolean nullable) {

    public StructField(String name, DataType dataType, boolean nullable, Metadata metadata) {
        this(name, dataType, nullable);
    }

    public StructField(String name, StructType dataType, boolean nullable, Metadata metadata) {
        this(name, dataType.struct(), nullable);
    }

    Field field() {
        return new Field(name, dataType, nullable);
    }
}
