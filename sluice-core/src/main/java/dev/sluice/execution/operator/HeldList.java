package dev.sluice.execution.operator;

import dev.sluice.encoder.ObjectReader;
import dev.sluice.stream.ListState;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.IntStream;

/// A [ListState] in a store: an element a row, under numbers that rise. Source: Spark, `ListStateImpl`.
final class HeldList implements ListState<Object> {

    private final VariableRows rows;
    private final int numberColumn;
    private final Numbers numbers;

    /// Counts the elements that a partition ever had, over micro-batches.
    static final class Numbers {
        private long next = -1;

        private long next(VariableRows rows, int numberColumn) {
            if (next < 0) next = highest(rows, numberColumn) + 1;
            return next++;
        }

        private static long highest(VariableRows rows, int numberColumn) {
            long highest = -1;
            int[] slots = rows.store().slots();
            for (int from = 0; from < slots.length; from += Chunk.ROWS) {
                int size = Math.min(Chunk.ROWS, slots.length - from);
                Chunk chunk = rows.store().rows(Arrays.copyOfRange(slots, from, from + size), size);
                long[] values = ((LongVector) chunk.column(numberColumn)).values();
                for (int i = 0; i < size; i++) highest = Math.max(highest, values[i]);
            }
            return highest;
        }
    }

    HeldList(VariableRows rows, Numbers numbers) {
        this.rows = rows;
        this.numbers = numbers;
        numberColumn = rows.store().spec().key().size() - 1;
    }

    @Override
    public boolean exists() {
        return rows.slots(false).length > 0;
    }

    @Override
    public Iterator<Object> get() {
        int[] slots = rows.slots(false);
        Chunk chunk = rows.store().rows(slots, slots.length);
        ObjectReader<Object> values = rows.values(chunk);
        int[] order = order(((LongVector) chunk.column(numberColumn)).values(), slots.length);
        return Arrays.stream(order).mapToObj(values::read).iterator();
    }

    /// The places of numbers in rising order, which they mostly are in.
    private static int[] order(long[] numbers, int count) {
        IntStream places = IntStream.range(0, count);
        for (int i = 1; i < count; i++) {
            if (numbers[i - 1] <= numbers[i]) continue;
            return places.boxed()
                    .sorted(Comparator.comparingLong(place -> numbers[place]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return places.toArray();
    }

    @Override
    public void put(Object[] newState) {
        check(newState);
        rows.removeAll();
        for (Object each : newState) append(each);
    }

    @Override
    public void appendValue(Object newState) {
        checkElement(newState);
        append(newState);
    }

    @Override
    public void appendList(Object[] newState) {
        check(newState);
        for (Object each : newState) append(each);
    }

    @Override
    public void clear() {
        rows.removeAll();
    }

    private void append(Object element) {
        byte[] key = rows.group().with(rows.name(), numbers.next(rows, numberColumn));
        rows.put(key, key.length, element);
    }

    private void check(Object[] newState) {
        checkElement(newState);
        if (newState.length == 0) throw ProcessorErrors.emptyList(rows.name());
        for (Object each : newState) checkElement(each);
    }

    private void checkElement(Object element) {
        if (Objects.isNull(element)) throw ProcessorErrors.nullValue(rows.name());
    }
}
