package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.type.DataType;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.ValueList;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.List;

/// `listagg(a, delimiter)`: in the order of the input. The state is the list, and the delimiter.
public final class JoinTexts implements Accumulator {

    public static final AggregateFunction FUNCTION = AggregateFunction.named("listagg", "string_agg")
            .summary(
                    "Joins all values that are not NULL, in the order of the input or that of WITHIN GROUP (ORDER BY b), "
                            + "with a delimiter between them; "
                            + "NULL if there is none.")
            .example("SELECT listagg(a, ',') FROM VALUES ('a'), ('b'), (NULL), ('a') AS t(a)", "a,b,a")
            .example("SELECT listagg(a) FROM VALUES (CAST(NULL AS STRING)) AS t(a)", null)
            .ordered()
            .overload("(BINARY) -> BINARY", match -> collecting(match.result()))
            .overload("(BINARY, BINARY) -> BINARY", match -> collecting(match.result()))
            .overload("(STRING) -> STRING", match -> collecting(match.result()))
            .overload("(STRING, STRING) -> STRING", match -> collecting(match.result()))
            .within(-1, JoinTextsInOrder::bind)
            .build();

    private final DataType type;

    private JoinTexts(DataType type) {
        this.type = type;
    }

    private static Collecting collecting(DataType type) {
        return new Collecting(List.of(new DataType.Array(type, true), type), new JoinTexts(type));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (arguments[0].isNull(row)) continue;
            Percentile.lists(state[0], slots[i], type).append(arguments[0], row);
            if (arguments.length > 1 && !arguments[1].isNull(row)) state[1].set(slots[i], arguments[1], row);
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Percentile.appendLists(state[0], slots, partial[0], rows, type);
        for (int i = 0; i < rows.size(); i++) {
            if (!partial[1].isNull(rows.row(i))) state[1].set(slots[i], partial[1], rows.row(i));
        }
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = (VectorBuilder.Bytes) VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            if (state[0].isNull(slots[i])) {
                out.appendNull();
                continue;
            }
            byte[] delimiter = ((MutableVector.Bytes) state[1]).get(slots[i]);
            byte[] joined =
                    joined(Percentile.lists(state[0], slots[i], type), delimiter == null ? new byte[0] : delimiter);
            out.append(joined, 0, joined.length);
        }
        return out.build();
    }

    static byte[] joined(ValueList list, byte[] delimiter) {
        var values = (BytesVector) list.column();
        var out = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) out.writeBytes(delimiter);
            out.write(values.bytes(), values.offsets()[i], values.lengths()[i]);
        }
        return out.toByteArray();
    }
}
