package dev.sluice.aws.kinesis;

import dev.sluice.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known of shards of which nothing was read, so that a later run of the query sees if their first records are
/// gone: the numbers of those that had some already, and when the others were last looked at. It is in the log with
/// each range.
final class UnreadShards {

    private static final String AT = "at";
    private static final String FIRST = "first";

    /// No stream forgets sooner than that.
    private static final Duration LEAST_RETENTION = Duration.ofHours(24);

    private final Map<String, String> first = new TreeMap<>();
    private OptionalLong lookedMillis = OptionalLong.empty();
    private boolean isChecked;

    /// The first record of a shard of which nothing was read, if it is known.
    @Nullable
    String first(String shard) {
        return first.get(shard);
    }

    /// A range is planned.
    ///
    /// @param read how far each shard is read behind it
    void planned(long nowMillis, ShardPositions read, ShardTree tree, ShardTails tails) {
        lookedMillis = OptionalLong.of(nowMillis);
        first.keySet().removeIf(shard -> !(read.of(shard) instanceof Position.Unread));
        for (String shard : tree.unended(read)) {
            ShardTail tail = tails.get(shard);
            String waiting = tail == null ? null : tail.firstWaiting();
            if (waiting != null && read.of(shard) instanceof Position.Unread) first.put(shard, waiting);
        }
    }

    /// Sees, once in a run, whether the query was away for longer than the stream keeps records.
    void check(long nowMillis, ShardPositions read, ShardTree tree, KinesisCalls calls, DataLoss loss) {
        if (isChecked || lookedMillis.isEmpty()) return;
        isChecked = true;
        long since = Math.max(lookedMillis.getAsLong(), read.begin().millis());
        Duration away = Duration.ofMillis(nowMillis - since);
        if (away.compareTo(LEAST_RETENTION) < 0) return;
        Duration retention = calls.retention();
        if (away.compareTo(retention) < 0) return;
        for (String shard : tree.unended(read)) {
            if (!(read.of(shard) instanceof Position.Unread) || first.containsKey(shard)) continue;
            loss.report("nothing was read of " + shard + " when it was last looked at, " + away.toHours()
                    + " hours ago, and the stream keeps records for " + retention.toHours() + " hours");
        }
    }

    JsonValue toJson() {
        if (lookedMillis.isEmpty()) return JsonValue.JsonNull.NULL;
        return JsonValue.object()
                .put(AT, lookedMillis.getAsLong())
                .put(FIRST, JsonValue.of(first))
                .build();
    }

    void restore(@Nullable JsonValue told) {
        if (!(told instanceof JsonValue.JsonObject noted)) return; // nothing, or of a version that noted none
        lookedMillis = OptionalLong.of(noted.require(AT).asLong());
        first.clear();
        noted.require(FIRST).asObject().fields().forEach((shard, number) -> first.put(shard, number.asString()));
    }
}
