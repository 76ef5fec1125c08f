package dev.sluice.testing.simulation;

import dev.sluice.connector.Sink;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An output outside of the simulated machine, idempotent by the id of the micro-batch.
///
/// What it is given must be right in itself: ids follow one another; one that comes again is the same; none comes again
/// after the next one, but from a run that was replaced and does not know it yet.
final class SimulatedOutput {

    private final SortedMap<Long, List<List<@Nullable Object>>> microBatches = new TreeMap<>();

    /// What each micro-batch wrote, in turn.
    List<List<List<@Nullable Object>>> microBatches() {
        return List.copyOf(microBatches.values());
    }

    void write(long batchId, List<List<@Nullable Object>> rows, SimulatedLife life) {
        long last = microBatches.isEmpty() ? -1 : microBatches.lastKey();
        boolean follows = batchId == last || batchId == last + 1;
        if (!follows && !(life.isReplaced() && batchId < last)) {
            throw new Violation("micro-batch " + batchId + " was written after " + last);
        }
        List<List<@Nullable Object>> before = microBatches.put(batchId, rows);
        if (before != null && !texts(before).equals(texts(rows))) {
            throw new Violation("micro-batch " + batchId + " was " + before + ", and when it was run again " + rows);
        }
    }

    private static List<String> texts(List<List<@Nullable Object>> rows) {
        return rows.stream().map(List::toString).sorted().toList();
    }

    /// @param knows whether it tells which micro-batch it has
    Sink open(DataType.Struct schema, SimulatedLife life, boolean knows) {
        return new Sink() {
            @Override
            public String description() {
                return "simulated";
            }

            @Override
            public OptionalLong lastCommitted() {
                return knows && !microBatches.isEmpty()
                        ? OptionalLong.of(microBatches.lastKey())
                        : OptionalLong.empty();
            }

            @Override
            public Batch begin(long batchId, boolean complete) {
                return new Rows(batchId, schema, life);
            }

            @Override
            public void close() {}
        };
    }

    private final class Rows implements Sink.Batch {

        private final long batchId;
        private final DataType.Struct schema;
        private final SimulatedLife life;
        private final SortedMap<Integer, List<List<@Nullable Object>>> partitions = new TreeMap<>();

        Rows(long batchId, DataType.Struct schema, SimulatedLife life) {
            this.batchId = batchId;
            this.schema = schema;
            this.life = life;
        }

        @Override
        public Sink.Writer writer(int partition) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            partitions.put(partition, rows);
            return new Sink.Writer() {
                @Override
                public void write(Chunk chunk) {
                    for (int i = 0; i < chunk.rowCount(); i++) {
                        rows.add(Values.row(chunk, chunk.selection().row(i), schema));
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void commit() {
            SimulatedOutput.this.write(
                    batchId, partitions.values().stream().flatMap(List::stream).toList(), life);
        }

        @Override
        public void abort(Throwable cause) {}
    }
}
