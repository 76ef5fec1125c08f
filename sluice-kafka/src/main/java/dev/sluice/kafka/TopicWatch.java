package dev.sluice.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Notices that partitions came or went. Asks aside: what it hears is a reason to ask again, not an answer.
final class TopicWatch {

    private static final System.Logger LOG = System.getLogger("KafkaTopicWatch");

    private final Admin admin;
    private final TopicChoice topics;
    private final Runnable wake;
    private Set<TopicPartition> known = Set.of();
    private boolean changed;
    private boolean asking;

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
    Set<TopicPartition> look(Supplier<Set<TopicPartition>> question) {
        synchronized (this) {
            changed = false;
        }
        Set<TopicPartition> found = question.get();
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
                failed(failure);
            } else {
                describe(names.stream()
                        .filter(name -> topics.takes(new TopicPartition(name, 0)))
                        .toList());
            }
        });
    }

    private void describe(Collection<String> names) {
        if (names.isEmpty()) {
            found(Set.of());
            return;
        }
        var _ = admin.describeTopics(names).allTopicNames().whenComplete((described, failure) -> {
            if (failure instanceof UnknownTopicOrPartitionException) {
                gone();
            } else if (failure != null) {
                failed(failure);
            } else {
                found(described.values());
            }
        });
    }

    private void found(Collection<TopicDescription> described) {
        Set<TopicPartition> found = new TreeSet<>(PartitionOffsets.ORDER);
        for (TopicDescription topic : described) {
            if (topic.isInternal()) continue;
            topic.partitions().forEach(each -> {
                var partition = new TopicPartition(topic.name(), each.partition());
                if (topics.takes(partition)) found.add(partition);
            });
        }
        tell(synchronizedChange(found));
    }

    private synchronized boolean synchronizedChange(Set<TopicPartition> found) {
        asking = false;
        changed |= !found.equals(known);
        return changed;
    }

    /// A topic that is named is not there any more.
    private void gone() {
        synchronized (this) {
            asking = false;
            changed = true;
        }
        tell(true);
    }

    private void tell(boolean isNews) {
        if (isNews) wake.run();
    }

    private void failed(Throwable failure) {
        LOG.log(System.Logger.Level.DEBUG, "looking for partitions failed", failure);
        synchronized (this) {
            asking = false;
        }
    }
}
