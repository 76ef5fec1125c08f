package dev.sluice.inspection;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `statestore`: the state of a query's operator, from its checkpoint, while the query runs or when it is over.
///
/// ```java
/// session.read().format("statestore").option("operatorId", 0).load("/tmp/counts").show();
/// ```
public final class StateStoreProvider implements Provider {

    @Override
    public String name() {
        return "statestore";
    }

    @Override
    public List<OptionSpec> options() {
        return StateOptions.SPECS;
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        refuse(user, "StateDataSource");
        if (streaming) return DataType.Struct.of(); // refused by the engine
        return StateInput.open(StateOptions.of(options), around.storage()).schema();
    }

    static void refuse(DataType.@Nullable Struct user, String source) {
        if (user == null) return;
        throw ErrorCondition.USER_SCHEMA_NOT_ALLOWED
                .error()
                .with("source", source)
                .build();
    }

    @Override
    public Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(StateInput.open(StateOptions.of(options), around.storage()));
    }
}
