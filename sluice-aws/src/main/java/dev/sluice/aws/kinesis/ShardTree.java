package dev.sluice.aws.kinesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// The shards of a stream, and which came out of which by splitting and merging. A shard is read when all of those that
/// it came out of have been: so the records of a key keep their order.
record ShardTree(List<Shard> shards) {

    ShardTree {
        shards = shards.stream().sorted(Comparator.comparing(Shard::shardId)).toList();
    }

    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        shards.forEach(shard -> ids.add(shard.shardId()));
        return ids;
    }

    /// The shards that may be read now.
    List<String> readable(ShardPositions read) {
        Set<String> listed = ids();
        List<String> readable = new ArrayList<>();
        for (Shard shard : shards) {
            Position position = read.of(shard.shardId());
            if (position instanceof Position.Ended) continue;
            boolean begun = position instanceof Position.After;
            if (begun
                    || (isDone(shard.parentShardId(), listed, read)
                            && isDone(shard.adjacentParentShardId(), listed, read))) {
                readable.add(shard.shardId());
            }
        }
        return readable;
    }

    /// Whether a shard takes no records any more.
    boolean isClosed(String id) {
        return shards.stream().anyMatch(shard -> shard.shardId().equals(id) && isClosed(shard));
    }

    private static boolean isClosed(Shard shard) {
        return shard.sequenceNumberRange().endingSequenceNumber() != null;
    }

    /// The shards that were read to their ends, and have none.
    Set<String> reopened(ShardPositions read) {
        Set<String> reopened = new TreeSet<>();
        for (Shard shard : shards) {
            if (!isClosed(shard) && read.of(shard.shardId()) instanceof Position.Ended) reopened.add(shard.shardId());
        }
        return reopened;
    }

    /// The shards that have not been read to their end.
    List<String> unended(ShardPositions read) {
        return shards.stream()
                .map(Shard::shardId)
                .filter(shard -> !(read.of(shard) instanceof Position.Ended))
                .toList();
    }

    /// A parent that the service has forgotten has nothing to be read any more.
    private static boolean isDone(@Nullable String parent, Set<String> listed, ShardPositions read) {
        return parent == null || !listed.contains(parent) || read.of(parent) instanceof Position.Ended;
    }

    /// The shards whose times count at a position: those of which something was read, as long as more may come; and
    /// those that have ended, until all that came out of them has had records too, which else might come too late.
    Set<String> counting(ShardPositions read) {
        Map<String, List<String>> children = new HashMap<>();
        for (Shard shard : shards) {
            for (String parent : new String[] {shard.parentShardId(), shard.adjacentParentShardId()}) {
                if (parent == null) continue;
                children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(shard.shardId());
            }
        }
        Set<String> counting = new TreeSet<>(read.byShard().keySet());
        counting.removeIf(shard -> read.of(shard) instanceof Position.Ended && isFollowed(shard, children, read));
        return counting;
    }

    private static boolean isFollowed(String shard, Map<String, List<String>> children, ShardPositions read) {
        List<String> next = children.getOrDefault(shard, List.of());
        return !next.isEmpty()
                && next.stream().allMatch(child -> switch (read.of(child)) {
                    case Position.Unread _ -> false;
                    case Position.After _ -> true;
                    case Position.Ended _ -> isFollowed(child, children, read);
                });
    }

    /// Shards that were read and are not there any more.
    Set<String> gone(ShardPositions read) {
        Set<String> gone = new TreeSet<>(read.byShard().keySet());
        gone.removeAll(ids());
        return gone;
    }
}
