package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `noop`: runs a stream and drops its output.
final class NoopProvider implements Provider {

    @Override
    public String name() {
        return "noop";
    }

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

    @Override
    public Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new NoopSink());
    }
}
