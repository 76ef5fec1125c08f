package dev.sluice.format;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.time.ZoneOffset;

/// What could be read of a malformed record, as Spark tells it: its rows' inner form, `[1,null,[x,2]]`, in which times
/// are numbers.
public final class RecordText {

    private RecordText() {}

    public static void append(StringBuilder out, Vector vector, int row, DataType type) {
        if (vector.isNull(row)) {
            out.append("null");
            return;
        }
        if (vector instanceof StructVector structs && type instanceof DataType.Struct struct) {
            out.append('[');
            for (int i = 0; i < struct.size(); i++) {
                if (i > 0) out.append(',');
                append(out, structs.fields()[i], row, struct.field(i).type());
            }
            out.append(']');
        } else if (vector instanceof ArrayVector arrays && type instanceof DataType.Array array) {
            out.append('[');
            int start = arrays.offsets()[row];
            for (int i = 0; i < arrays.lengths()[row]; i++) {
                if (i > 0) out.append(',');
                append(out, arrays.elements(), start + i, array.element());
            }
            out.append(']');
        } else {
            ValueText.append(out, vector, row, inner(type), ZoneOffset.UTC);
        }
    }

    private static DataType inner(DataType type) {
        if (type == Atomic.DATE) return Atomic.INT;
        return type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ ? Atomic.LONG : type;
    }
}
