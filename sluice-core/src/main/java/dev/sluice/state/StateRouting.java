package dev.sluice.state;

import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.Partitioning;
import dev.sluice.vector.Selection;
import java.util.Arrays;

/// Which keys of state belong to which partition.
final class StateRouting {

    private StateRouting() {}

    /// For each partition the keys that belong to it.
    static Selection[] split(StateSpec spec, KeyBatch keys, int partitionCount) {
        if (partitionCount == 1) return new Selection[] {Selection.all(keys.count())};
        int[] target = new int[keys.count()];
        int[] counts = new int[partitionCount];
        for (int i = 0; i < target.length; i++) counts[target[i] = partition(spec, keys, i, partitionCount)]++;
        int[][] rows = new int[partitionCount][];
        Arrays.setAll(rows, p -> new int[counts[p]]);
        int[] next = new int[partitionCount];
        for (int i = 0; i < target.length; i++) rows[target[i]][next[target[i]]++] = i;
        Selection[] selections = new Selection[partitionCount];
        Arrays.setAll(selections, p -> new Selection(rows[p], counts[p]));
        return selections;
    }

    private static int partition(StateSpec spec, KeyBatch keys, int i, int partitionCount) {
        int hash = spec.routingColumns() == spec.key().size()
                ? keys.hashes()[i]
                : Partitioning.hashOfFirst(spec.key(), spec.routingColumns(), keys.bytes(), keys.offsets()[i]);
        return Partitioning.of(hash, partitionCount);
    }
}
