package dev.sluice.function;

import dev.sluice.type.DataType;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.ValueList;
import dev.sluice.vector.Vector;

/// A list without equal values, in the order they came. Values are compared by their key form, as GROUP BY compares.
public final class DistinctValues extends ValueList {

    private final KeyTable seen = new KeyTable();

    /// @param type of the values
    public DistinctValues(DataType type) {
        super(type);
    }

    /// Appends the row of a vector unless an equal value is there.
    ///
    /// @param keys holds the value's key form as its i-th
    public void add(KeyBatch keys, int i, Vector from, int row) {
        int before = seen.size();
        seen.add(keys.bytes(), keys.offsets()[i], keys.lengths()[i], keys.hashes()[i]);
        if (seen.size() > before) append(from, row);
    }
}
