package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `memory`: collects a stream in a table that has the query's name.
final class MemoryProvider extends SinkProvider {

    @Override
    public String name() {
        return "memory";
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
    public Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new MemorySink(new MemoryTable(schema)));
    }
}
