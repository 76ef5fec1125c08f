package dev.sluice.vector;

import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a flat vector row by row.
///
/// One subclass a physical kind, each with an `append` of its own value; the methods here work for all of them. What
/// [#build] gave stays as it is when more is appended: rows are only ever added behind it.
public abstract sealed class VectorBuilder {

    private boolean @Nullable [] nulls;
    private int size;

    private VectorBuilder() {}

    /// A builder for values of the type that expects about `capacity` rows.
    public static VectorBuilder of(DataType type, int capacity) {
        return switch (type.physical()) {
            case NULL -> new Nulls();
            case BOOLEAN -> new Booleans(capacity);
            case INT -> new Ints(capacity);
            case LONG -> new Longs(capacity);
            case FLOAT -> new Floats(capacity);
            case DOUBLE -> new Doubles(capacity);
            case DECIMAL -> new Decimals(capacity, ((DataType.Decimal) type).scale());
            case BYTES -> new Bytes(capacity);
            case ARRAY -> new Lists((DataType.Array) type, capacity);
            case MAP -> new Maps((DataType.Map) type, capacity);
            case STRUCT -> new Structs((DataType.Struct) type, capacity);
        };
    }

    /// The number of rows so far.
    public final int size() {
        return size;
    }

    public final void appendNull() {
        if (nulls == null || nulls.length <= size) {
            nulls = nulls == null
                    ? new boolean[Math.max(16, size + 1)]
                    : Arrays.copyOf(nulls, grown(nulls.length, size));
        }
        nulls[size] = true;
        appendDefault();
    }

    /// Appends a value in the form that [Values#get] gives.
    public final void appendValue(@Nullable Object value) {
        if (value == null) {
            appendNull();
        } else {
            appendObject(value);
        }
    }

    /// Appends the row of a vector of the same type.
    public final void append(Vector from, int row) {
        switch (from) {
            case ConstantVector(Vector value, _) -> append(value, 0);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> append(dictionary, ids[row]);
            default -> {
                if (from.isNull(row)) {
                    appendNull();
                } else {
                    appendRow(from, row);
                }
            }
        }
    }

    /// Appends the selected rows of a vector of the same type.
    public final void appendAll(Vector from, Selection rows) {
        for (int i = 0; i < rows.size(); i++) append(from, rows.row(i));
    }

    /// Appends rows that lie side by side in a vector of the same type.
    public final void appendRange(Vector from, int start, int count) {
        if (isFlatWithoutNulls(from, start, count)) {
            appendRows(from, start, count);
        } else {
            for (int i = start; i < start + count; i++) append(from, i);
        }
    }

    private static boolean isFlatWithoutNulls(Vector from, int start, int count) {
        if (from instanceof ConstantVector || from instanceof DictionaryVector) return false;
        if (!from.mayHaveNulls()) return true;
        for (int i = start; i < start + count; i++) {
            if (from.isNull(i)) return false;
        }
        return true;
    }

    /// The rows so far. Costs no copy of them.
    public abstract Vector build();

    /// A value for a row that is null; nobody reads it.
    protected abstract void appendDefault();

    protected abstract void appendObject(Object value);

    /// @param from flat, of this kind, and not null at `row`
    protected abstract void appendRow(Vector from, int row);

    /// @param from flat, of this kind, and not null at any of the rows
    protected void appendRows(Vector from, int start, int count) {
        for (int i = start; i < start + count; i++) appendRow(from, i);
    }

    protected final void rowDone() {
        size++;
    }

    protected final void rowsDone(int count) {
        size += count;
    }

    protected final boolean @Nullable [] nulls() {
        return nulls == null || nulls.length >= size ? nulls : Arrays.copyOf(nulls, size);
    }

    static int grown(int length, int needed) {
        return Math.max(16, Math.max(needed + 1, length + (length >> 1)));
    }

    public static final class Nulls extends VectorBuilder {
        Nulls() {}

        @Override
        public Vector build() {
            return new NullVector(size());
        }

        @Override
        protected void appendDefault() {
            rowDone();
        }

        @Override
        protected void appendObject(Object value) {
            throw new IllegalArgumentException("VOID has no value, not even " + value);
        }

        @Override
        protected void appendRow(Vector from, int row) {
            rowDone();
        }
    }

    public static final class Booleans extends VectorBuilder {
        private boolean[] values;

        public Booleans(int capacity) {
            values = new boolean[Math.max(1, capacity)];
        }

        public void append(boolean value) {
            if (size() == values.length) values = Arrays.copyOf(values, grown(values.length, size()));
            values[size()] = value;
            rowDone();
        }

        @Override
        public BooleanVector build() {
            return new BooleanVector(values, nulls(), size());
        }

        @Override
        protected void appendDefault() {
            append(false);
        }

        @Override
        protected void appendObject(Object value) {
            append((Boolean) value);
        }

        @Override
        protected void appendRow(Vector from, int row) {
            append(((BooleanVector) from).values()[row]);
        }
    }

    public static final class Ints extends VectorBuilder {
        private int[] values;

        public Ints(int capacity) {
            values = new int[Math.max(1, capacity)];
        }

        public void append(int value) {
            if (size() == values.length) values = Arrays.copyOf(values, grown(values.length, size()));
            values[size()] = value;
            rowDone();
        }

        @Override
        public IntVector build() {
            return new IntVector(values, nulls(), size());
        }

        @Override
        protected void appendDefault() {
            append(0);
        }

        @Override
        protected void appendObject(Object value) {
            append((Integer) value);
        }

        @Override
        protected void appendRow(Vector from, int row) {
            append(((IntVector) from).values()[row]);
        }

        @Override
        protected void appendRows(Vector from, int start, int count) {
            if (size() + count > values.length) values = Arrays.copyOf(values, grown(values.length, size() + count));
            System.arraycopy(((IntVector) from).values(), start, values, size(), count);
            rowsDone(count);
        }
    }

    public static final class Longs extends VectorBuilder {
        private long[] values;

        public Longs(int capacity) {
            values = new long[Math.max(1, capacity)];
        }

        public void append(long value) {
            if (size() == values.length) values = Arrays.copyOf(values, grown(values.length, size()));
            values[size()] = value;
            rowDone();
        }

        @Override
        public LongVector build() {
            return new LongVector(values, nulls(), size());
        }

        @Override
        protected void appendDefault() {
            append(0);
        }

        @Override
        protected void appendObject(Object value) {
            append((Long) value);
        }

        @Override
        protected void appendRow(Vector from, int row) {
            append(((LongVector) from).values()[row]);
        }

        @Override
        protected void appendRows(Vector from, int start, int count) {
            if (size() + count > values.length) values = Arrays.copyOf(values, grown(values.length, size() + count));
            System.arraycopy(((LongVector) from).values(), start, values, size(), count);
            rowsDone(count);
        }
    }

    public static final class Floats extends VectorBuilder {
        private float[] values;

        public Floats(int capacity) {
            values = new float[Math.max(1, capacity)];
        }

        public void append(float value) {
            if (size() == values.length) values = Arrays.copyOf(values, grown(values.length, size()));
            values[size()] = value;
            rowDone();
        }

        @Override
        public FloatVector build() {
            return new FloatVector(values, nulls(), size());
        }

        @Override
        protected void appendDefault() {
            append(0);
        }

        @Override
        protected void appendObject(Object value) {
            append((Float) value);
        }

        @Override
        protected void appendRow(Vector from, int row) {
            append(((FloatVector) from).values()[row]);
        }
    }

    public static final class Doubles extends VectorBuilder {
        private double[] values;

        public Doubles(int capacity) {
            values = new double[Math.max(1, capacity)];
        }

        public void append(double value) {
            if (size() == values.length) values = Arrays.copyOf(values, grown(values.length, size()));
            values[size()] = value;
            rowDone();
        }

        @Override
        public DoubleVector build() {
            return new DoubleVector(values, nulls(), size());
        }

        @Override
        protected void appendDefault() {
            append(0);
        }

        @Override
        protected void appendObject(Object value) {
            append((Double) value);
        }

        @Override
        protected void appendRow(Vector from, int row) {
            append(((DoubleVector) from).values()[row]);
        }

        @Override
        protected void appendRows(Vector from, int start, int count) {
            if (size() + count > values.length) values = Arrays.copyOf(values, grown(values.length, size() + count));
            System.arraycopy(((DoubleVector) from).values(), start, values, size(), count);
            rowsDone(count);
        }
    }

    public static final class Decimals extends VectorBuilder {
        private @Nullable BigDecimal[] values;
        private final int scale;

        /// @param scale that of the column's type
        public Decimals(int capacity, int scale) {
            values = new BigDecimal[Math.max(1, capacity)];
            this.scale = scale;
        }

        /// @param value in the scale of the column's type
        public void append(@Nullable BigDecimal value) {
            if (size() == values.length) values = Arrays.copyOf(values, grown(values.length, size()));
            values[size()] = value;
            rowDone();
        }

        @Override
        public DecimalVector build() {
            return new DecimalVector(values, size());
        }

        @Override
        protected void appendDefault() {
            append((BigDecimal) null);
        }

        @Override
        protected void appendObject(Object value) {
            append(((BigDecimal) value).setScale(scale, RoundingMode.UNNECESSARY));
        }

        @Override
        protected void appendRow(Vector from, int row) {
            append(((DecimalVector) from).values()[row]);
        }
    }

    public static final class Bytes extends VectorBuilder {
        private byte[] bytes;
        private int used;
        private final Ranges texts;

        public Bytes(int capacity) {
            bytes = new byte[Math.max(16, capacity * 8)];
            texts = new Ranges(capacity);
        }

        public void append(byte[] from, int offset, int length) {
            if (used + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(used, length), bytes.length + (bytes.length >> 1)));
            }
            System.arraycopy(from, offset, bytes, used, length);
            texts.set(size(), used, length);
            used += length;
            rowDone();
        }

        public void append(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            append(utf8, 0, utf8.length);
        }

        @Override
        public BytesVector build() {
            return new BytesVector(bytes, texts.offsets(), texts.lengths(), nulls(), size());
        }

        @Override
        protected void appendDefault() {
            append(bytes, 0, 0);
        }

        @Override
        protected void appendObject(Object value) {
            if (value instanceof String text) {
                append(text);
            } else {
                byte[] binary = value instanceof CalendarInterval interval ? interval.toBytes() : (byte[]) value;
                append(binary, 0, binary.length);
            }
        }

        @Override
        protected void appendRow(Vector from, int row) {
            var source = (BytesVector) from;
            append(source.bytes(), source.offsets()[row], source.lengths()[row]);
        }
    }

    /// Lists: fill [#elements], then [#endRow].
    public static final class Lists extends VectorBuilder {
        private final VectorBuilder elements;
        private final Ranges lists;
        private int begun;

        Lists(DataType.Array type, int capacity) {
            elements = VectorBuilder.of(type.element(), capacity);
            lists = new Ranges(capacity);
        }

        public VectorBuilder elements() {
            return elements;
        }

        /// Makes a row of the elements appended since the last one.
        public void endRow() {
            lists.set(size(), begun, elements.size() - begun);
            begun = elements.size();
            rowDone();
        }

        @Override
        public ArrayVector build() {
            return new ArrayVector(lists.offsets(), lists.lengths(), elements.build(), nulls(), size());
        }

        @Override
        protected void appendDefault() {
            endRow();
        }

        @Override
        protected void appendObject(Object value) {
            if (value instanceof ValueList list) {
                elements.appendRange(list.column(), 0, list.size());
            } else {
                for (Object element : (List<?>) value) elements.appendValue(element);
            }
            endRow();
        }

        @Override
        protected void appendRow(Vector from, int row) {
            var source = (ArrayVector) from;
            elements.appendRange(source.elements(), source.offsets()[row], source.lengths()[row]);
            endRow();
        }
    }

    /// Maps: fill [#keys] and [#values], then [#endRow].
    public static final class Maps extends VectorBuilder {
        private final VectorBuilder keys;
        private final VectorBuilder values;
        private final Ranges maps;
        private int begun;

        Maps(DataType.Map type, int capacity) {
            keys = VectorBuilder.of(type.key(), capacity);
            values = VectorBuilder.of(type.value(), capacity);
            maps = new Ranges(capacity);
        }

        public VectorBuilder keys() {
            return keys;
        }

        public VectorBuilder values() {
            return values;
        }

        /// Makes a row of the entries appended since the last one.
        public void endRow() {
            maps.set(size(), begun, keys.size() - begun);
            begun = keys.size();
            rowDone();
        }

        @Override
        public MapVector build() {
            return new MapVector(maps.offsets(), maps.lengths(), keys.build(), values.build(), nulls(), size());
        }

        @Override
        protected void appendDefault() {
            endRow();
        }

        @Override
        protected void appendObject(Object value) {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                keys.appendValue(entry.getKey());
                values.appendValue(entry.getValue());
            }
            endRow();
        }

        @Override
        protected void appendRow(Vector from, int row) {
            var source = (MapVector) from;
            keys.appendRange(source.keys(), source.offsets()[row], source.lengths()[row]);
            values.appendRange(source.values(), source.offsets()[row], source.lengths()[row]);
            endRow();
        }
    }

    /// Structs: append to each of the [#field] builders, then [#endRow].
    public static final class Structs extends VectorBuilder {
        private final VectorBuilder[] fields;

        Structs(DataType.Struct type, int capacity) {
            fields = type.fields().stream()
                    .map(field -> VectorBuilder.of(field.type(), capacity))
                    .toArray(VectorBuilder[]::new);
        }

        public VectorBuilder field(int ordinal) {
            return fields[ordinal];
        }

        public void endRow() {
            rowDone();
        }

        @Override
        public StructVector build() {
            Vector[] built = new Vector[fields.length];
            for (int i = 0; i < fields.length; i++) built[i] = fields[i].build();
            return new StructVector(built, nulls(), size());
        }

        @Override
        protected void appendDefault() {
            for (VectorBuilder field : fields) field.appendNull();
            endRow();
        }

        @Override
        protected void appendObject(Object value) {
            List<?> row = (List<?>) value;
            for (int i = 0; i < fields.length; i++) fields[i].appendValue(row.get(i));
            endRow();
        }

        @Override
        protected void appendRow(Vector from, int row) {
            var source = (StructVector) from;
            for (int i = 0; i < fields.length; i++) fields[i].append(source.fields()[i], row);
            endRow();
        }

        @Override
        protected void appendRows(Vector from, int start, int count) {
            var source = (StructVector) from;
            for (int i = 0; i < fields.length; i++) fields[i].appendRange(source.fields()[i], start, count);
            rowsDone(count);
        }
    }
}
