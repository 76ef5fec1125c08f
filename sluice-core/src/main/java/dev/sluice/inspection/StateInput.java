package dev.sluice.inspection;

import dev.sluice.checkpoint.StateView;
import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of one store, or what micro-batches did to them, as they are when the query that asks is run.
final class StateInput implements StaticInput {

    private final StateOptions options;
    private final StateView view;
    private final DataType.Struct schema;

    private StateInput(StateOptions options, StateView view, DataType.Struct schema) {
        this.options = options;
        this.view = view;
        this.schema = schema;
    }

    /// @throws SluiceException if there is no such state now
    static StateInput open(StateOptions options, Storage storage) {
        var view = new StateView(storage, options.path());
        Asked asked = Asked.of(options, view);
        return new StateInput(options, view, schema(asked.columns(), options.changes()));
    }

    private static DataType.Struct schema(StateColumns columns, boolean changes) {
        List<Field> fields = new ArrayList<>();
        if (changes) {
            fields.add(Field.of("batch_id", Atomic.LONG));
            fields.add(Field.of("change_type", Atomic.STRING));
        }
        fields.add(Field.of("key", columns.key()));
        fields.add(Field.of("value", columns.value()));
        fields.add(Field.of("partition_id", Atomic.INT));
        return new DataType.Struct(fields);
    }

    /// What the options mean now.
    ///
    /// @param last the last micro-batch that is looked at
    private record Asked(StateView.At at, StateSpec spec, boolean side, long last) {

        StateColumns columns() {
            return StateColumns.of(spec, side);
        }

        static Asked of(StateOptions options, StateView view) {
            StateView.Batches batches = view.batches().orElseThrow(() -> StateView.unavailable(options.path()));
            long said = options.changes() ? options.changesTo() : options.batchId();
            long last = said < 0 ? batches.last() : said;
            if (options.changes() && last < options.changesFrom()) {
                throw StateOptions.invalid(
                        "changeEndBatchId",
                        "changeEndBatchId cannot be smaller than changeStartBatchId. Please check the input to "
                                + "changeEndBatchId, or if you are using its default value, make sure that "
                                + "changeStartBatchId is less than " + last + ".");
            }
            if (last > batches.last()) throw StateView.unavailable(options.path());
            if (options.snapshotBatchId() > last) {
                throw StateOptions.invalid("snapshotStartBatchId", "value should be less than or equal to " + last);
            }
            StateView.At at = view.at(last);
            if (options.partition() >= at.partitionCount()) {
                throw ErrorCondition.SNAPSHOT_PARTITION_ID_NOT_FOUND
                        .error()
                        .with("snapshotPartitionId", options.partition())
                        .with("operatorId", options.operatorId())
                        .with("checkpointLocation", options.path())
                        .build();
            }
            boolean side = !options.joinSide().equals("none");
            return new Asked(at, spec(options, StateOperators.of(at.specs()), last), side, last);
        }

        private static StateSpec spec(StateOptions options, StateOperators operators, long batch) {
            if (options.operatorId() >= operators.all().size()) throw noSchema(options, operators, batch);
            StateOperators.Operator operator = operators.all().get(options.operatorId());
            Map<String, StateSpec> stores = operator.stores();
            boolean variables = operator.name().startsWith("transformWithState");
            if (!variables && options.variable().isPresent()) throw onlyForVariables("stateVarName", operator);
            if (!variables && options.timers()) throw onlyForVariables("readRegisteredTimers", operator);
            String wanted = options.timers() ? "timers" : options.variable().orElse(options.store());
            return operator.side(options.joinSide())
                    .or(() -> Optional.ofNullable(options.joinSide().equals("none") ? stores.get(wanted) : null))
                    .orElseThrow(() -> noSchema(options, operators, batch));
        }

        private static SluiceException onlyForVariables(String option, StateOperators.Operator operator) {
            String what = option.equals("stateVarName") ? "state variable names" : "readRegisteredTimers=true";
            return StateOptions.invalid(
                    option,
                    "Providing " + what + " is only supported with the transformWithState operator. Found operator="
                            + operator.name() + ". Please remove this option and re-run the query.");
        }

        private static SluiceException noSchema(StateOptions options, StateOperators operators, long batch) {
            List<String> known = new ArrayList<>();
            for (int i = 0; i < operators.all().size(); i++) {
                StateOperators.Operator operator = operators.all().get(i);
                known.add(i + " (" + operator.name() + ": "
                        + String.join(", ", operator.stores().keySet()) + ")");
            }
            return ErrorCondition.STDS_FAILED_TO_READ_STATE_SCHEMA
                    .error()
                    .with("sourceOptions", options.told(batch))
                    .hint(
                            known.isEmpty()
                                    ? "the query keeps no state."
                                    : "the operators and their stores are " + String.join("; ", known) + ".")
                    .build();
        }
    }

    @Override
    public DataType.Struct schema() {
        return schema;
    }

    @Override
    public String description() {
        return "statestore " + options.path();
    }

    @Override
    public List<Split> splits() {
        Asked asked = Asked.of(options, view);
        StateColumns columns = asked.columns();
        if (!schema(columns, options.changes()).equals(schema)) {
            throw ErrorCondition.STDS_FAILED_TO_READ_STATE_SCHEMA
                    .error()
                    .with("sourceOptions", options.told(asked.last()))
                    .hint("the query was started anew and keeps other state now: load it again.")
                    .build();
        }
        List<Chunk> chunks = options.changes() ? changes(asked, columns) : rows(asked, columns);
        return chunks.isEmpty() ? List.of() : List.of(() -> ChunkReader.of(chunks));
    }

    private List<Chunk> rows(Asked asked, StateColumns columns) {
        List<Chunk> chunks = new ArrayList<>();
        StateSpec spec = asked.spec();
        StateStores stores = asked.at().fold(spec);
        for (int partition = 0; partition < stores.partitionCount(); partition++) {
            if (options.partition() >= 0 && options.partition() != partition) continue;
            StateStore store = stores.store(spec.operator(), partition);
            int[] slots = store.slots();
            for (int from = 0; from < slots.length; from += Chunk.ROWS) {
                int size = Math.min(Chunk.ROWS, slots.length - from);
                Vector[] both = store.rows(Arrays.copyOfRange(slots, from, from + size), size)
                        .columns();
                int keys = spec.key().size();
                chunks.add(Chunk.of(
                        size,
                        columns.keys(both, size),
                        columns.values(both, keys, size),
                        constant(Atomic.INT, partition, size)));
            }
        }
        return chunks;
    }

    private List<Chunk> changes(Asked asked, StateColumns columns) {
        List<Chunk> chunks = new ArrayList<>();
        StateSpec spec = asked.spec();
        var codec = new StateChange.Codec(spec);
        var keys = new KeyEncoder(spec.key().fields().stream().map(Field::type).toList());
        view.changes(spec.operator(), options.changesFrom(), asked.last(), (batch, partition, bytes) -> {
            StateChange change = codec.decode(bytes);
            int updated = change.upserted().count();
            int removed = change.removed().count();
            if (updated > 0) {
                chunks.add(Chunk.of(
                        updated,
                        constant(Atomic.LONG, batch, updated),
                        constant(Atomic.STRING, "update", updated),
                        columns.keys(decoded(keys, change.upserted()), updated),
                        columns.values(change.values(), 0, updated),
                        constant(Atomic.INT, partition, updated)));
            }
            if (removed > 0) {
                chunks.add(Chunk.of(
                        removed,
                        constant(Atomic.LONG, batch, removed),
                        constant(Atomic.STRING, "delete", removed),
                        columns.keys(decoded(keys, change.removed()), removed),
                        columns.noValues(removed),
                        constant(Atomic.INT, partition, removed)));
            }
        });
        return chunks;
    }

    private static Vector[] decoded(KeyEncoder keys, KeyBatch batch) {
        return keys.decode(
                new KeyEncoder.KeySource() {
                    @Override
                    public byte[] bytes(int i) {
                        return batch.bytes();
                    }

                    @Override
                    public int offset(int i) {
                        return batch.offsets()[i];
                    }
                },
                batch.count());
    }

    private static Vector constant(DataType type, Object value, int size) {
        return new ConstantVector(Vectors.single(type, value), size);
    }
}
