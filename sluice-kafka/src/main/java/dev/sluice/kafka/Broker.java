package dev.sluice.kafka;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Questions to the brokers: which partitions there are, and where they begin and end.
///
/// What fails is asked again, as often as the options say; but not what has timed out, since the client has asked again
/// all that time, nor who is not let in.
final class Broker implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("KafkaOffsetReader");

    static final String AWAY =
            "are the brokers up, can they be reached from here (also at the addresses that they tell themselves,"
                    + " advertised.listeners), and is the topic there? A query goes on from its checkpoint.";

    private final KafkaOptions options;
    private final Admin admin;
    private final ListOffsetsOptions isolation;
    private final Waits waits;

    Broker(KafkaOptions options) {
        this(options, new Waits());
    }

    Broker(KafkaOptions options, Waits waits) {
        this.options = options;
        this.waits = waits;
        String level = options.client().getOrDefault(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        isolation = new ListOffsetsOptions(
                level.equalsIgnoreCase("read_committed")
                        ? IsolationLevel.READ_COMMITTED
                        : IsolationLevel.READ_UNCOMMITTED);
        admin = KafkaClients.admin(options.client(), options.servers());
    }

    Admin admin() {
        return admin;
    }

    /// Sees that there is one.
    ///
    /// @throws SluiceException if none answers soon
    void requirePresence() {
        Presence.first(options.client()).require(admin, waits);
    }

    /// A question to a broker, and the wait for its answer.
    interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    /// Asks, and throws what the client has to say without the wrappings of futures.
    static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw unwrapped(e) instanceof RuntimeException known ? known : new KafkaException(unwrapped(e));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /// The partitions there are of those that are chosen, each with the id of its topic.
    ///
    /// @param mayBeGone whether a topic that is named need not be there
    Map<TopicPartition, Uuid> partitions(Predicate<String> mayBeGone) {
        return again("find the topics of " + options.topics(), () -> {
            Map<TopicPartition, Uuid> found = new TreeMap<>(PartitionOffsets.ORDER);
            for (var described :
                    admin.describeTopics(topics()).topicNameValues().entrySet()) {
                try {
                    options.topics().collect(described.getValue().get(), found);
                } catch (ExecutionException e) {
                    if (!isUnknown(e) || !mayBeGone.test(described.getKey())) throw e;
                }
            }
            for (TopicPartition partition : options.topics().assigned()) {
                if (!found.containsKey(partition) && !mayBeGone.test(partition.topic())) {
                    throw new UnknownTopicOrPartitionException("There is no partition " + partition + ".");
                }
            }
            return found;
        });
    }

    static boolean isUnknown(Throwable failure) {
        return unwrapped(failure) instanceof UnknownTopicOrPartitionException;
    }

    /// What is in the wrappings of futures.
    static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof ExecutionException || inner instanceof CompletionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    private List<String> topics() throws ExecutionException, InterruptedException {
        Optional<List<String>> named = options.topics().named();
        if (named.isPresent()) return named.get();
        List<String> found = new ArrayList<>();
        for (String name : admin.listTopics().names().get()) {
            if (options.topics().takes(new TopicPartition(name, 0))) found.add(name);
        }
        return found;
    }

    PartitionOffsets earliest(Collection<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.earliest());
    }

    PartitionOffsets latest(Collection<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.latest());
    }

    /// Of partitions that are gone there is nothing.
    private PartitionOffsets list(Collection<TopicPartition> partitions, OffsetSpec spec) {
        if (partitions.isEmpty()) return PartitionOffsets.NONE;
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        return again("read offsets of " + options.topics(), () -> {
            ListOffsetsResult listed = admin.listOffsets(asked, isolation);
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (TopicPartition partition : partitions) {
                try {
                    offsets.put(
                            partition, listed.partitionResult(partition).get().offset());
                } catch (ExecutionException e) {
                    if (!isUnknown(e)) throw e;
                }
            }
            return PartitionOffsets.of(offsets);
        });
    }

    /// The first records that are not older; -1 where there is none.
    private PartitionOffsets at(PartitionOffsets millis) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        millis.byPartition().forEach((partition, time) -> asked.put(partition, OffsetSpec.forTimestamp(time)));
        return again("read offsets of " + options.topics(), () -> {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            admin.listOffsets(asked, isolation)
                    .all()
                    .get()
                    .forEach((partition, found) -> offsets.put(partition, found.offset()));
            return PartitionOffsets.of(offsets);
        });
    }

    /// Where reading begins or ends, as offsets.
    ///
    /// @param isStart else a time that no record has is the end
    PartitionOffsets resolve(Bound bound, boolean isStart) {
        Set<TopicPartition> partitions = partitions(_ -> false).keySet();
        return switch (bound) {
            case Bound.Everywhere everywhere ->
                switch (everywhere) {
                    case EARLIEST -> earliest(partitions);
                    case LATEST -> latest(partitions);
                };
            case Bound.Offsets(PartitionOffsets offsets) -> {
                requireSame(ErrorCondition.KAFKA_START_OFFSET_DOES_NOT_MATCH_ASSIGNED, offsets, partitions, isStart);
                yield fixed(offsets);
            }
            case Bound.Times(PartitionOffsets millis) -> {
                requireSame(ErrorCondition.KAFKA_TIMESTAMP_OFFSET_DOES_NOT_MATCH_ASSIGNED, millis, partitions, isStart);
                yield fixed(orEnd(millis, isStart));
            }
            case Bound.Time(long millis) -> fixed(orEnd(PartitionOffsets.of(partitions, _ -> millis), isStart));
        };
    }

    private static void requireSame(
            ErrorCondition condition, PartitionOffsets said, Set<TopicPartition> there, boolean isStart) {
        if (said.partitions().equals(there)) return;
        throw condition
                .error()
                .with("position", isStart ? "start" : "end")
                .with("specifiedPartitions", PartitionOffsets.shown(said.partitions()))
                .with("assignedPartitions", PartitionOffsets.shown(there))
                .build();
    }

    private PartitionOffsets orEnd(PartitionOffsets millis, boolean isStart) {
        PartitionOffsets found = at(millis);
        if (!isStart || options.latestIfNoTime()) return found;
        found.byPartition().forEach((partition, offset) -> {
            if (offset == PartitionOffsets.LATEST) {
                throw KafkaOptions.invalid("No offset matched from request of topic-partition " + partition
                        + " and timestamp " + millis.get(partition) + ".");
            }
        });
        return found;
    }

    /// With numbers in the place of -1 and -2.
    private PartitionOffsets fixed(PartitionOffsets offsets) {
        Set<TopicPartition> ends = new HashSet<>();
        Set<TopicPartition> beginnings = new HashSet<>();
        offsets.byPartition().forEach((partition, offset) -> {
            if (offset == PartitionOffsets.LATEST) ends.add(partition);
            if (offset == PartitionOffsets.EARLIEST) beginnings.add(partition);
        });
        return offsets.with(latest(ends)).with(earliest(beginnings));
    }

    private <T> T again(String action, Question<T> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return waits.during(() -> answer(question));
            } catch (RuntimeException cause) {
                boolean isFinal = cause instanceof TimeoutException
                        || cause instanceof InterruptException
                        || cause instanceof SluiceException
                        || !mayPass(cause);
                if (isFinal || attempt >= options.fetchAttempts()) throw failed(action, options.servers(), cause);
                LOG.log(System.Logger.Level.WARNING, "Error in attempt " + attempt + " getting Kafka offsets:", cause);
                pause();
            }
        }
    }

    /// Waits before asking again.
    void pause() {
        try {
            Thread.sleep(options.fetchRetryMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What Kafka's client could not do. If that may pass, the cause is one of input and output.
    static SluiceException failed(String action, String servers, Throwable cause) {
        if (cause instanceof SluiceException known) return known;
        // "Failed to construct kafka consumer" and the like: the cause says why.
        Throwable inner = cause.getClass() == KafkaException.class ? cause.getCause() : null;
        Throwable told = inner == null ? cause : inner;
        return ErrorCondition.KAFKA_FAILED
                .error()
                .with("action", action)
                .with("servers", servers)
                .with("message", String.valueOf(told.getMessage()))
                .cause(cause instanceof IOException || !mayPass(cause) ? cause : new IOException(cause))
                .hint(told instanceof TimeoutException ? AWAY : null)
                .build();
    }

    /// Whether another attempt may go better: not without rights or with options that are wrong, and not if it is a
    /// mistake of ours.
    private static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof ConfigException) {
                return false;
            }
        }
        return failure instanceof KafkaException
                || failure instanceof IOException
                || failure instanceof java.util.concurrent.TimeoutException
                || failure instanceof InterruptedException;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
