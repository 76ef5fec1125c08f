package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.connector.StaticInput;
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
        if (user != null) return user;
        throw ErrorCondition.NOT_A_BATCH_SOURCE
                .error()
                .with("format", name())
                .hint("nothing has been written into it; CREATE TABLE name (columns) USING memory says its columns.")
                .build();
    }

    /// A table that nothing has been written into; what is written stands in the catalog by itself.
    @Override
    public Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new MemoryTable(schema));
    }

    @Override
    public Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new MemorySink(new MemoryTable(schema)));
    }
}
