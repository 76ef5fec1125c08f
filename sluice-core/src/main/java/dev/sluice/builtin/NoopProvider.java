package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.connector.TableOutput;
import dev.sluice.type.DataType;
import java.util.Optional;

/// `noop`: runs a query, a stream or not, and drops its output.
final class NoopProvider extends SinkProvider {

    @Override
    public String name() {
        return "noop";
    }

    @Override
    public Optional<TableOutput> output(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new NoopSink());
    }

    @Override
    public Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new NoopSink());
    }
}
