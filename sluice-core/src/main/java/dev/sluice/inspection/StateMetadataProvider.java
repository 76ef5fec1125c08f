package dev.sluice.inspection;

import dev.sluice.checkpoint.StateView;
import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `state-metadata`: which stateful operators a query has, a row for each of their stores.
public final class StateMetadataProvider implements Provider {

    private static final DataType.Struct SCHEMA = DataType.Struct.of(
            Field.of("operatorId", Atomic.LONG),
            Field.of("operatorName", Atomic.STRING),
            Field.of("stateStoreName", Atomic.STRING),
            Field.of("numPartitions", Atomic.INT),
            Field.of("minBatchId", Atomic.LONG),
            Field.of("maxBatchId", Atomic.LONG),
            Field.of("operatorProperties", Atomic.STRING));

    @Override
    public String name() {
        return "state-metadata";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec("path", null, "The checkpoint of a query."),
                new OptionSpec("batchId", null, "As of which micro-batch; the last committed one if nothing is said."));
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        StateStoreProvider.refuse(user, "StateMetadataSource");
        return SCHEMA;
    }

    @Override
    public Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        String path = options.get("path")
                .orElseThrow(() -> ErrorCondition.STDS_REQUIRED_OPTION_UNSPECIFIED
                        .error()
                        .with("optionName", "path")
                        .build());
        var view = new StateView(around.storage(), path);
        return Optional.of(new StaticInput() {
            @Override
            public DataType.Struct schema() {
                return SCHEMA;
            }

            @Override
            public String description() {
                return "state-metadata " + path;
            }

            @Override
            public List<Split> splits() {
                List<List<@Nullable Object>> rows = rows(view);
                return rows.isEmpty() ? List.of() : List.of(() -> ChunkReader.of(List.of(Values.chunk(SCHEMA, rows))));
            }
        });
    }

    private static List<List<@Nullable Object>> rows(StateView view) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Optional<StateView.Batches> batches = view.batches();
        if (batches.isEmpty()) return rows;
        StateView.At at = view.at(batches.get().last());
        List<StateOperators.Operator> operators = StateOperators.of(at.specs()).all();
        for (int i = 0; i < operators.size(); i++) {
            StateOperators.Operator operator = operators.get(i);
            for (String store : operator.listed()) {
                rows.add(Arrays.asList(
                        (long) i,
                        operator.name(),
                        store,
                        at.partitionCount(),
                        batches.get().first(),
                        batches.get().last(),
                        operator.properties()));
            }
        }
        return rows;
    }
}
