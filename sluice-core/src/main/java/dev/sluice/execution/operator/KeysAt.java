package dev.sluice.execution.operator;

import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;

/// The keys of some slots of a table.
record KeysAt(KeyTable table, int[] slots) implements KeyEncoder.KeySource {

    @Override
    public byte[] bytes(int i) {
        return table.bytes(slots[i]);
    }

    @Override
    public int offset(int i) {
        return table.offset(slots[i]);
    }
}
