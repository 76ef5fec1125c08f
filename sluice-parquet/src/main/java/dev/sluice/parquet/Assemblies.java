package dev.sluice.parquet;

import static dev.sluice.parquet.Metadata.said;

import dev.sluice.file.FieldNames;
import dev.sluice.file.FileBytes;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/// Makes the assemblies of columns of one row group: what is asked for beside what the file has. Reads the pages of
/// just those leaves that are needed.
final class Assemblies {

    private final FileBytes file;
    private final Footer footer;
    private final MessageType schema;
    private final Map<List<String>, ColumnMetaData> leaves = new HashMap<>();
    private final List<Levels> read = new ArrayList<>();

    Assemblies(FileBytes file, Footer footer, RowGroup group) throws IOException {
        this.file = file;
        this.footer = footer;
        schema = footer.schema();
        for (ColumnChunk column : said(group.getColumns())) {
            if (column.isSetFile_path()) throw new IOException("a column is in the file " + column.getFile_path());
            ColumnMetaData metadata = said(column.getMeta_data());
            leaves.put(said(metadata.getPath_in_schema()), metadata);
        }
    }

    /// The assembly of a column, or null if the file has none.
    @Nullable
    ColumnAssembly column(Field asked) throws IOException {
        Type type = field(schema, asked.name());
        return type == null ? null : any(asked.type(), type, new String[] {type.getName()});
    }

    /// Called when all rows have been read.
    void requireEnd() throws IOException {
        for (Levels leaf : read) leaf.requireEnd();
    }

    /// The field of that name; names differ in case if there is no other.
    static @Nullable Type field(GroupType group, String name) {
        int place =
                FieldNames.indexOf(group.getFields().stream().map(Type::getName).toList(), name);
        return place < 0 ? null : group.getType(place);
    }

    private ColumnAssembly any(DataType asked, Type type, String[] path) throws IOException {
        if (!type.isRepetition(Repetition.REPEATED)) return one(asked, type, path);
        // Repeated without a list around it: never null.
        if (!(asked instanceof DataType.Array array)) throw mismatch(asked, type, path);
        int definition = schema.getMaxDefinitionLevel(path);
        return new ColumnAssembly.Array(
                one(array.element(), type, path), 0, definition, schema.getMaxRepetitionLevel(path));
    }

    private ColumnAssembly one(DataType asked, Type type, String[] path) throws IOException {
        if (type.isPrimitive()) return leaf(asked, path);
        GroupType group = type.asGroupType();
        return switch (asked) {
            case DataType.Array array
            when group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation -> list(array, group, path);
            case DataType.Map map when isMap(group) -> map(map, group, path);
            case DataType.Struct struct when group.getLogicalTypeAnnotation() == null -> struct(struct, group, path);
            default -> throw mismatch(asked, type, path);
        };
    }

    private static boolean isMap(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
                || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation;
    }

    private RuntimeException mismatch(DataType asked, Type type, String[] path) {
        return LeafValue.mismatch(
                file.path(), Arrays.toString(path), asked, type.isPrimitive() ? type.toString() : "group");
    }

    private ColumnAssembly list(DataType.Array asked, GroupType group, String[] path) throws IOException {
        Type repeated = group.getType(0);
        String[] below = below(path, repeated);
        ColumnAssembly element;
        if (ParquetTypes.isElement(group)) {
            element = one(asked.element(), repeated, below);
        } else {
            Type inner = repeated.asGroupType().getType(0);
            element = any(asked.element(), inner, below(below, inner));
        }
        return new ColumnAssembly.Array(
                element,
                schema.getMaxDefinitionLevel(path),
                schema.getMaxDefinitionLevel(below),
                schema.getMaxRepetitionLevel(below));
    }

    private ColumnAssembly map(DataType.Map asked, GroupType group, String[] path) throws IOException {
        GroupType entry = group.getType(0).asGroupType();
        String[] below = below(path, entry);
        return new ColumnAssembly.Map(
                any(asked.key(), entry.getType(0), below(below, entry.getType(0))),
                any(asked.value(), entry.getType(1), below(below, entry.getType(1))),
                schema.getMaxDefinitionLevel(path),
                schema.getMaxDefinitionLevel(below),
                schema.getMaxRepetitionLevel(below));
    }

    private ColumnAssembly struct(DataType.Struct asked, GroupType group, String[] path) throws IOException {
        @Nullable ColumnAssembly[] fields = new ColumnAssembly[asked.size()];
        ColumnAssembly first = null;
        for (int i = 0; i < fields.length; i++) {
            Type type = field(group, asked.field(i).name());
            if (type == null) continue;
            fields[i] = any(asked.field(i).type(), type, below(path, type));
            if (first == null) first = fields[i];
        }
        // None of the fields is there: any other tells whether the struct is.
        if (first == null) first = unread(group, path);
        return new ColumnAssembly.Struct(fields, first, schema.getMaxDefinitionLevel(path));
    }

    private ColumnAssembly unread(GroupType group, String[] path) throws IOException {
        String[] leaf = path;
        for (Type type = group; !type.isPrimitive(); ) {
            type = type.asGroupType().getType(0);
            leaf = below(leaf, type);
        }
        return new ColumnAssembly.Unread(levels(schema.getColumnDescription(leaf)), schema.getMaxRepetitionLevel(path));
    }

    private ColumnAssembly leaf(DataType asked, String[] path) throws IOException {
        ColumnDescriptor descriptor = schema.getColumnDescription(path);
        LeafValue value = LeafValue.of(descriptor, asked, footer, file.path());
        return new ColumnAssembly.Leaf(levels(descriptor), descriptor.getMaxDefinitionLevel(), value);
    }

    private Levels levels(ColumnDescriptor leaf) throws IOException {
        String name = String.join(".", leaf.getPath());
        ColumnMetaData column = leaves.get(List.of(leaf.getPath()));
        if (column == null) throw new IOException("a row group has no column " + name);
        ColumnPages pages = ColumnPages.read(file, column);
        ColumnReader reader = new ColumnReaderImpl(leaf, pages, new PrimitiveConverter() {}, footer.writer());
        var levels = new Levels(reader, name, pages.getTotalValueCount());
        read.add(levels);
        return levels;
    }

    private static String[] below(String[] path, Type type) {
        String[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = type.getName();
        return longer;
    }
}
