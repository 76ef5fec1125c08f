package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.checkpoint.LogEntry.Rewound;
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
/// @param again the plans of micro-batches that were taken back and are to be run again just so, in their order; those
///     of micro-batches that were committed since count no more
public record LogProgress(
        @Nullable Opened opened,
        @Nullable Planned planned,
        @Nullable Committed committed,
        Map<String, InputRange> ranges,
        List<Planned> again) {

    public static final LogProgress NONE = new LogProgress(null, null, null, Map.of(), List.of());

    public LogProgress {
        ranges = Map.copyOf(ranges);
    }

    /// The plan that the next micro-batch must have because it was there before the query was taken back.
    public Optional<Planned> plannedBefore() {
        return plannedBefore(committedBatchId() + 1);
    }

    /// The last micro-batch whose output may be visible, or -1.
    public long lastPlannedBatchId() {
        long now = planned == null ? -1 : planned.batchId();
        return again.isEmpty() ? now : Math.max(now, again.getLast().batchId());
    }

    /// The watermark that the last micro-batch was planned with, or 0.
    public long lastWatermarkMillis() {
        return planned == null ? 0 : planned.watermarkMillis();
    }

    /// A beginning from nothing whose micro-batches are counted on, so that no sink takes them for ones that it has.
    public LogProgress anew() {
        long last = lastPlannedBatchId();
        return new LogProgress(
                opened, null, last < 0 ? null : new Committed(last, 0, JsonNull.NULL, List.of()), Map.of(), List.of());
    }

    private Optional<Planned> plannedBefore(long batchId) {
        if (again.isEmpty()) return Optional.empty();
        long place = batchId - again.getFirst().batchId();
        return place < 0 || place >= again.size() ? Optional.empty() : Optional.of(again.get((int) place));
    }

    /// The last committed micro-batch, or -1.
    public long committedBatchId() {
        return committed == null ? -1 : committed.batchId();
    }

    /// The micro-batch that was planned and not committed: it must be run exactly so.
    public Optional<Planned> pending() {
        return planned == null || planned.batchId() == committedBatchId() ? Optional.empty() : Optional.of(planned);
    }

    /// The same without what is pending, which is planned once more by the run that begins so.
    LogProgress settled(Opened now) {
        return new LogProgress(now, pending().isPresent() ? null : planned, committed, ranges, again);
    }

    /// The only way progress changes, live or recovering: one entry at a time.
    ///
    /// @throws IllegalArgumentException if the entry cannot come here
    public LogProgress apply(LogEntry entry) {
        return switch (entry) {
            case Opened next -> {
                demand(opened == null || next.epoch() > opened.epoch(), "epoch " + next.epoch() + " is not a new one");
                yield new LogProgress(next, planned, committed, ranges, again);
            }
            case Planned next -> {
                demand(next.batchId() == committedBatchId() + 1, "planned " + next.batchId() + " " + after());
                demand(
                        pending().isEmpty() || pending().get().equals(next),
                        "planned " + next.batchId() + " a second time and differently");
                demand(
                        plannedBefore(next.batchId())
                                .filter(before -> !before.equals(next))
                                .isEmpty(),
                        "planned " + next.batchId() + " again after it was taken back, and differently");
                yield new LogProgress(opened, next, committed, ranges, again);
            }
            case Changes(long batchId, _, _, _) -> {
                demand(isPending(batchId), "changes of " + batchId + " " + after());
                yield this;
            }
            case Committed next -> {
                demand(isPending(next.batchId()), "committed " + next.batchId() + " " + after());
                boolean done = plannedBefore(next.batchId() + 1).isEmpty();
                yield new LogProgress(opened, planned, next, rangesAfterPending(), done ? List.of() : again);
            }
            case Rewound rewound -> {
                demand(
                        rewound.batchId() == committedBatchId() && pending().isEmpty(),
                        "taken back to " + rewound.batchId() + " " + after());
                yield new LogProgress(opened, planned, committed, ranges, rewound.again());
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
                .put("again", again.stream().map(LogEntryJson::toJson).toList())
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
                ranges,
                json.get("again") == null ? List.of() : LogEntryJson.plans(json.require("again")));
    }
}
