package dev.sluice.builtin;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Numbers that come as time goes by.
///
/// Its offset is the whole seconds since the query was started for the first time. That moment stands in the replay of
/// every range and in the memory, so that a restarted query goes on counting where it would be by now, and makes the
/// rows of a replay with the same timestamps.
final class RateSource implements Source {

    private static final long MILLIS_PER_SECOND = 1000;

    private final RateOptions rate;
    private final int splitCount;
    private final Machine machine;
    private long startMillis;
    private long lastSeconds;
    private long frozenSeconds = Long.MAX_VALUE;
    private long rowsLeft;

    RateSource(RateOptions rate, int parallelism, Machine machine) {
        this.rate = rate;
        this.machine = machine;
        splitCount = rate.splitCount().orElse(parallelism);
        startMillis = machine.nowMillis();
    }

    @Override
    public DataType.Struct schema() {
        return RateProvider.SCHEMA;
    }

    @Override
    public String description() {
        String splits = rate.splitCount().isPresent() ? String.valueOf(splitCount) : "default";
        // Without a bracket at the end: so does Spark, and programs read it.
        return "RateStreamV2[rowsPerSecond=" + rate.rowsPerSecond() + ", rampUpTimeSeconds=" + rate.rampUpSeconds()
                + ", numPartitions=" + splits;
    }

    @Override
    public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
        // Never back, even if the clock goes back.
        lastSeconds = Math.max(seconds(from), now());
        long end = limit.mostRows() == Long.MAX_VALUE ? lastSeconds : within(limit.mostRows(), seconds(from));
        rowsLeft = end == lastSeconds ? 0 : rowsAt(lastSeconds) - rowsAt(end);
        return Optional.of(new Offset(JsonValue.of(end)));
    }

    /// The last second up to which there are no more than so many rows, but at least one further than `from`.
    private long within(long mostRows, long from) {
        long last = rowsAt(from) + mostRows;
        long low = Math.min(from + 1, lastSeconds);
        long high = lastSeconds;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (rowsAt(middle) <= last) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public long rowsLeft() {
        return rowsLeft;
    }

    @Override
    public boolean freeze() {
        frozenSeconds = now();
        return true;
    }

    @Override
    public Optional<Offset> newest() {
        return Optional.of(new Offset(JsonValue.of(Math.max(lastSeconds, now()))));
    }

    /// A second at a time: its rows come when it is over.
    @Override
    public boolean flows() {
        return true;
    }

    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        return new InputRange(
                from,
                to,
                JsonValue.object()
                        .put("startMillis", startMillis)
                        .put("splits", splitCount)
                        .build());
    }

    @Override
    public List<Split> splits(InputRange range) {
        long from = seconds(range.from());
        long to = seconds(range.to());
        long firstValue = rowsAt(from);
        long endValue = rowsAt(to);
        long start = startMillis(range.replay()) + from * MILLIS_PER_SECOND;
        double millisPerRow = (to - from) * MILLIS_PER_SECOND / (double) (endValue - firstValue);
        int splits = Math.toIntExact(range.replay().asObject().require("splits").asLong());
        return GeneratedRows.splits(firstValue, endValue, splits, start, millisPerRow);
    }

    @Override
    public OptionalLong rowCount(InputRange range) {
        return OptionalLong.of(rowsAt(seconds(range.to())) - rowsAt(seconds(range.from())));
    }

    @Override
    public void replay(InputRange range) {
        startMillis = startMillis(range.replay());
    }

    @Override
    public JsonValue memory() {
        return JsonValue.object().put("startMillis", startMillis).build();
    }

    @Override
    public void restore(JsonValue memory) {
        if (memory != JsonValue.JsonNull.NULL) startMillis = startMillis(memory);
    }

    /// Until the second that follows the last one begins.
    @Override
    public Optional<Duration> pollInterval() {
        long nextMillis = startMillis + (lastSeconds + 1) * MILLIS_PER_SECOND;
        return Optional.of(Duration.ofMillis(Math.max(1, nextMillis - machine.nowMillis())));
    }

    @Override
    public void close() {}

    private long now() {
        long seconds = Math.max(0, machine.nowMillis() - startMillis) / MILLIS_PER_SECOND;
        return Math.min(seconds, frozenSeconds);
    }

    private long rowsAt(long seconds) {
        if (seconds <= rate.maximumSeconds()) return rate.rowsAt(seconds);
        throw ErrorCondition.INCORRECT_END_OFFSET
                .error()
                .with("rowsPerSecond", rate.rowsPerSecond())
                .with("maxSeconds", rate.maximumSeconds())
                .with("endSeconds", seconds)
                .build();
    }

    private static long seconds(@Nullable Offset offset) {
        return offset == null ? 0 : offset.json().asLong();
    }

    private static long startMillis(JsonValue memory) {
        return memory.asObject().require("startMillis").asLong();
    }
}
