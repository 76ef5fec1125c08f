package dev.sluice.vector;

import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done with whole vectors: take rows, lay flat, make constants.
public final class Vectors {

    /// So much waste is not worth a copy.
    private static final int SLACK = 1 << 10;

    private Vectors() {}

    /// The first `count` of `rows`, closed up, in a flat vector.
    public static Vector gather(Vector vector, int[] rows, int count) {
        return switch (vector) {
            case NullVector _ -> new NullVector(count);
            case BooleanVector(boolean[] values, var nulls, _) -> {
                boolean[] out = new boolean[count];
                for (int i = 0; i < count; i++) out[i] = values[rows[i]];
                yield new BooleanVector(out, gatherNulls(nulls, rows, count), count);
            }
            case IntVector(int[] values, var nulls, _) ->
                new IntVector(gatherInts(values, rows, count), gatherNulls(nulls, rows, count), count);
            case LongVector(long[] values, var nulls, _) -> {
                long[] out = new long[count];
                for (int i = 0; i < count; i++) out[i] = values[rows[i]];
                yield new LongVector(out, gatherNulls(nulls, rows, count), count);
            }
            case FloatVector(float[] values, var nulls, _) -> {
                float[] out = new float[count];
                for (int i = 0; i < count; i++) out[i] = values[rows[i]];
                yield new FloatVector(out, gatherNulls(nulls, rows, count), count);
            }
            case DoubleVector(double[] values, var nulls, _) -> {
                double[] out = new double[count];
                for (int i = 0; i < count; i++) out[i] = values[rows[i]];
                yield new DoubleVector(out, gatherNulls(nulls, rows, count), count);
            }
            case DecimalVector(var values, _) -> {
                @Nullable BigDecimal[] out = new BigDecimal[count];
                for (int i = 0; i < count; i++) out[i] = values[rows[i]];
                yield new DecimalVector(out, count);
            }
            case BytesVector(byte[] bytes, int[] offsets, int[] lengths, var nulls, _) ->
                new BytesVector(
                        bytes,
                        gatherInts(offsets, rows, count),
                        gatherInts(lengths, rows, count),
                        gatherNulls(nulls, rows, count),
                        count);
            case ArrayVector(int[] offsets, int[] lengths, Vector elements, var nulls, _) ->
                new ArrayVector(
                        gatherInts(offsets, rows, count),
                        gatherInts(lengths, rows, count),
                        elements,
                        gatherNulls(nulls, rows, count),
                        count);
            case MapVector(int[] offsets, int[] lengths, Vector keys, Vector values, var nulls, _) ->
                new MapVector(
                        gatherInts(offsets, rows, count),
                        gatherInts(lengths, rows, count),
                        keys,
                        values,
                        gatherNulls(nulls, rows, count),
                        count);
            case StructVector(Vector[] fields, var nulls, _) -> {
                Vector[] gathered = new Vector[fields.length];
                for (int i = 0; i < fields.length; i++) gathered[i] = gather(fields[i], rows, count);
                yield new StructVector(gathered, gatherNulls(nulls, rows, count), count);
            }
            case ConstantVector(Vector value, _) -> gather(value, new int[count], count);
            case DictionaryVector(Vector dictionary, int[] ids, _) ->
                gather(dictionary, gatherInts(ids, rows, count), count);
        };
    }

    /// The same flat vector, holding no more than about twice the memory that its rows need: a row taken out of a block
    /// of text or of lists else keeps the whole block.
    public static Vector trimmed(Vector vector) {
        return switch (vector) {
            case BytesVector(byte[] bytes, int[] offsets, int[] lengths, var nulls, int size) -> {
                long used = 0;
                for (int i = 0; i < size; i++) used += nulls != null && nulls[i] ? 0 : lengths[i];
                if (bytes.length <= 2 * used + SLACK) yield vector;
                byte[] own = new byte[Math.toIntExact(used)];
                int[] starts = new int[size];
                int[] counts = new int[size];
                int at = 0;
                for (int i = 0; i < size; i++) {
                    starts[i] = at;
                    if (nulls != null && nulls[i]) continue;
                    counts[i] = lengths[i];
                    System.arraycopy(bytes, offsets[i], own, at, lengths[i]);
                    at += lengths[i];
                }
                yield new BytesVector(own, starts, counts, nulls, size);
            }
            case ArrayVector(int[] offsets, int[] lengths, Vector elements, var nulls, int size) -> {
                int[] items = items(offsets, lengths, nulls, size);
                yield elements.size() <= 2L * items.length + SLACK
                        ? vector
                        : new ArrayVector(
                                starts(lengths, nulls, size),
                                lengths,
                                trimmed(gather(elements, items, items.length)),
                                nulls,
                                size);
            }
            case MapVector(int[] offsets, int[] lengths, Vector keys, Vector values, var nulls, int size) -> {
                int[] items = items(offsets, lengths, nulls, size);
                yield keys.size() <= 2L * items.length + SLACK
                        ? vector
                        : new MapVector(
                                starts(lengths, nulls, size),
                                lengths,
                                trimmed(gather(keys, items, items.length)),
                                trimmed(gather(values, items, items.length)),
                                nulls,
                                size);
            }
            case StructVector(Vector[] fields, var nulls, int size) -> {
                Vector[] own = new Vector[fields.length];
                for (int i = 0; i < fields.length; i++) own[i] = trimmed(fields[i]);
                yield new StructVector(own, nulls, size);
            }
            case NullVector _,
                    BooleanVector _,
                    IntVector _,
                    LongVector _,
                    FloatVector _,
                    DoubleVector _,
                    DecimalVector _,
                    ConstantVector _,
                    DictionaryVector _ -> vector;
        };
    }

    private static int[] items(int[] offsets, int[] lengths, boolean @Nullable [] nulls, int size) {
        int count = 0;
        for (int i = 0; i < size; i++) count += nulls != null && nulls[i] ? 0 : lengths[i];
        int[] items = new int[count];
        int at = 0;
        for (int i = 0; i < size; i++) {
            if (nulls != null && nulls[i]) continue;
            for (int k = 0; k < lengths[i]; k++) items[at++] = offsets[i] + k;
        }
        return items;
    }

    private static int[] starts(int[] lengths, boolean @Nullable [] nulls, int size) {
        int[] starts = new int[size];
        int at = 0;
        for (int i = 0; i < size; i++) {
            starts[i] = at;
            at += nulls != null && nulls[i] ? 0 : lengths[i];
        }
        return starts;
    }

    /// The same rows in a flat vector; a flat vector is returned as it is.
    public static Vector flatten(Vector vector) {
        return switch (vector) {
            case ConstantVector(Vector value, int size) -> gather(value, new int[size], size);
            case DictionaryVector(Vector dictionary, int[] ids, int size) -> gather(dictionary, ids, size);
            default -> vector;
        };
    }

    /// One null of a type, to be said for all rows.
    public static Vector nullOf(DataType type) {
        VectorBuilder builder = VectorBuilder.of(type, 1);
        builder.appendNull();
        return builder.build();
    }

    /// One value, in the form that [Values] gives, to be said for all rows.
    public static Vector single(DataType type, @Nullable Object value) {
        VectorBuilder builder = VectorBuilder.of(type, 1);
        builder.appendValue(value);
        return builder.build();
    }

    /// The rows of all parts in turn, flat.
    public static Vector concat(DataType type, List<Vector> parts) {
        if (parts.size() == 1) return flatten(parts.getFirst());
        VectorBuilder builder =
                VectorBuilder.of(type, parts.stream().mapToInt(Vector::size).sum());
        for (Vector part : parts) builder.appendAll(part, Selection.all(part.size()));
        return builder.build();
    }

    /// Which of the first `size` rows are null, or null if none is.
    public static boolean @Nullable [] nullsOf(Vector vector, int size) {
        if (!vector.mayHaveNulls()) return null;
        boolean[] nulls = new boolean[size];
        boolean any = false;
        for (int i = 0; i < size; i++) any |= nulls[i] = vector.isNull(i);
        return any ? nulls : null;
    }

    private static int[] gatherInts(int[] values, int[] rows, int count) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) out[i] = values[rows[i]];
        return out;
    }

    private static boolean @Nullable [] gatherNulls(boolean @Nullable [] nulls, int[] rows, int count) {
        if (nulls == null) return null;
        boolean[] out = new boolean[count];
        for (int i = 0; i < count; i++) out[i] = nulls[rows[i]];
        return out;
    }
}
