package dev.sluice.app;

import dev.sluice.checkpoint.StateView;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a checkpoint holds, in a few lines for people:
///
/// ```text
/// query      5a0e0dba-….  (started twice)
/// committed  micro-batch 12, of 2026-11-21T12:00:00Z
/// reads      FileStreamSource[in], up to {"logOffset":12}
/// keeps      stateStoreSave by word, in 4 partitions (aggregate-6d5c1399)
/// readable   the state after the micro-batches 0 to 12
/// ```
final class CheckpointSummary {

    private final List<String> lines = new ArrayList<>();
    private final List<JsonObject> entries;

    private CheckpointSummary(JsonObject checkpoint) {
        entries = checkpoint.require("entries").asList().stream()
                .map(JsonValue::asObject)
                .toList();
    }

    /// @param checkpoint as [dev.sluice.checkpoint.CheckpointView] tells it
    static List<String> of(JsonObject checkpoint, StateView view) {
        var summary = new CheckpointSummary(checkpoint);
        summary.tell(checkpoint, view);
        return summary.lines;
    }

    private void tell(JsonObject checkpoint, StateView view) {
        List<JsonObject> runs = named("opened");
        line(
                "query",
                checkpoint.require("id").asString()
                        + (runs.isEmpty() ? "" : ", started " + counted(runs.size(), "time")));
        Optional<StateView.Batches> batches = view.batches();
        long last = batches.map(StateView.Batches::last).orElse(-1L);
        if (last < 0) {
            line("committed", "nothing yet");
        } else {
            line("committed", "micro-batch " + last + time(last) + watermark(last));
        }
        pending(last).ifPresent(batch -> line("planned", "micro-batch " + batch + ", which is run at the next start"));
        if (!runs.isEmpty()) tellRun(runs.getLast(), last);
        JsonObject snapshot = checkpoint.require("snapshots").asList().stream()
                .map(JsonValue::asObject)
                .reduce((_, later) -> later)
                .orElse(null);
        if (snapshot != null)
            line("snapshot", "after micro-batch " + snapshot.require("batchId").asLong());
        batches.ifPresent(kept -> line(
                "readable",
                "the state after "
                        + (kept.first() == kept.last()
                                ? "micro-batch " + kept.last()
                                : "the micro-batches " + kept.first() + " to " + kept.last())));
    }

    private void tellRun(JsonObject run, long last) {
        JsonObject batch = planned(last);
        new TreeMap<>(run.require("sources").asObject().fields())
                .forEach((id, source) -> line("reads", source.asString() + upTo(id, batch)));
        for (JsonValue each : run.require("state").asList()) {
            JsonObject state = each.asObject();
            List<String> keys = state.require("key").asObject().require("fields").asList().stream()
                    .map(field -> field.asObject().require("name").asString())
                    .toList();
            line(
                    "keeps",
                    state.require("name").asString() + (keys.isEmpty() ? "" : " by " + String.join(", ", keys))
                            + ", in "
                            + counted(run.require("statePartitions").asLong(), "partition") + " ("
                            + state.require("operator").asString() + ")");
        }
        for (JsonValue each : run.require("watermarks").asList()) {
            JsonObject watermark = each.asObject();
            line(
                    "watermark",
                    watermark.require("column").asString() + " less "
                            + watermark.require("delayMs").asLong() + " ms, of "
                            + String.join(
                                    ", ",
                                    watermark.require("sources").asList().stream()
                                            .map(JsonValue::asString)
                                            .toList()));
        }
    }

    private static String upTo(String source, @Nullable JsonObject planned) {
        if (planned == null) return "";
        return planned.require("inputs").asList().stream()
                .map(JsonValue::asObject)
                .filter(input -> input.require("source").asString().equals(source))
                .map(input -> ", up to " + input.require("to").toText())
                .findFirst()
                .orElse("");
    }

    private String time(long batch) {
        JsonObject planned = planned(batch);
        return planned == null
                ? ""
                : ", of "
                        + Instant.ofEpochMilli(
                                planned.require("batchTimestampMs").asLong());
    }

    private String watermark(long batch) {
        JsonObject committed = last("committed", batch);
        boolean has = committed != null && committed.require("watermarks") != JsonNull.NULL;
        if (committed == null || !has) return "";
        return "; watermark "
                + Instant.ofEpochMilli(committed.require("nextBatchWatermarkMs").asLong());
    }

    /// The micro-batch that was planned behind the last one that counts.
    private Optional<Long> pending(long last) {
        long found = -1;
        for (JsonObject entry : entries) {
            switch (entry.require("entry").asString()) {
                case "planned" -> found = entry.require("batchId").asLong();
                case "committed", "rewound" -> found = -1;
                default -> {}
            }
        }
        return found > last ? Optional.of(found) : Optional.empty();
    }

    private @Nullable JsonObject planned(long batch) {
        return last("planned", batch);
    }

    private @Nullable JsonObject last(String entry, long batch) {
        return named(entry).stream()
                .filter(each -> each.require("batchId").asLong() == batch)
                .reduce((_, later) -> later)
                .orElse(null);
    }

    private List<JsonObject> named(String name) {
        return entries.stream()
                .filter(entry -> entry.require("entry").asString().equals(name))
                .toList();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void line(String what, String text) {
        lines.add(what + " ".repeat(Math.max(1, 11 - what.length())) + text);
    }
}
