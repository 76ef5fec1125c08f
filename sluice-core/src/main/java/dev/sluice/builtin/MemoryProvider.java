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

/// `memory`: collects a stream in a table that has the query's name.
final class MemoryProvider implements Provider {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of();
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        throw ErrorCondition.DATA_SOURCE_NOT_FOUND
                .error()
                .with("provider", name())
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
        return Optional.of(new MemorySink(new MemoryTable(schema)));
    }
}
