package dev.sluice.vector;

import dev.sluice.type.DataType;
import dev.sluice.type.Physical;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A growing column of values that change in place: one value a slot, for groups and their accumulators.
///
/// A slot that was never set is null, and its primitive reads as zero. Storage grows by segments, so growing never
/// copies what is there. Not for use by several threads.
public abstract sealed class MutableVector {

    static final int SHIFT = 12;
    static final int SEGMENT = 1 << SHIFT;
    static final int MASK = SEGMENT - 1;

    private static final int WORDS = SEGMENT / Long.SIZE;
    private static final long[] NONE = new long[0];

    private final DataType type;
    /// A bit a slot.
    private long[][] present = new long[1][];

    private int segments;

    private MutableVector(DataType type) {
        this.type = type;
    }

    public static MutableVector of(DataType type) {
        return switch (type.physical()) {
            case BOOLEAN, INT, LONG -> new Longs(type);
            case FLOAT, DOUBLE -> new Doubles(type);
            case BYTES -> new Bytes(type);
            case NULL, DECIMAL, ARRAY, MAP, STRUCT -> new Objects(type);
        };
    }

    public final DataType type() {
        return type;
    }

    /// Makes room for the slots `0 .. count-1`.
    public final void ensure(int count) {
        while (segments << SHIFT < count) {
            if (segments == present.length) {
                present = Arrays.copyOf(present, segments * 2);
                growTo(segments * 2);
            }
            present[segments] = new long[WORDS];
            addSegment(segments);
            segments++;
        }
    }

    /// Makes all slots as if they had never been set, and keeps little room.
    public final void reset() {
        for (int i = 1; i < segments; i++) {
            present[i] = NONE;
            dropSegment(i);
        }
        segments = Math.min(segments, 1);
        if (segments == 0) return;
        Arrays.fill(present[0], 0);
        clearFirstSegment();
    }

    public final boolean isNull(int slot) {
        return (present[slot >> SHIFT][word(slot)] >>> slot & 1) == 0;
    }

    /// Makes the slot as if it had never been set.
    public final void clear(int slot) {
        present[slot >> SHIFT][word(slot)] &= ~(1L << slot);
        clearValue(slot);
    }

    final void mark(int slot) {
        present[slot >> SHIFT][word(slot)] |= 1L << slot;
    }

    private static int word(int slot) {
        return (slot & MASK) >> 6;
    }

    /// Takes over the row of a vector of the same type.
    public abstract void set(int slot, Vector from, int row);

    /// The values of the slots, in their order, as a flat vector.
    public Vector gather(int[] slots, int count) {
        VectorBuilder builder = VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            if (isNull(slots[i])) {
                builder.appendNull();
            } else {
                appendTo(builder, slots[i]);
            }
        }
        return builder.build();
    }

    /// Which of the slots are null, or null if none is.
    final boolean @Nullable [] nullsOf(int[] slots, int count) {
        boolean[] nulls = null;
        for (int i = 0; i < count; i++) {
            if (!isNull(slots[i])) continue;
            if (nulls == null) nulls = new boolean[count];
            nulls[i] = true;
        }
        return nulls;
    }

    abstract void growTo(int segmentCount);

    abstract void addSegment(int index);

    abstract void dropSegment(int index);

    abstract void clearFirstSegment();

    abstract void clearValue(int slot);

    abstract void appendTo(VectorBuilder builder, int slot);

    /// Truth values (as 0 and 1), 32-bit and 64-bit values.
    public static final class Longs extends MutableVector {
        private static final long[] NONE = new long[0];

        private long[][] values = new long[1][];

        Longs(DataType type) {
            super(type);
        }

        public long get(int slot) {
            return values[slot >> SHIFT][slot & MASK];
        }

        public void set(int slot, long value) {
            values[slot >> SHIFT][slot & MASK] = value;
            mark(slot);
        }

        /// Adds to the slot's value, wrapping around on overflow.
        public void add(int slot, long value) {
            values[slot >> SHIFT][slot & MASK] += value;
            mark(slot);
        }

        @Override
        public Vector gather(int[] slots, int count) {
            if (type().physical() != Physical.LONG) return super.gather(slots, count);
            long[] gathered = new long[count];
            for (int i = 0; i < count; i++) gathered[i] = get(slots[i]);
            return new LongVector(gathered, nullsOf(slots, count), count);
        }

        @Override
        public void set(int slot, Vector from, int row) {
            if (from.isNull(row)) {
                clear(slot);
                return;
            }
            switch (from) {
                case BooleanVector v -> set(slot, v.values()[row] ? 1 : 0);
                case IntVector v -> set(slot, v.values()[row]);
                case LongVector v -> set(slot, v.values()[row]);
                case ConstantVector(Vector value, _) -> set(slot, value, 0);
                case DictionaryVector(Vector dictionary, int[] ids, _) -> set(slot, dictionary, ids[row]);
                default -> throw new IllegalArgumentException("not a whole number: " + from.physical());
            }
        }

        @Override
        void growTo(int segmentCount) {
            values = Arrays.copyOf(values, segmentCount);
        }

        @Override
        void addSegment(int index) {
            values[index] = new long[SEGMENT];
        }

        @Override
        void dropSegment(int index) {
            values[index] = NONE;
        }

        @Override
        void clearFirstSegment() {
            Arrays.fill(values[0], 0);
        }

        @Override
        void clearValue(int slot) {
            values[slot >> SHIFT][slot & MASK] = 0;
        }

        @Override
        void appendTo(VectorBuilder builder, int slot) {
            switch (builder) {
                case VectorBuilder.Longs longs -> longs.append(get(slot));
                case VectorBuilder.Ints ints -> ints.append((int) get(slot));
                case VectorBuilder.Booleans booleans -> booleans.append(get(slot) != 0);
                default -> throw new IllegalStateException("no builder of whole numbers: " + builder);
            }
        }
    }

    /// Floating-point values of both widths.
    public static final class Doubles extends MutableVector {
        private static final double[] NONE = new double[0];

        private double[][] values = new double[1][];

        Doubles(DataType type) {
            super(type);
        }

        public double get(int slot) {
            return values[slot >> SHIFT][slot & MASK];
        }

        public void set(int slot, double value) {
            values[slot >> SHIFT][slot & MASK] = value;
            mark(slot);
        }

        @Override
        public Vector gather(int[] slots, int count) {
            if (type().physical() != Physical.DOUBLE) return super.gather(slots, count);
            double[] gathered = new double[count];
            for (int i = 0; i < count; i++) gathered[i] = get(slots[i]);
            return new DoubleVector(gathered, nullsOf(slots, count), count);
        }

        @Override
        public void set(int slot, Vector from, int row) {
            if (from.isNull(row)) {
                clear(slot);
                return;
            }
            switch (from) {
                case FloatVector v -> set(slot, v.values()[row]);
                case DoubleVector v -> set(slot, v.values()[row]);
                case ConstantVector(Vector value, _) -> set(slot, value, 0);
                case DictionaryVector(Vector dictionary, int[] ids, _) -> set(slot, dictionary, ids[row]);
                default -> throw new IllegalArgumentException("not a floating-point number: " + from.physical());
            }
        }

        @Override
        void growTo(int segmentCount) {
            values = Arrays.copyOf(values, segmentCount);
        }

        @Override
        void addSegment(int index) {
            values[index] = new double[SEGMENT];
        }

        @Override
        void dropSegment(int index) {
            values[index] = NONE;
        }

        @Override
        void clearFirstSegment() {
            Arrays.fill(values[0], 0);
        }

        @Override
        void clearValue(int slot) {
            values[slot >> SHIFT][slot & MASK] = 0;
        }

        @Override
        void appendTo(VectorBuilder builder, int slot) {
            switch (builder) {
                case VectorBuilder.Doubles doubles -> doubles.append(get(slot));
                case VectorBuilder.Floats floats -> floats.append((float) get(slot));
                default -> throw new IllegalStateException("no builder of floating-point numbers: " + builder);
            }
        }
    }

    /// What is not kept in arrays of numbers.
    public abstract static sealed class References extends MutableVector {
        private static final Object[] NONE = new Object[0];

        private @Nullable Object[][] values = new Object[1][];

        private References(DataType type) {
            super(type);
        }

        final @Nullable Object reference(int slot) {
            return values[slot >> SHIFT][slot & MASK];
        }

        final void setReference(int slot, Object value) {
            values[slot >> SHIFT][slot & MASK] = value;
            mark(slot);
        }

        @Override
        void growTo(int segmentCount) {
            values = Arrays.copyOf(values, segmentCount);
        }

        @Override
        void addSegment(int index) {
            values[index] = new Object[SEGMENT];
        }

        @Override
        void dropSegment(int index) {
            values[index] = NONE;
        }

        @Override
        void clearFirstSegment() {
            Arrays.fill(values[0], null);
        }

        @Override
        void clearValue(int slot) {
            values[slot >> SHIFT][slot & MASK] = null;
        }
    }

    /// Texts, in UTF-8, and binary values.
    public static final class Bytes extends References {

        Bytes(DataType type) {
            super(type);
        }

        /// The slot's bytes, which its owner may change in place; null if it is.
        public byte @Nullable [] get(int slot) {
            return (byte[]) reference(slot);
        }

        /// @param value belongs to the slot from now on
        public void set(int slot, byte[] value) {
            setReference(slot, value);
        }

        @Override
        public void set(int slot, Vector from, int row) {
            switch (from) {
                case ConstantVector(Vector value, _) -> set(slot, value, 0);
                case DictionaryVector(Vector dictionary, int[] ids, _) -> set(slot, dictionary, ids[row]);
                case BytesVector bytes when !bytes.isNull(row) -> set(slot, bytes.copy(row));
                default -> clear(slot);
            }
        }

        @Override
        public Vector gather(int[] slots, int count) {
            int[] offsets = new int[count];
            int[] lengths = new int[count];
            int total = 0;
            for (int i = 0; i < count; i++) {
                byte[] value = get(slots[i]);
                offsets[i] = total;
                lengths[i] = value == null ? 0 : value.length;
                total = Math.addExact(total, lengths[i]);
            }
            byte[] bytes = new byte[total];
            for (int i = 0; i < count; i++) {
                byte[] value = get(slots[i]);
                if (value != null) System.arraycopy(value, 0, bytes, offsets[i], lengths[i]);
            }
            return new BytesVector(bytes, offsets, lengths, nullsOf(slots, count), count);
        }

        @Override
        void appendTo(VectorBuilder builder, int slot) {
            builder.appendValue(get(slot));
        }
    }

    /// Everything else, in the form of [Values].
    public static final class Objects extends References {

        Objects(DataType type) {
            super(type);
        }

        /// The value in the form of [Values]; what is mutable in it may be changed by the owner of the slot.
        public @Nullable Object get(int slot) {
            return reference(slot);
        }

        public void set(int slot, Object value) {
            setReference(slot, value);
        }

        @Override
        public void set(int slot, Vector from, int row) {
            Object value = Values.get(from, row, type());
            if (value == null) {
                clear(slot);
            } else {
                set(slot, value);
            }
        }

        @Override
        void appendTo(VectorBuilder builder, int slot) {
            builder.appendValue(get(slot));
        }
    }
}
