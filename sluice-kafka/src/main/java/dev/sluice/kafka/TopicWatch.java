package dev.sluice.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;

/// Notices that partitions came or went, or that a topic was made anew. Asks aside: what it hears is a reason to ask
/// again, not an answer.
final class TopicWatch implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("KafkaTopicWatch");

    private final Admin admin;
    private final TopicChoice topics;
    private final Runnable wake;
    private Map<TopicPartition, Uuid> known = Map.of();
    private boolean changed;
    private boolean asking;
    private boolean failing;
    private boolean closed;

    /// @param wake called when they changed
    TopicWatch(Admin admin, TopicChoice topics, Runnable wake) {
        this.admin = admin;
        this.topics = topics;
        this.wake = wake;
    }

    synchronized boolean hasChanged() {
        return changed;
    }

    /// Takes what there is for known.
    Map<TopicPartition, Uuid> look(Supplier<Map<TopicPartition, Uuid>> question) {
        synchronized (this) {
            changed = false;
        }
        Map<TopicPartition, Uuid> found = question.get();
        synchronized (this) {
            known = found;
        }
        return found;
    }

    /// Asks, and does not wait for the answer.
    void lookAside() {
        synchronized (this) {
            if (asking) return;
            asking = true;
        }
        Optional<List<String>> named = topics.named();
        if (named.isPresent()) {
            describe(named.get());
            return;
        }
        var _ = admin.listTopics().names().whenComplete((names, failure) -> {
            if (failure != null) {
                failed(Broker.unwrapped(failure));
            } else {
                describe(names.stream()
                        .filter(name -> topics.takes(new TopicPartition(name, 0)))
                        .toList());
            }
        });
    }

    private void describe(Collection<String> names) {
        Collection<KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(names).topicNameValues().values();
        var _ = KafkaFuture.allOf(asked.toArray(new KafkaFuture<?>[0])).whenComplete((_, _) -> heard(asked));
    }

    /// A topic that is not there is an answer too.
    private void heard(Collection<KafkaFuture<TopicDescription>> answers) {
        Map<TopicPartition, Uuid> found = new TreeMap<>(PartitionOffsets.ORDER);
        try {
            for (KafkaFuture<TopicDescription> answer : answers) {
                try {
                    topics.collect(answer.get(), found);
                } catch (ExecutionException e) {
                    if (!Broker.isUnknown(e)) throw e;
                }
            }
        } catch (ExecutionException e) {
            failed(Broker.unwrapped(e));
            return;
        } catch (InterruptedException e) {
            failed(new InterruptException(e));
            return;
        }
        if (isChange(found)) wake.run();
    }

    private synchronized boolean isChange(Map<TopicPartition, Uuid> found) {
        asking = false;
        failing = false;
        changed |= !found.equals(known);
        return changed;
    }

    /// It is asked again at the next look; a warning is due when that begins.
    private void failed(Throwable failure) {
        System.Logger.Level level;
        synchronized (this) {
            asking = false;
            level = failing || closed ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
            failing = true;
        }
        LOG.log(level, "Looking for partitions of " + topics + " failed", failure);
    }

    /// Nobody wants to know any more.
    @Override
    public synchronized void close() {
        closed = true;
    }
}
