package dev.sluice.aws.kinesis;

import dev.sluice.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known of shards of which nothing was read, so that a later run of the query sees if their first records are
/// gone: the numbers of those that had some already, and when a range was last planned. It is in the log with each
/// range.
final class UnreadShards {

    private static final String AT = "at";
    private static final String FIRST = "first";

    /// No stream forgets sooner than that.
    private static final Duration LEAST_RETENTION = Duration.ofHours(24);

    private final Map<String, String> first = new TreeMap<>();
    private OptionalLong plannedMillis = OptionalLong.empty();
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
        plannedMillis = OptionalLong.of(nowMillis);
        first.keySet().removeIf(shard -> !isUnread(shard, read));
        for (String shard : tree.unended(read)) {
            ShardTail tail = tails.get(shard);
            String waiting = tail == null ? null : tail.firstWaiting();
            if (waiting != null && isUnread(shard, read)) first.put(shard, waiting);
        }
    }

    /// Forgets those that are not listed any more: their first records are gone with them.
    void forgetGone(ShardPositions read, ShardTree tree, DataLoss loss) {
        Set<String> gone = new TreeSet<>(first.keySet());
        gone.removeAll(tree.ids());
        first.keySet().removeAll(gone);
        for (String shard : gone) {
            if (!isUnread(shard, read)) continue; // the source says it of those that were begun
            loss.report(shard + ", of which nothing was read, is not there any more");
        }
    }

    /// Sees, once in a run, whether the query was away for longer than the stream keeps records. The service is asked
    /// for how long that is only if the answer may end the query: not everybody has the right to ask.
    void check(long nowMillis, ShardPositions read, ShardTree tree, KinesisCalls calls, DataLoss loss) {
        if (isChecked || plannedMillis.isEmpty()) return;
        isChecked = true;
        long since = Math.max(plannedMillis.getAsLong(), read.begin().millis());
        Duration away = Duration.ofMillis(nowMillis - since);
        if (away.compareTo(LEAST_RETENTION) < 0) return;
        List<String> doubtful = tree.unended(read).stream()
                .filter(shard -> isUnread(shard, read) && !first.containsKey(shard))
                .toList();
        if (doubtful.isEmpty()) return;
        String keeps = "may keep records for less than that";
        if (loss.fails()) {
            Duration retention = calls.retention();
            if (away.compareTo(retention) < 0) return;
            keeps = "keeps records for " + retention.toHours() + " hours";
        }
        for (String shard : doubtful) {
            loss.report("nothing was read of " + shard + " when a micro-batch was last planned, " + away.toHours()
                    + " hours ago, and the stream " + keeps);
        }
    }

    private static boolean isUnread(String shard, ShardPositions read) {
        return read.of(shard) instanceof Position.Unread;
    }

    JsonValue toJson() {
        if (plannedMillis.isEmpty()) return JsonValue.JsonNull.NULL;
        return JsonValue.object()
                .put(AT, plannedMillis.getAsLong())
                .put(FIRST, JsonValue.of(first))
                .build();
    }

    void restore(@Nullable JsonValue told) {
        if (!(told instanceof JsonValue.JsonObject noted)) return; // nothing, or of a version that noted none
        plannedMillis = OptionalLong.of(noted.require(AT).asLong());
        first.clear();
        noted.require(FIRST).asObject().fields().forEach((shard, number) -> first.put(shard, number.asString()));
    }
}
