package dev.sluice.checkpoint;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNumber;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.json.JsonValue.JsonString;
import dev.sluice.storage.ThisHost;
import java.time.Instant;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// Who has a checkpoint open: written with its epoch, read by those that find it taken.
///
/// @param sinceMillis since when
public record Holder(String runId, long pid, String host, long sinceMillis) {

    /// A run in this process.
    public static Holder here(String runId, long nowMillis) {
        return new Holder(runId, ThisHost.pid(), ThisHost.name(), nowMillis);
    }

    JsonObject toJson() {
        return JsonValue.object()
                .put("runId", runId)
                .put("pid", pid)
                .put("host", host)
                .put("since", Instant.ofEpochMilli(sinceMillis).toString())
                .build();
    }

    /// Who opened a checkpoint last, in words; as much as can be found out, since it is only asked when something else
    /// has gone wrong.
    static String lastOf(CheckpointFiles files) {
        try {
            NavigableSet<Long> epochs = files.numbers("epoch");
            if (epochs.isEmpty()) return "another run";
            JsonObject said = LogEntryCodec.json(files.storage().read(files.epoch(epochs.getLast())));
            return "process " + text(said.get("pid")) + " on " + text(said.get("host")) + " since "
                    + text(said.get("since")) + " (run " + text(said.get("runId")) + ")";
        } catch (RuntimeException _) {
            return "another run";
        }
    }

    private static String text(@Nullable JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> text;
            case JsonNumber(String text) -> text;
            case null, default -> "?";
        };
    }
}
