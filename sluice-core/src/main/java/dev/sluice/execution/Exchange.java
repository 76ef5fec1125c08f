package dev.sluice.execution;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.Partitioning;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of an exchange in one run, in the heap: filled by the tasks before it, read by the tasks after it.
///
/// Each writing task has lanes of its own, so nothing is locked; readers take the lanes in the order of the tasks.
final class Exchange {

    private final int partitionCount;
    private final List<Writer> writers = new ArrayList<>();

    Exchange(int partitionCount) {
        this.partitionCount = partitionCount;
    }

    int partitionCount() {
        return partitionCount;
    }

    /// A writer for the next task, in the order in which tasks' rows shall be read.
    Writer writer(List<DataType> keyTypes, Evaluator[] keys) {
        var writer = new Writer(partitionCount, keyTypes, keys);
        writers.add(writer);
        return writer;
    }

    List<Chunk> rows(int partition) {
        List<Chunk> chunks = new ArrayList<>();
        writers.forEach(writer -> chunks.addAll(writer.lane(partition)));
        return chunks;
    }

    long rowCount() {
        return writers.stream().mapToLong(writer -> writer.rowCount).sum();
    }

    void clear() {
        writers.clear();
    }

    static final class Writer implements Output {
        private final @Nullable List<Chunk>[] lanes;
        private final KeyEncoder encoder;
        private final Evaluator[] keys;
        private long rowCount;

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
        Writer(int partitionCount, List<DataType> keyTypes, Evaluator[] keys) {
            lanes = new List[partitionCount];
            encoder = new KeyEncoder(keyTypes);
            this.keys = keys;
        }

        private List<Chunk> lane(int partition) {
            List<Chunk> lane = lanes[partition];
            if (lane == null) lanes[partition] = lane = new ArrayList<>();
            return lane;
        }

        @Override
        public void accept(Chunk chunk) {
            rowCount += chunk.rowCount();
            if (lanes.length == 1) {
                lane(0).add(chunk);
                return;
            }
            Vector[] values = new Vector[keys.length];
            for (int i = 0; i < keys.length; i++) values[i] = keys[i].evaluate(chunk);
            KeyBatch batch = encoder.encode(values, chunk.selection());
            int[][] rows = new int[lanes.length][];
            int[] counts = new int[lanes.length];
            for (int i = 0; i < batch.count(); i++) {
                int partition = Partitioning.of(batch.hashes()[i], lanes.length);
                int[] list = rows[partition];
                if (list == null) rows[partition] = list = new int[batch.count() - i];
                if (counts[partition] == list.length) {
                    rows[partition] = list = java.util.Arrays.copyOf(list, batch.count());
                }
                list[counts[partition]++] = chunk.selection().row(i);
            }
            for (int p = 0; p < lanes.length; p++) {
                if (counts[p] > 0) lane(p).add(chunk.select(new Selection(rows[p], counts[p])));
            }
        }
    }
}
