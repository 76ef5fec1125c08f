package dev.sluice.testing;

import dev.sluice.testing.ScriptStep.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What all runs of a script's query wrote.
///
/// A micro-batch that is run again takes the place of its first run, and must be the same. None is left out, and none
/// is run again once the next one was.
final class ScriptOutput {

    private final SortedMap<Long, List<ScriptRow>> microBatches = new TreeMap<>();
    private @Nullable String violation;
    private long shownUpTo = -1;
    private long latest = -1;

    void add(long batchId, List<ScriptRow> rows) {
        if (violation == null && batchId != latest && batchId != latest + 1) {
            violation = "micro-batch " + batchId + " was written after " + latest;
        }
        latest = batchId;
        List<ScriptRow> before = microBatches.put(batchId, rows);
        if (violation == null && before != null && !FinalTable.sameRows(before, rows)) {
            violation = "micro-batch " + batchId + " was " + before + ", and when it was run again " + rows;
        }
    }

    /// Rows that were seen before their micro-batch is whole. They may come again.
    void flow(long batchId, List<ScriptRow> rows) {
        latest = batchId;
        microBatches.computeIfAbsent(batchId, _ -> new ArrayList<>()).addAll(rows);
    }

    /// What was wrong with the order or the repetitions, or null.
    @Nullable
    String violation() {
        return violation;
    }

    /// The query was taken back: the next micro-batch is the one behind.
    void rewind(long batchId) {
        latest = batchId;
    }

    /// Which micro-batch came last, or -1.
    long latest() {
        return latest;
    }

    List<List<ScriptRow>> all() {
        return List.copyOf(microBatches.values());
    }

    /// The micro-batches since the last call.
    List<Batch> show() {
        List<Batch> batches = microBatches.tailMap(shownUpTo + 1).entrySet().stream()
                .map(each -> new Batch(each.getKey(), each.getValue()))
                .toList();
        if (!microBatches.isEmpty()) shownUpTo = microBatches.lastKey();
        return batches;
    }
}
