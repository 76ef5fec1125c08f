package dev.sluice.kafka;

import dev.sluice.connector.Options;
import dev.sluice.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/// Which partitions are read: exactly one of the options `assign`, `subscribe` and `subscribePattern` says so.
sealed interface TopicChoice {

    String ASSIGN = "assign";
    String SUBSCRIBE = "subscribe";
    String SUBSCRIBE_PATTERN = "subscribePattern";

    /// Some partitions.
    record Assign(List<TopicPartition> partitions) implements TopicChoice {
        @Override
        public String toString() {
            return "Assign" + partitions;
        }
    }

    /// All partitions of some topics.
    record Subscribe(List<String> topics) implements TopicChoice {
        @Override
        public String toString() {
            return "Subscribe" + topics;
        }
    }

    /// All partitions of the topics in whose name the pattern is found.
    record SubscribePattern(Pattern pattern) implements TopicChoice {
        @Override
        public String toString() {
            return "SubscribePattern[" + pattern + "]";
        }
    }

    static TopicChoice of(Options options) {
        List<String> said = Stream.of(SUBSCRIBE, SUBSCRIBE_PATTERN, ASSIGN)
                .filter(options::has)
                .toList();
        if (said.size() != 1) {
            throw KafkaOptions.invalid(
                    (said.isEmpty() ? "One" : "Only one")
                            + " of the following options " + (said.isEmpty() ? "must" : "can")
                            + " be specified for Kafka source: subscribe, subscribepattern, assign. See the docs for more details.");
        }
        String value = options.get(said.getFirst(), "");
        return switch (said.getFirst()) {
            case ASSIGN -> assign(value);
            case SUBSCRIBE -> subscribe(value);
            default -> pattern(value);
        };
    }

    private static TopicChoice subscribe(String value) {
        List<String> topics = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .toList();
        if (topics.isEmpty()) {
            throw KafkaOptions.invalid(
                    "No topics to subscribe to as specified value for option 'subscribe' is '" + value + "'");
        }
        return new Subscribe(topics);
    }

    private static TopicChoice pattern(String value) {
        if (value.isBlank()) {
            throw KafkaOptions.invalid(
                    "Pattern to subscribe is empty as specified value for option 'subscribePattern' is '" + value
                            + "'");
        }
        try {
            return new SubscribePattern(Pattern.compile(value.strip()));
        } catch (PatternSyntaxException e) {
            throw KafkaOptions.invalid("The option 'subscribePattern' is no regular expression: " + e.getMessage());
        }
    }

    private static TopicChoice assign(String value) {
        if (!value.strip().startsWith("{")) {
            throw KafkaOptions.invalid(
                    "No topicpartitions to assign as specified value for option 'assign' is '" + value + "'");
        }
        try {
            List<TopicPartition> partitions = new ArrayList<>();
            JsonValue.parse(value)
                    .asObject()
                    .fields()
                    .forEach((topic, numbers) -> numbers.asList()
                            .forEach(number ->
                                    partitions.add(new TopicPartition(topic, Math.toIntExact(number.asLong())))));
            return new Assign(partitions.stream().distinct().collect(Collectors.toUnmodifiableList()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw KafkaOptions.invalid("Expected e.g. {\"topicA\":[0,1],\"topicB\":[0,1]}, got " + value);
        }
    }

    /// The topics that are named; nothing for a pattern.
    default Optional<List<String>> named() {
        return switch (this) {
            case Assign(var partitions) ->
                Optional.of(partitions.stream()
                        .map(TopicPartition::topic)
                        .distinct()
                        .toList());
            case Subscribe(var topics) -> Optional.of(topics);
            case SubscribePattern _ -> Optional.empty();
        };
    }

    /// Adds the partitions of a topic that are read, each with the id of its topic.
    default void collect(TopicDescription topic, Map<TopicPartition, Uuid> found) {
        if (topic.isInternal()) return;
        for (TopicPartitionInfo each : topic.partitions()) {
            var partition = new TopicPartition(topic.name(), each.partition());
            if (takes(partition)) found.put(partition, topic.topicId());
        }
    }

    /// The partitions that are named one by one.
    default List<TopicPartition> assigned() {
        return this instanceof Assign(var partitions) ? partitions : List.of();
    }

    /// Whether a partition of a topic that was found is read.
    default boolean takes(TopicPartition partition) {
        return switch (this) {
            case Assign(var partitions) -> partitions.contains(partition);
            case Subscribe(var topics) -> topics.contains(partition.topic());
            case SubscribePattern(var pattern) ->
                pattern.matcher(partition.topic()).find();
        };
    }
}
