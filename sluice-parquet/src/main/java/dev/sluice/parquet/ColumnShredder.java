package dev.sluice.parquet;

import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Flat;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/// Takes values of vectors apart into the leaves that Parquet has, with their levels: the reverse of
/// [ColumnAssembly].
///
/// The vectors are flat.
abstract sealed class ColumnShredder {

    /// All leaves below, in their order.
    private final List<ColumnWriter> leaves;

    private ColumnShredder(List<ColumnWriter> leaves) {
        this.leaves = leaves;
    }

    /// Writes the value of a row.
    ///
    /// @param repetition where it goes on: 0 for a new row
    /// @param definition how much of the way down to it is there
    abstract void write(Vector vector, int row, int repetition, int definition);

    final void writeNull(int repetition, int definition) {
        for (ColumnWriter leaf : leaves) leaf.writeNull(repetition, definition);
    }

    /// The shredder of a column of the schema that [ParquetTypes] made of the type.
    static ColumnShredder of(MessageType schema, int column, DataType type, ColumnWriteStore store) {
        Type inFile = schema.getType(column);
        return of(schema, type, inFile, new String[] {inFile.getName()}, store);
    }

    private static ColumnShredder of(
            MessageType schema, DataType type, Type inFile, String[] path, ColumnWriteStore store) {
        int present = inFile.isRepetition(Repetition.OPTIONAL) ? 1 : 0;
        return switch (type) {
            case DataType.Array array -> {
                GroupType list = inFile.asGroupType().getType(0).asGroupType();
                String[] below = below(path, list);
                ColumnShredder element =
                        of(schema, array.element(), list.getType(0), below(below, list.getType(0)), store);
                yield new Array(element, present, schema.getMaxRepetitionLevel(below));
            }
            case DataType.Map map -> {
                GroupType entry = inFile.asGroupType().getType(0).asGroupType();
                String[] below = below(path, entry);
                yield new Map(
                        of(schema, map.key(), entry.getType(0), below(below, entry.getType(0)), store),
                        of(schema, map.value(), entry.getType(1), below(below, entry.getType(1)), store),
                        present,
                        schema.getMaxRepetitionLevel(below));
            }
            case DataType.Struct struct -> {
                ColumnShredder[] fields = new ColumnShredder[struct.size()];
                for (int i = 0; i < fields.length; i++) {
                    Type field = inFile.asGroupType().getType(i);
                    fields[i] = of(schema, struct.field(i).type(), field, below(path, field), store);
                }
                yield new Struct(fields, present);
            }
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ -> {
                ColumnDescriptor descriptor = schema.getColumnDescription(path);
                yield new Leaf(store.getColumnWriter(descriptor), LeafWriter.of(descriptor), present);
            }
        };
    }

    private static String[] below(String[] path, Type type) {
        String[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = type.getName();
        return longer;
    }

    private static List<ColumnWriter> leavesOf(ColumnShredder... parts) {
        List<ColumnWriter> leaves = new ArrayList<>();
        for (ColumnShredder part : parts) leaves.addAll(part.leaves);
        return leaves;
    }

    private static final class Leaf extends ColumnShredder {
        private final ColumnWriter writer;
        private final LeafWriter value;
        private final int present;

        Leaf(ColumnWriter writer, LeafWriter value, int present) {
            super(List.of(writer));
            this.writer = writer;
            this.value = value;
            this.present = present;
        }

        @Override
        void write(Vector vector, int row, int repetition, int definition) {
            if (vector.isNull(row)) {
                writer.writeNull(repetition, definition);
            } else {
                value.write(vector, row, writer, repetition, definition + present);
            }
        }
    }

    private static final class Struct extends ColumnShredder {
        private final ColumnShredder[] fields;
        private final Flat[] flat;
        private final int present;

        Struct(ColumnShredder[] fields, int present) {
            super(leavesOf(fields));
            this.fields = fields;
            this.present = present;
            flat = new Flat[fields.length];
            Arrays.setAll(flat, _ -> new Flat());
        }

        @Override
        void write(Vector vector, int row, int repetition, int definition) {
            if (vector.isNull(row)) {
                writeNull(repetition, definition);
                return;
            }
            var struct = (StructVector) vector;
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(flat[i].of(struct.fields()[i]), row, repetition, definition + present);
            }
        }
    }

    private static final class Array extends ColumnShredder {
        private final ColumnShredder element;
        private final Flat flat = new Flat();
        private final int present;
        private final int level;

        Array(ColumnShredder element, int present, int level) {
            super(leavesOf(element));
            this.element = element;
            this.present = present;
            this.level = level;
        }

        @Override
        void write(Vector vector, int row, int repetition, int definition) {
            if (vector.isNull(row)) {
                writeNull(repetition, definition);
                return;
            }
            var list = (ArrayVector) vector;
            Vector elements = flat.of(list.elements());
            int count = list.lengths()[row];
            if (count == 0) writeNull(repetition, definition + present);
            for (int i = 0; i < count; i++) {
                int where = i == 0 ? repetition : level;
                element.write(elements, list.offsets()[row] + i, where, definition + present + 1);
            }
        }
    }

    private static final class Map extends ColumnShredder {
        private final ColumnShredder key;
        private final ColumnShredder value;
        private final Flat flatKeys = new Flat();
        private final Flat flatValues = new Flat();
        private final int present;
        private final int level;

        Map(ColumnShredder key, ColumnShredder value, int present, int level) {
            super(leavesOf(key, value));
            this.key = key;
            this.value = value;
            this.present = present;
            this.level = level;
        }

        @Override
        void write(Vector vector, int row, int repetition, int definition) {
            if (vector.isNull(row)) {
                writeNull(repetition, definition);
                return;
            }
            var map = (MapVector) vector;
            Vector keys = flatKeys.of(map.keys());
            Vector values = flatValues.of(map.values());
            int count = map.lengths()[row];
            if (count == 0) writeNull(repetition, definition + present);
            for (int i = 0; i < count; i++) {
                int where = i == 0 ? repetition : level;
                int at = map.offsets()[row] + i;
                key.write(keys, at, where, definition + present + 1);
                value.write(values, at, where, definition + present + 1);
            }
        }
    }
}
