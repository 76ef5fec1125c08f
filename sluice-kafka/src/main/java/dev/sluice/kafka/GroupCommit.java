package dev.sluice.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Tells a consumer group how far the query is, so that tools that watch groups see its lag. The query itself never
/// reads
/// it: where it goes on stands in its checkpoint. So a failure is a warning.
///
/// One is on its way at a time, and then the newest: a query may commit a thousand times a second.
final class GroupCommit {

    private static final System.Logger LOG = System.getLogger("KafkaGroupCommit");
    private static final long LAST_SECONDS = 5;

    private final Admin admin;
    private final String group;
    private @Nullable PartitionOffsets waiting;
    private @Nullable KafkaFuture<Void> underWay;

    GroupCommit(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    synchronized void commit(PartitionOffsets to) {
        waiting = to;
        if (underWay == null || underWay.isDone()) send();
    }

    private synchronized void send() {
        PartitionOffsets to = waiting;
        if (to == null) return;
        waiting = null;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        to.byPartition().forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        KafkaFuture<Void> sent = admin.alterConsumerGroupOffsets(group, offsets).all();
        underWay = sent;
        var _ = sent.whenComplete((_, failure) -> {
            if (failure != null) {
                LOG.log(System.Logger.Level.WARNING, "The consumer group " + group + " is not told of " + to, failure);
            }
            synchronized (this) {
                if (underWay == sent) underWay = null;
                send();
            }
        });
    }

    /// Waits for the last one, for a while.
    void finish() {
        try {
            for (KafkaFuture<Void> last = last(); last != null; last = last()) {
                last.get(LAST_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "The consumer group " + group + " is not told of the end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable KafkaFuture<Void> last() {
        return underWay == null || underWay.isDone() ? null : underWay;
    }
}
