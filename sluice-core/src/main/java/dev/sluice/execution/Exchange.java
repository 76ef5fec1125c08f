package dev.sluice.execution;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.IntVector;
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

    /// Says by what hash each row is routed.
    interface Hashes {

        /// @return one for each selected row, in an array that may be longer
        int[] of(Chunk chunk);

        /// By the values of some columns.
        static Hashes ofKeys(List<DataType> types, Evaluator[] keys) {
            var encoder = new KeyEncoder(types);
            return chunk -> {
                Vector[] values = new Vector[keys.length];
                for (int i = 0; i < keys.length; i++) values[i] = keys[i].evaluate(chunk);
                return encoder.encode(values, chunk.selection()).hashes();
            };
        }

        /// By hashes that are there already.
        static Hashes of(Evaluator column) {
            return chunk -> {
                int[] hashes = ((IntVector) column.evaluate(chunk)).values();
                int[] rows = chunk.selection().rows();
                if (rows == null) return hashes;
                int[] chosen = new int[chunk.rowCount()];
                for (int i = 0; i < chosen.length; i++) chosen[i] = hashes[rows[i]];
                return chosen;
            };
        }
    }

    /// A writer for the next task, in the order in which tasks' rows shall be read.
    Writer writer(Hashes hashes) {
        var writer = new Writer(partitionCount, hashes);
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
        private final Hashes hashes;
        private long rowCount;

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
        Writer(int partitionCount, Hashes hashes) {
            lanes = new List[partitionCount];
            this.hashes = hashes;
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
            int[] hash = hashes.of(chunk);
            int count = chunk.rowCount();
            int[][] rows = new int[lanes.length][];
            int[] counts = new int[lanes.length];
            for (int i = 0; i < count; i++) {
                int partition = Partitioning.of(hash[i], lanes.length);
                int[] list = rows[partition];
                if (list == null) rows[partition] = list = new int[count - i];
                list[counts[partition]++] = chunk.selection().row(i);
            }
            for (int p = 0; p < lanes.length; p++) {
                if (counts[p] > 0) lane(p).add(chunk.select(new Selection(rows[p], counts[p])));
            }
        }
    }
}
