package dev.sluice.function.aggregate;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.Columns;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.Arrays;
import java.util.List;

/// `bitmap_construct_agg(position)`, `bitmap_or_agg(b)` and `bitmap_and_agg(b)`. The state is the bitmap, of 4096
/// bytes.
public final class Bitmaps implements Accumulator {

    private static final int BYTES = 4_096;

    public static final AggregateFunction AND = AggregateFunction.named("bitmap_and_agg")
            .summary("Gives the bits that all bitmaps have.")
            .example("SELECT bitmap_count(bitmap_and_agg(a)) FROM VALUES (X'30'), (X'10') AS t(a)", 1)
            .example("SELECT bitmap_count(bitmap_and_agg(a)) FROM VALUES (CAST(NULL AS BINARY)) AS t(a)", 32_768)
            .neverNull()
            .overload("(BINARY) -> BINARY", _ -> collecting(Kind.AND))
            .build();

    public static final AggregateFunction CONSTRUCT = AggregateFunction.named("bitmap_construct_agg")
            .summary("Gives a bitmap in which the bits at the given positions are set.")
            .example("SELECT bitmap_count(bitmap_construct_agg(a)) FROM VALUES (0L), (5L), (5L) AS t(a)", 2)
            .example("SELECT bitmap_count(bitmap_construct_agg(a)) FROM VALUES (CAST(NULL AS BIGINT)) AS t(a)", 0)
            .neverNull()
            .overload("(BIGINT) -> BINARY", _ -> collecting(Kind.CONSTRUCT))
            .build();

    public static final AggregateFunction OR = AggregateFunction.named("bitmap_or_agg")
            .summary("Gives the bits that any of the bitmaps has.")
            .example("SELECT bitmap_count(bitmap_or_agg(a)) FROM VALUES (X'30'), (X'01') AS t(a)", 3)
            .example("SELECT bitmap_count(bitmap_or_agg(a)) FROM VALUES (CAST(NULL AS BINARY)) AS t(a)", 0)
            .neverNull()
            .overload("(BINARY) -> BINARY", _ -> collecting(Kind.OR))
            .build();

    private enum Kind {
        AND,
        CONSTRUCT,
        OR
    }

    private final Kind kind;

    private Bitmaps(Kind kind) {
        this.kind = kind;
    }

    private static Collecting collecting(Kind kind) {
        return new Collecting(List.of(Atomic.BINARY), new Bitmaps(kind));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        if (kind != Kind.CONSTRUCT) {
            merge(state, slots, arguments, rows);
            return;
        }
        Vector plain = Inputs.plain(arguments[0]);
        long[] positions = Columns.longs(plain);
        int mask = Columns.mask(plain);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!plain.isNull(row)) setBit(bitmap(state[0], slots[i]), positions[row & mask]);
        }
    }

    private static void setBit(byte[] bitmap, long position) {
        if (position < 0 || position >= (long) BYTES * Byte.SIZE) {
            throw ErrorCondition.INVALID_BITMAP_POSITION
                    .error()
                    .with("bitPosition", position)
                    .with("bitmapNumBits", BYTES * Byte.SIZE)
                    .with("bitmapNumBytes", BYTES)
                    .build();
        }
        bitmap[(int) (position / Byte.SIZE)] |= (byte) (1 << position % Byte.SIZE);
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        var values = (BytesVector) Vectors.flatten(partial[0]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!values.isNull(row)) combine(bitmap(state[0], slots[i]), values, row);
        }
    }

    /// A short bitmap is one that ends in zeros.
    private void combine(byte[] bitmap, BytesVector values, int row) {
        int length = Math.min(BYTES, values.lengths()[row]);
        for (int i = 0; i < BYTES; i++) {
            byte other = i < length ? values.bytes()[values.offsets()[row] + i] : 0;
            bitmap[i] = (byte) (kind == Kind.AND ? bitmap[i] & other : bitmap[i] | other);
        }
    }

    private byte[] bitmap(MutableVector state, int slot) {
        var bitmaps = (MutableVector.Bytes) state;
        byte[] known = bitmaps.get(slot);
        if (known != null) return known;
        byte[] bitmap = empty();
        bitmaps.set(slot, bitmap);
        return bitmap;
    }

    private byte[] empty() {
        byte[] bitmap = new byte[BYTES];
        if (kind == Kind.AND) Arrays.fill(bitmap, (byte) 0xFF);
        return bitmap;
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = new VectorBuilder.Bytes(count);
        for (int i = 0; i < count; i++) {
            byte[] known = ((MutableVector.Bytes) state[0]).get(slots[i]);
            byte[] bitmap = known == null ? empty() : known;
            out.append(bitmap, 0, BYTES);
        }
        return out.build();
    }
}
