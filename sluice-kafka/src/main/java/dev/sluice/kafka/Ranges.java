package dev.sluice.kafka;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/// Arithmetic of offsets: what a task reads, what a micro-batch may have, what options contradict.
final class Ranges {

    private Ranges() {}

    /// The ranges between two positions, without empty ones. A partition that is not in `from` has nothing to read.
    static List<OffsetRange> between(PartitionOffsets from, PartitionOffsets to) {
        List<OffsetRange> ranges = new ArrayList<>();
        to.byPartition().forEach((partition, end) -> {
            Long start = from.get(partition);
            if (start != null && start < end) ranges.add(new OffsetRange(partition, start, end));
        });
        return ranges;
    }

    /// A task's piece each: as in Spark a partition each, in parts where one is too large, or where there are too few.
    static List<OffsetRange> divided(List<OffsetRange> ranges, OptionalLong minParts, OptionalLong maxRecords) {
        List<OffsetRange> parts = new ArrayList<>();
        for (OffsetRange range : ranges) {
            long most = maxRecords.orElse(Long.MAX_VALUE);
            parts.addAll(range.divided(range.size() / most + (range.size() % most == 0 ? 0 : 1)));
        }
        if (minParts.isEmpty() || minParts.getAsLong() <= parts.size()) return parts;
        long total = parts.stream().mapToLong(OffsetRange::size).sum();
        Set<OffsetRange> whole = new HashSet<>();
        for (OffsetRange range : parts) {
            if (share(range.size(), total, minParts.getAsLong()) == 1) whole.add(range);
        }
        long rest = total - whole.stream().mapToLong(OffsetRange::size).sum();
        long restParts = Math.max(minParts.getAsLong() - whole.size(), 1);
        List<OffsetRange> divided = new ArrayList<>();
        for (OffsetRange range : parts) {
            divided.addAll(range.divided(whole.contains(range) ? 1 : share(range.size(), rest, restParts)));
        }
        return divided;
    }

    private static long share(long size, long total, long parts) {
        return Math.max(1, Math.round((double) size / total * parts));
    }

    /// How far a micro-batch of so many records goes, as in Spark: each partition gives its share of what there is, and
    /// a small one something.
    static PartitionOffsets limited(PartitionOffsets from, PartitionOffsets to, long most) {
        List<OffsetRange> ranges = between(from, to);
        double total = ranges.stream().mapToDouble(OffsetRange::size).sum();
        if (total <= most) return to;
        Map<TopicPartition, Long> limited = new HashMap<>(to.byPartition());
        for (OffsetRange range : ranges) {
            double share = most * (range.size() / total);
            long records = (long) (share < 1 ? Math.ceil(share) : Math.floor(share));
            limited.put(range.partition(), range.start() + Math.min(range.size(), records));
        }
        return PartitionOffsets.of(limited);
    }

    /// How many offsets there are between two positions.
    static long count(PartitionOffsets from, PartitionOffsets to) {
        return between(from, to).stream().mapToLong(OffsetRange::size).sum();
    }

    /// Refuses a batch that ends before it begins, as far as the options tell.
    static void checkBounds(Bound start, Bound end) {
        if (start instanceof Bound.Offsets(PartitionOffsets from)
                && end instanceof Bound.Offsets(PartitionOffsets to)) {
            checkBounds(from, to, "offset");
        }
        if (start instanceof Bound.Times(PartitionOffsets from) && end instanceof Bound.Times(PartitionOffsets to)) {
            checkBounds(from, to, "timestamp");
        }
    }

    private static void checkBounds(PartitionOffsets from, PartitionOffsets to, String kind) {
        if (!from.partitions().equals(to.partitions())) {
            throw ErrorCondition.KAFKA_MISMATCHED_RANGES
                    .error()
                    .with("tpsForStartOffset", names(from))
                    .with("tpsForEndOffset", names(to))
                    .build();
        }
        from.byPartition().forEach((partition, start) -> {
            long end = to.at(partition);
            if (start > end && start >= 0 && end >= 0) {
                throw reversed(ErrorCondition.KAFKA_UNRESOLVED_START_GREATER_THAN_END, partition, start, end, kind);
            }
        });
    }

    private static String names(PartitionOffsets offsets) {
        return String.join(
                ", ",
                offsets.partitions().stream().map(TopicPartition::toString).toList());
    }

    /// The ranges of a batch.
    static List<OffsetRange> ofBatch(PartitionOffsets from, PartitionOffsets to) {
        from.byPartition().forEach((partition, start) -> {
            Long end = to.get(partition);
            if (end != null && start > end) {
                throw reversed(ErrorCondition.KAFKA_RESOLVED_START_GREATER_THAN_END, partition, start, end, "offset");
            }
        });
        return between(from, to);
    }

    private static SluiceException reversed(
            ErrorCondition condition, TopicPartition partition, long start, long end, String kind) {
        return condition
                .error()
                .with("offsetType", kind)
                .with("startOffset", start)
                .with("endOffset", end)
                .with("topic", partition.topic())
                .with("partition", partition.partition())
                .build();
    }
}
