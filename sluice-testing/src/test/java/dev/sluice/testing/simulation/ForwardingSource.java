package dev.sluice.testing.simulation;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A source that does what another one does; what differs says who extends it.
class ForwardingSource implements Source {

    private final Source source;

    ForwardingSource(Source source) {
        this.source = source;
    }

    @Override
    public DataType.Struct schema() {
        return source.schema();
    }

    @Override
    public String description() {
        return source.description();
    }

    @Override
    public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
        return source.latest(from, limit);
    }

    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        return source.range(from, to);
    }

    @Override
    public List<Split> splits(InputRange range) {
        return source.splits(range);
    }

    @Override
    public void replay(InputRange range) {
        source.replay(range);
    }

    @Override
    public JsonValue memory() {
        return source.memory();
    }

    @Override
    public void restore(JsonValue memory) {
        source.restore(memory);
    }

    @Override
    public void commit(Offset to) {
        source.commit(to);
    }

    @Override
    public void close() {
        source.close();
    }
}
