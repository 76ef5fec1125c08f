package dev.sluice.function;

import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyTable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/// A list without equal values, in the order they came. Values are compared by their key form, as GROUP BY compares.
public final class DistinctValues extends AbstractList<Object> {

    private final KeyTable seen = new KeyTable();
    private final List<Object> values = new ArrayList<>();

    public DistinctValues() {}

    /// Adds a value unless an equal one is there.
    ///
    /// @param keys holds the value's key form as its i-th
    public void add(KeyBatch keys, int i, Object value) {
        int before = seen.size();
        seen.add(keys.bytes(), keys.offsets()[i], keys.lengths()[i], keys.hashes()[i]);
        if (seen.size() > before) values.add(value);
    }

    @Override
    public Object get(int index) {
        return values.get(index);
    }

    @Override
    public int size() {
        return values.size();
    }
}
