package dev.sluice.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Tells a consumer group how far the query is, so that tools that watch groups see its lag. The query itself never
/// reads it: where it goes on stands in its checkpoint. So a failure is a warning.
///
/// One is on its way at a time, and then the newest: a query may commit a thousand times a second.
final class GroupCommit {

    private static final System.Logger LOG = System.getLogger("KafkaGroupCommit");
    private static final long LAST_SECONDS = 5;

    private final Admin admin;
    private final String group;
    private @Nullable PartitionOffsets waiting;
    private boolean underWay;
    private boolean failing;

    GroupCommit(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    synchronized void commit(PartitionOffsets to) {
        waiting = to;
        if (!underWay) send();
    }

    private synchronized void send() {
        PartitionOffsets to = waiting;
        if (to == null) return;
        waiting = null;
        underWay = true;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        to.byPartition().forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        var _ = admin.alterConsumerGroupOffsets(group, offsets)
                .all()
                .whenComplete((_, failure) -> answered(to, failure));
    }

    /// A warning is due when it begins to fail: there may be hundreds a second.
    private synchronized void answered(PartitionOffsets to, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.log(
                    failing ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "The consumer group " + group + " is not told of " + to,
                    failure);
        }
        failing = failure != null;
        underWay = false;
        notifyAll();
        send();
    }

    /// Waits for the last one, for a while.
    synchronized void finish() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_SECONDS);
        try {
            for (long left = end - System.nanoTime(); underWay && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
