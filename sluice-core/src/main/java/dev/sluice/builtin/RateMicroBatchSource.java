package dev.sluice.builtin;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Numbers that come with every micro-batch, the same many each time.
///
/// Its offset is the number of rows so far and the timestamp that the next ones have: `{"offset":10,"timestamp":1000}`.
/// There is always something new, so that a query that reads it never rests. How many rows a micro-batch has is what
/// this source says; a limit in rows would make it say something else, and is not heeded.
final class RateMicroBatchSource implements Source {

    private final long rowsPerBatch;
    private final OptionalInt splitOption;
    private final int parallelism;
    private final long startMillis;
    private final long advanceMillis;

    private boolean frozen;
    private @Nullable Offset frozenEnd;

    RateMicroBatchSource(
            long rowsPerBatch, OptionalInt splitOption, int parallelism, long startMillis, long advanceMillis) {
        this.rowsPerBatch = rowsPerBatch;
        this.splitOption = splitOption;
        this.parallelism = parallelism;
        this.startMillis = startMillis;
        this.advanceMillis = advanceMillis;
    }

    @Override
    public DataType.Struct schema() {
        return RateProvider.SCHEMA;
    }

    @Override
    public String description() {
        String splits = splitOption.isPresent() ? String.valueOf(splitOption.getAsInt()) : "default";
        return "RatePerMicroBatchStream[rowsPerBatch=" + rowsPerBatch + ", numPartitions=" + splits
                + ", startTimestamp=" + startMillis + ", advanceMsPerBatch=" + advanceMillis + "]";
    }

    @Override
    public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
        if (frozenEnd != null) return Optional.of(frozenEnd);
        Offset end = offset(Math.addExact(rows(from), rowsPerBatch), Math.addExact(millis(from), advanceMillis));
        if (frozen) frozenEnd = end;
        return Optional.of(end);
    }

    /// What is there now is one micro-batch.
    @Override
    public boolean freeze() {
        frozen = true;
        return true;
    }

    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        return new InputRange(
                from,
                to,
                JsonValue.object()
                        .put("timestamp", millis(from))
                        .put("splits", splitOption.orElse(parallelism))
                        .build());
    }

    @Override
    public List<Split> splits(InputRange range) {
        // The timestamp stands in the replay: without `from` it would be what the options say now.
        JsonValue.JsonObject replay = range.replay().asObject();
        return GeneratedRows.splits(
                rows(range.from()),
                rows(range.to()),
                Math.toIntExact(replay.require("splits").asLong()),
                replay.require("timestamp").asLong(),
                0);
    }

    @Override
    public OptionalLong rowCount(InputRange range) {
        return OptionalLong.of(rows(range.to()) - rows(range.from()));
    }

    @Override
    public void close() {}

    private static Offset offset(long rows, long millis) {
        return new Offset(
                JsonValue.object().put("offset", rows).put("timestamp", millis).build());
    }

    private static long rows(@Nullable Offset offset) {
        return offset == null ? 0 : offset.json().asObject().require("offset").asLong();
    }

    private long millis(@Nullable Offset offset) {
        return offset == null
                ? startMillis
                : offset.json().asObject().require("timestamp").asLong();
    }
}
