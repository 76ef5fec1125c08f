package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.connector.InputRange;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a query has come: what folding its log gives, without the state.
///
/// @param opened how the last run began, or null before the first
/// @param planned the last micro-batch that was planned, or null; it is pending unless it is also the last committed
/// @param committed the last micro-batch that was committed, or null
/// @param ranges for each source what the last committed micro-batch that named it read
public record LogProgress(
        @Nullable Opened opened,
        @Nullable Planned planned,
        @Nullable Committed committed,
        Map<String, InputRange> ranges) {

    public static final LogProgress NONE = new LogProgress(null, null, null, Map.of());

    public LogProgress {
        ranges = Map.copyOf(ranges);
    }

    /// The last committed micro-batch, or -1.
    public long committedBatchId() {
        return committed == null ? -1 : committed.batchId();
    }

    /// The micro-batch that was planned and not committed: it must be run exactly so.
    public Optional<Planned> pending() {
        return planned == null || planned.batchId() == committedBatchId() ? Optional.empty() : Optional.of(planned);
    }

    /// The only way progress changes, live or recovering: one entry at a time.
    ///
    /// @throws IllegalArgumentException if the entry cannot come here
    public LogProgress apply(LogEntry entry) {
        return switch (entry) {
            case Opened next -> {
                demand(opened == null || next.epoch() > opened.epoch(), "epoch " + next.epoch() + " is not a new one");
                yield new LogProgress(next, planned, committed, ranges);
            }
            case Planned next -> {
                demand(next.batchId() == committedBatchId() + 1, "planned " + next.batchId() + " " + after());
                demand(
                        pending().isEmpty() || pending().get().equals(next),
                        "planned " + next.batchId() + " a second time and differently");
                yield new LogProgress(opened, next, committed, ranges);
            }
            case Changes(long batchId, _, _, _) -> {
                demand(isPending(batchId), "changes of " + batchId + " " + after());
                yield this;
            }
            case Committed next -> {
                demand(isPending(next.batchId()), "committed " + next.batchId() + " " + after());
                yield new LogProgress(opened, planned, next, rangesAfterPending());
            }
        };
    }

    private Map<String, InputRange> rangesAfterPending() {
        Map<String, InputRange> after = new LinkedHashMap<>(ranges);
        pending().ifPresent(batch -> batch.inputs().forEach(input -> after.put(input.source(), input.range())));
        return after;
    }

    private boolean isPending(long batchId) {
        return pending().map(batch -> batch.batchId() == batchId).orElse(false);
    }

    private String after() {
        return "after committed " + committedBatchId() + ", pending "
                + pending().map(batch -> String.valueOf(batch.batchId())).orElse("none");
    }

    private static void demand(boolean condition, String otherwise) {
        if (!condition) throw new IllegalArgumentException("an entry out of order: " + otherwise);
    }

    JsonObject toJson() {
        List<SourceInput> inputs = new ArrayList<>();
        ranges.forEach((source, range) -> inputs.add(new SourceInput(source, range)));
        inputs.sort(Comparator.comparing(SourceInput::source));
        return JsonValue.object()
                .put("opened", opened == null ? null : LogEntryJson.toJson(opened))
                .put("planned", planned == null ? null : LogEntryJson.toJson(planned))
                .put("committed", committed == null ? null : LogEntryJson.toJson(committed))
                .put("ranges", inputs.stream().map(LogEntryJson::toJson).toList())
                .build();
    }

    static LogProgress fromJson(JsonObject json) {
        Map<String, InputRange> ranges = new LinkedHashMap<>();
        for (JsonValue range : json.require("ranges").asList()) {
            SourceInput input = LogEntryJson.sourceInput(range.asObject());
            ranges.put(input.source(), input.range());
        }
        JsonValue opened = json.require("opened");
        JsonValue planned = json.require("planned");
        JsonValue committed = json.require("committed");
        return new LogProgress(
                opened == JsonNull.NULL ? null : LogEntryJson.opened(opened.asObject()),
                planned == JsonNull.NULL ? null : LogEntryJson.planned(planned.asObject()),
                committed == JsonNull.NULL ? null : LogEntryJson.committed(committed.asObject()),
                ranges);
    }
}
