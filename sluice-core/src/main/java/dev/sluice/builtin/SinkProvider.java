package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A format that streams only go to, in any mode, and that keeps nothing beyond the process.
abstract class SinkProvider implements Provider {

    @Override
    public List<OptionSpec> options() {
        return List.of();
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        throw ErrorCondition.NOT_A_STREAMING_SOURCE
                .error()
                .with("format", name())
                .build();
    }

    @Override
    public Set<String> sinkModes() {
        return Set.of("append", "update", "complete");
    }

    @Override
    public boolean temporaryCheckpoint() {
        return true;
    }
}
