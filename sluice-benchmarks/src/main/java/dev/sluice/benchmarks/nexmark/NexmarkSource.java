package dev.sluice.benchmarks.nexmark;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A table's rows as they come, so many events at a time. Its offset is the number of events so far, of all tables, so
/// that two tables keep step.
final class NexmarkSource implements Source {

    private final NexmarkTable table;
    private final NexmarkEvents events;
    private final long count;
    private final long perTrigger;
    private final int parallelism;

    NexmarkSource(NexmarkTable table, NexmarkEvents events, long count, long perTrigger, int parallelism) {
        this.table = table;
        this.events = events;
        this.count = count;
        this.perTrigger = perTrigger;
        this.parallelism = parallelism;
    }

    @Override
    public DataType.Struct schema() {
        return table.schema();
    }

    /// Without the number of events: a query may go on with more of them.
    @Override
    public String description() {
        return "Nexmark[" + table.word() + ", seed=" + events.seed() + "]";
    }

    @Override
    public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
        long most = limit.options() ? Math.min(perTrigger, limit.mostRows()) : count;
        long end = Math.min(count, event(from) + most);
        // Of a query that was stopped and goes on with fewer events: never back.
        return Optional.of(new Offset(JsonValue.of(Math.max(end, event(from)))));
    }

    /// What is there now is all there will ever be.
    @Override
    public boolean freeze() {
        return true;
    }

    @Override
    public Optional<Offset> newest() {
        return Optional.of(new Offset(JsonValue.of(count)));
    }

    /// What the rows are made of stands in the replay: they stay the same if the options change.
    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        return new InputRange(
                from,
                to,
                JsonValue.object()
                        .put("seed", events.seed())
                        .put("eventsPerSecond", events.eventsPerSecond())
                        .put("startMillis", events.startMillis())
                        .put("splits", parallelism)
                        .build());
    }

    @Override
    public List<Split> splits(InputRange range) {
        JsonValue.JsonObject replay = range.replay().asObject();
        var planned = new NexmarkEvents(
                replay.require("seed").asLong(),
                replay.require("eventsPerSecond").asLong(),
                replay.require("startMillis").asLong());
        int splits = Math.toIntExact(replay.require("splits").asLong());
        return NexmarkRows.splits(table, planned, event(range.from()), event(range.to()), splits);
    }

    @Override
    public OptionalLong rowCount(InputRange range) {
        return OptionalLong.of(table.rowsBefore(event(range.to())) - table.rowsBefore(event(range.from())));
    }

    @Override
    public void close() {}

    private static long event(@Nullable Offset offset) {
        return offset == null ? 0 : offset.json().asLong();
    }
}
