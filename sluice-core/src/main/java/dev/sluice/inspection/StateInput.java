package dev.sluice.inspection;

import dev.sluice.checkpoint.StateView;
import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.state.VariableProperties;
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
        return new StateInput(options, view, schema(asked, options));
    }

    private static DataType.Struct schema(Asked asked, StateOptions options) {
        List<Field> fields = new ArrayList<>();
        if (options.changes()) {
            fields.add(Field.of("batch_id", Atomic.LONG));
            fields.add(Field.of("change_type", Atomic.STRING));
        }
        fields.addAll(
                asked.collects(options)
                        ? asked.collected().fields()
                        : asked.columns().fields());
        fields.add(Field.of("partition_id", Atomic.INT));
        return new DataType.Struct(fields);
    }

    /// What the options mean now.
    ///
    /// @param last the last micro-batch that is looked at
    private record Asked(StateView.At at, StateSpec spec, boolean side, long last) {

        ShownColumns columns() {
            return VariableColumns.isVariable(spec) ? VariableColumns.of(spec) : StateColumns.of(spec, side);
        }

        /// Whether lists and maps are asked for as wholes.
        boolean collects(StateOptions options) {
            return !options.flatten()
                    && !options.changes()
                    && VariableColumns.isVariable(spec)
                    && VariableColumns.of(spec).isCollection();
        }

        CollectedRows collected() {
            return new CollectedRows(VariableColumns.of(spec));
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
            if (last > batches.last() || last < batches.first()) throw StateView.notKept(options.path(), last, batches);
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
            if (variables) return variable(options, operator);
            return operator.side(options.joinSide())
                    .or(() ->
                            Optional.ofNullable(options.joinSide().equals("none") ? stores.get(options.store()) : null))
                    .orElseThrow(() -> noSchema(options, operators, batch));
        }

        private static StateSpec variable(StateOptions options, StateOperators.Operator operator) {
            if (options.timers()) {
                return operator.stores().values().stream()
                        .filter(spec -> "TimerState".equals(spec.properties().get(VariableProperties.KIND)))
                        .findFirst()
                        .orElseThrow(() -> StateOptions.invalid(
                                "readRegisteredTimers", "Registered timers are not available in TimeMode=None."));
            }
            String name = options.variable().orElseThrow(() -> StateOptions.unspecified("stateVarName"));
            StateSpec spec = operator.stores().get(name);
            if (spec != null && VariableColumns.isVariable(spec)) return spec;
            throw StateOptions.invalid(
                    "stateVarName", "State variable " + name + " is not defined for the transformWithState operator.");
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
        if (!schema(asked, options).equals(schema)) {
            throw ErrorCondition.STDS_FAILED_TO_READ_STATE_SCHEMA
                    .error()
                    .with("sourceOptions", options.told(asked.last()))
                    .hint("the query was started anew and keeps other state now: load it again.")
                    .build();
        }
        List<Chunk> chunks = options.changes() ? changes(asked, asked.columns()) : rows(asked);
        return chunks.isEmpty() ? List.of() : List.of(() -> ChunkReader.of(chunks));
    }

    private List<Chunk> rows(Asked asked) {
        List<Chunk> chunks = new ArrayList<>();
        StateSpec spec = asked.spec();
        StateStores stores = asked.at().fold(spec);
        boolean collects = asked.collects(options);
        for (int partition = 0; partition < stores.partitionCount(); partition++) {
            if (options.partition() >= 0 && options.partition() != partition) continue;
            StateStore store = stores.store(spec.operator(), partition);
            int[] slots = store.slots();
            int step = collects ? Math.max(1, slots.length) : Chunk.ROWS;
            for (int from = 0; from < slots.length; from += step) {
                int size = Math.min(step, slots.length - from);
                Vector[] both = store.rows(Arrays.copyOfRange(slots, from, from + size), size)
                        .columns();
                Vector[] keys = Arrays.copyOf(both, spec.key().size());
                Vector[] values = Arrays.copyOfRange(both, keys.length, both.length);
                Chunk shown = collects
                        ? asked.collected().collect(keys, values, size)
                        : Chunk.of(size, asked.columns().present(keys, values, size));
                chunks.add(with(shown, constant(Atomic.INT, partition, shown.size())));
            }
        }
        return chunks;
    }

    private static Chunk with(Chunk chunk, Vector column) {
        Vector[] columns = Arrays.copyOf(chunk.columns(), chunk.columns().length + 1);
        columns[columns.length - 1] = column;
        return Chunk.of(chunk.size(), columns);
    }

    private List<Chunk> changes(Asked asked, ShownColumns columns) {
        List<Chunk> chunks = new ArrayList<>();
        StateSpec spec = asked.spec();
        var keys = new KeyEncoder(spec.key().fields().stream().map(Field::type).toList());
        view.changes(spec, options.changesFrom(), asked.last(), (batch, partition, change) -> {
            int updated = change.upserted().count();
            int removed = change.removed().count();
            if (updated > 0) {
                Vector[] shown = columns.present(decoded(keys, change.upserted()), change.values(), updated);
                chunks.add(change(batch, "update", shown, partition, updated));
            }
            if (removed > 0) {
                Vector[] shown = columns.removed(decoded(keys, change.removed()), removed);
                chunks.add(change(batch, "delete", shown, partition, removed));
            }
        });
        return chunks;
    }

    private static Chunk change(long batch, String type, Vector[] shown, int partition, int size) {
        List<Vector> columns = new ArrayList<>();
        columns.add(constant(Atomic.LONG, batch, size));
        columns.add(constant(Atomic.STRING, type, size));
        columns.addAll(List.of(shown));
        columns.add(constant(Atomic.INT, partition, size));
        return Chunk.of(size, columns.toArray(Vector[]::new));
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
