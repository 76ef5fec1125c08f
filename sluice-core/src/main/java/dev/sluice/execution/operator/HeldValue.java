package dev.sluice.execution.operator;

import dev.sluice.stream.ValueState;
import org.jspecify.annotations.Nullable;

/// A [ValueState] in a store. Source: Spark, `ValueStateImpl`.
final class HeldValue implements ValueState<Object> {

    private final VariableRows rows;

    HeldValue(VariableRows rows) {
        this.rows = rows;
    }

    private int slot() {
        return rows.find(rows.group().bytes(rows.name()), rows.group().length(rows.name()));
    }

    @Override
    public boolean exists() {
        return slot() >= 0;
    }

    @Override
    public @Nullable Object get() {
        int slot = slot();
        return slot < 0 ? null : rows.read(slot);
    }

    @Override
    public void update(@Nullable Object newState) {
        rows.put(rows.group().bytes(rows.name()), rows.group().length(rows.name()), newState);
    }

    @Override
    public void clear() {
        rows.remove(rows.group().bytes(rows.name()), rows.group().length(rows.name()));
    }
}
