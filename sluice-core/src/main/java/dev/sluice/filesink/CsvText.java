package dev.sluice.filesink;

import dev.sluice.format.TimeStyle;
import dev.sluice.format.ValueText;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;

/// A value as CSV says it, before it is put between quotes. Files have no values within values; `to_csv` writes them as
/// `[1, 2]`, `{k -> v}` and `{1, 2}`, in which nulls leave nothing but their comma, or stand as `nullValue` says.
record CsvText(TimeStyle times, String nullValue) {

    /// @param vector not null in the row
    void append(StringBuilder out, Vector vector, int row, DataType type) {
        switch (vector) {
            case ConstantVector(Vector value, _) -> append(out, value, 0, type);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> append(out, dictionary, ids[row], type);
            case IntVector v when type == DataType.Atomic.DATE -> times.appendDate(out, v.values()[row]);
            case LongVector v when type == DataType.Atomic.TIMESTAMP -> times.appendTimestamp(out, v.values()[row]);
            case LongVector v when type == DataType.Atomic.TIMESTAMP_NTZ -> times.appendWallClock(out, v.values()[row]);
            // With an exponent where it is shorter, as in JSON.
            case DecimalVector v -> out.append(v.values()[row]);
            case ArrayVector v -> array(out, v, row, ((DataType.Array) type).element());
            case MapVector v -> map(out, v, row, (DataType.Map) type);
            case StructVector v -> struct(out, v, row, (DataType.Struct) type);
            default -> {
                if (type == DataType.Atomic.BINARY) {
                    ValueText.show(out, vector, row, type, times.zone());
                } else {
                    ValueText.append(out, vector, row, type, times.zone());
                }
            }
        }
    }

    private void array(StringBuilder out, ArrayVector vector, int row, DataType element) {
        out.append('[');
        int start = vector.offsets()[row];
        for (int i = 0; i < vector.lengths()[row]; i++) {
            if (i > 0) out.append(',');
            part(out, vector.elements(), start + i, element, i == 0);
        }
        out.append(']');
    }

    private void map(StringBuilder out, MapVector vector, int row, DataType.Map type) {
        out.append('{');
        int start = vector.offsets()[row];
        for (int i = 0; i < vector.lengths()[row]; i++) {
            if (i > 0) out.append(", ");
            append(out, vector.keys(), start + i, type.key());
            out.append(" ->");
            part(out, vector.values(), start + i, type.value(), false);
        }
        out.append('}');
    }

    private void struct(StringBuilder out, StructVector vector, int row, DataType.Struct type) {
        out.append('{');
        for (int i = 0; i < type.size(); i++) {
            if (i > 0) out.append(',');
            part(out, vector.fields()[i], row, type.field(i).type(), i == 0);
        }
        out.append('}');
    }

    /// Space stands before all but the first, and before any null that is said.
    private void part(StringBuilder out, Vector vector, int row, DataType type, boolean first) {
        if (vector.isNull(row)) {
            if (!nullValue.isEmpty()) out.append(' ').append(nullValue);
            return;
        }
        if (!first) out.append(' ');
        append(out, vector, row, type);
    }
}
