package dev.sluice.kafka;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/// Records that had to be read and are gone: an error, or a warning where the option `failOnDataLoss` says so.
record DataLoss(boolean fails) {

    private static final System.Logger LOG = System.getLogger("KafkaMicroBatchStream");

    /// Compares where a micro-batch begins with where it ends.
    ///
    /// @param from where the last one ended
    /// @param begun where partitions begin that are new
    void check(PartitionOffsets from, PartitionOffsets begun, PartitionOffsets to) {
        Set<TopicPartition> added = to.without(from);
        added.removeAll(begun.partitions());
        if (!added.isEmpty()) {
            report(() -> ErrorCondition.KAFKA_INITIAL_OFFSET_NOT_FOUND_FOR_PARTITIONS
                    .error()
                    .with("partitions", PartitionOffsets.shown(added))
                    .build());
        }
        for (TopicPartition partition : begun.without(from)) {
            long start = begun.at(partition);
            if (start == 0 || !to.has(partition)) continue;
            report(() -> ErrorCondition.KAFKA_ADDED_PARTITION_DOES_NOT_START_FROM_OFFSET_ZERO
                    .error()
                    .with("topicPartition", partition)
                    .with("startOffset", start)
                    .build());
        }
        Set<TopicPartition> deleted = from.without(to);
        if (!deleted.isEmpty()) {
            report(() -> ErrorCondition.KAFKA_PARTITIONS_DELETED
                    .error()
                    .with("partitions", PartitionOffsets.shown(deleted))
                    .build());
        }
        checkOrder(from, to);
    }

    /// Finds partitions that were made anew, or have been said to begin behind their end.
    void checkOrder(PartitionOffsets from, PartitionOffsets to) {
        from.byPartition().forEach((partition, start) -> {
            Long end = to.get(partition);
            if (end == null || end >= start) return;
            reportChange(partition, from, to);
        });
    }

    /// The topic of the partition was made anew: its records are other records.
    void reportChange(TopicPartition partition, PartitionOffsets from, PartitionOffsets to) {
        report(() -> ErrorCondition.KAFKA_PARTITION_OFFSET_CHANGED
                .error()
                .with("topicPartition", partition)
                .with("prevOffset", from.at(partition))
                .with("newOffset", to.at(partition))
                .build());
    }

    void report(Supplier<SluiceException> what) {
        SluiceException loss = what.get();
        if (fails) throw loss;
        LOG.log(System.Logger.Level.WARNING, loss.sentence() + " The query goes on: failOnDataLoss is false.");
    }
}
