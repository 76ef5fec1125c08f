package dev.sluice.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/// Offsets of one partition: from `start` on, before `end`. Not each of them need be a record's.
record OffsetRange(TopicPartition partition, long start, long end) {

    long size() {
        return end - start;
    }

    /// The same in so many parts of about the same size, without empty ones.
    List<OffsetRange> divided(long parts) {
        List<OffsetRange> divided = new ArrayList<>();
        long at = start;
        for (long part = 0; part < parts; part++) {
            long next = at + (end - at) / (parts - part);
            if (next > at) divided.add(new OffsetRange(partition, at, next));
            at = next;
        }
        return divided;
    }
}
