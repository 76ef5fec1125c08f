package dev.sluice.spark;

import dev.sluice.state.StateChange;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of Sluice's state as plain values, out of stores and into them.
final class OurRows {

    private OurRows() {}

    interface Visitor {
        /// @param partition of Spark's
        void row(int partition, List<@Nullable Object> key, List<@Nullable Object> value);
    }

    /// Shows all rows of an operator; those whose first key columns are equal come from one store, and are shown
    /// together only as far as the store does so.
    ///
    /// @param routingColumns how many of the first key columns decide Spark's partition
    static void visit(
            StateStores state, StateSpec spec, int routingColumns, SparkPartitions partitions, Visitor visitor) {
        DataType.Struct columns = columns(spec);
        for (int i = 0; i < state.partitionCount(); i++) {
            StateStore store = state.store(spec.operator(), i);
            int[] slots = store.slots();
            for (int from = 0; from < slots.length; from += Chunk.ROWS) {
                int size = Math.min(Chunk.ROWS, slots.length - from);
                Chunk rows = store.rows(Arrays.copyOfRange(slots, from, from + size), size);
                int[] to = partitions.of(spec.key(), rows.columns(), routingColumns, size);
                for (int row = 0; row < size; row++) {
                    List<@Nullable Object> values = Values.row(rows, row, columns);
                    int keys = spec.key().size();
                    visitor.row(to[row], values.subList(0, keys), values.subList(keys, values.size()));
                }
            }
        }
    }

    /// Adds rows to stores, many at once.
    static final class Writer implements AutoCloseable {

        private static final int PIECE_ROWS = 4096;

        private final StateStores state;
        private final Map<String, Piece> pieces = new HashMap<>();

        private record Piece(StateSpec spec, List<List<@Nullable Object>> rows) {
            void moveTo(StateStores state) {
                if (!rows.isEmpty()) OurRows.add(state, spec, rows);
                rows.clear();
            }
        }

        Writer(StateStores state) {
            this.state = state;
        }

        /// @param row the columns of the key, then those of the value
        void add(StateSpec spec, List<@Nullable Object> row) {
            Piece piece = pieces.computeIfAbsent(spec.operator(), _ -> new Piece(spec, new ArrayList<>()));
            piece.rows().add(row);
            if (piece.rows().size() == PIECE_ROWS) piece.moveTo(state);
        }

        /// Adds the rest.
        @Override
        public void close() {
            pieces.values().forEach(piece -> piece.moveTo(state));
        }
    }

    private static void add(StateStores state, StateSpec spec, List<List<@Nullable Object>> rows) {
        Vector[] all = Values.chunk(columns(spec), rows).columns();
        Vector[] keys = Arrays.copyOf(all, spec.key().size());
        Vector[] values = Arrays.copyOfRange(all, keys.length, all.length);
        KeyBatch batch = state.store(spec.operator(), 0).keys().encode(keys, Selection.all(rows.size()));
        var encoded = new BytesVector(batch.bytes(), batch.offsets(), batch.lengths(), null, batch.count());
        var removed = new BytesVector(new byte[0], new int[0], new int[0], null, 0);
        state.apply(spec.operator(), new StateChange.Codec(spec).encode(encoded, values, removed));
    }

    private static DataType.Struct columns(StateSpec spec) {
        List<Field> columns = new ArrayList<>(spec.key().fields());
        columns.addAll(spec.value().fields());
        return new DataType.Struct(columns);
    }
}
