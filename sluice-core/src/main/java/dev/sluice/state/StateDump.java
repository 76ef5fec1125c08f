package dev.sluice.state;

import java.util.List;

/// Goes once through the rows of stores in memory, some at a time, while micro-batches change them in between.
///
/// A key keeps its slot for as long as it is there, and the slots that there were at the beginning are visited once
/// each. So a key that nothing changes meanwhile is handed over once, as it is. Of the others anything may be handed
/// over: a value that is old by now, a key that is gone by now, one that has just come, or nothing. Whoever applies
/// what micro-batches changed since the beginning, in their order and behind all this, has the state as it is then.
///
/// To be used between micro-batches, by who may change the stores.
public final class StateDump {

    private final List<Part> parts;
    private int part;
    private int slot;

    /// @param end behind the last slot that there was at the beginning
    record Part(String operator, int partition, MemoryStateStore store, int end) {}

    StateDump(List<Part> parts) {
        this.parts = List.copyOf(parts);
        skipFinished();
    }

    /// Whether all was handed over.
    public boolean isDone() {
        return part == parts.size();
    }

    /// Hands over the next rows, as the changes that make them in an empty store.
    ///
    /// @param rows how many at most; fewer come from stores with many slots that hold nothing
    public void next(int rows, StateStores.ChangeReceiver receiver) {
        for (int left = rows; left > 0 && !isDone(); ) {
            Part current = parts.get(part);
            int before = slot;
            slot = current.store()
                    .dump(
                            slot,
                            current.end(),
                            left,
                            changes -> receiver.receive(current.operator(), current.partition(), changes));
            left -= Math.min(left, slot - before);
            skipFinished();
        }
    }

    private void skipFinished() {
        while (part < parts.size() && slot >= parts.get(part).end()) {
            part++;
            slot = 0;
        }
    }
}
