package dev.sluice.api;

import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A schema as Spark's programs build it: `new StructType().add("id", DataTypes.LongType).add("at", "timestamp")`. It
/// is taken wherever DDL is. What a DataFrame says of itself is a [DataType.Struct], see [#struct] and [#of].
///
/// Immutable; [#add] gives a new one.
public final class StructType {

    private final List<StructField> fields;

    public StructType() {
        this(List.of());
    }

    public StructType(StructField... fields) {
        this(List.of(fields));
    }

    private StructType(List<StructField> fields) {
        this.fields = List.copyOf(fields);
    }

    /// The columns of a DataFrame, to be built upon.
    public static StructType of(DataType.Struct struct) {
        return new StructType(struct.fields().stream()
                .map(field -> new StructField(field.name(), field.type(), field.nullable()))
                .toList());
    }

    public StructType add(StructField field) {
        List<StructField> longer = new ArrayList<>(fields);
        longer.add(field);
        return new StructType(longer);
    }

    public StructType add(String name, DataType type) {
        return add(name, type, true);
    }

    public StructType add(String name, DataType type, boolean nullable) {
        return add(new StructField(name, type, nullable));
    }

    public StructType add(String name, DataType type, boolean nullable, Metadata metadata) {
        return add(name, type, nullable);
    }

    public StructType add(String name, StructType type) {
        return add(name, type, true);
    }

    public StructType add(String name, StructType type, boolean nullable) {
        return add(name, type.struct(), nullable);
    }

    /// @param type in SQL, such as `timestamp`
    public StructType add(String name, String type) {
        return add(name, type, true);
    }

    /// @param type in SQL, such as `timestamp`
    public StructType add(String name, String type, boolean nullable) {
        return add(name, SqlParser.dataType(type), nullable);
    }

    public StructField[] fields() {
        return fields.toArray(StructField[]::new);
    }

    public String[] fieldNames() {
        return fields.stream().map(StructField::name).toArray(String[]::new);
    }

    public int size() {
        return fields.size();
    }

    /// The schema as the engine has it.
    public DataType.Struct struct() {
        return new DataType.Struct(fields.stream().map(StructField::field).toList());
    }

    /// The columns of a text such as `name STRING, age INT`.
    public static StructType fromDDL(String ddl) {
        return of(SqlParser.tableSchema(ddl));
    }

    /// @throws IllegalArgumentException if there is no such field
    public int fieldIndex(String name) {
        int index = List.of(fieldNames()).indexOf(name);
        if (index < 0)
            throw new IllegalArgumentException(name + " does not exist. Available: " + String.join(", ", fieldNames()));
        return index;
    }

    /// Another name for [#fieldNames].
    public String[] names() {
        return fieldNames();
    }

    /// Such as `struct<name:string,age:int>`.
    public String simpleString() {
        return struct().simpleString();
    }

    /// Another name for [#simpleString].
    public String catalogString() {
        return simpleString();
    }

    /// Such as `STRUCT<name: STRING, age: INT>`.
    public String sql() {
        return struct().sql();
    }

    public String typeName() {
        return "struct";
    }

    /// As [Dataset#printSchema] prints it.
    public String treeString() {
        return SchemaTree.of(struct());
    }

    public void printTreeString() {
        System.out.println(treeString());
    }

    /// In Spark's JSON for types.
    public String json() {
        return struct().toJson().toText();
    }

    public String prettyJson() {
        return struct().toJson().toPrettyText();
    }

    public String toDDL() {
        return struct().toDdl();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StructType that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "StructType" + Arrays.toString(fields());
    }
}
