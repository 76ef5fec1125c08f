package dev.sluice.kafka;

import dev.sluice.connector.Offset;
import dev.sluice.json.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A position in each of some partitions, which is how a source's offset looks: `{"clicks":{"0":23,"1":42}}`.
///
/// As in Spark: the number is that of the record that comes next, -1 in options means the latest and -2 the earliest.
record PartitionOffsets(SortedMap<TopicPartition, Long> byPartition) {

    static final long LATEST = -1;
    static final long EARLIEST = -2;

    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    static final PartitionOffsets NONE = of(Map.of());

    PartitionOffsets {
        byPartition = Collections.unmodifiableSortedMap(byPartition);
    }

    static PartitionOffsets of(Map<TopicPartition, Long> offsets) {
        SortedMap<TopicPartition, Long> sorted = new TreeMap<>(ORDER);
        sorted.putAll(offsets);
        return new PartitionOffsets(sorted);
    }

    static PartitionOffsets of(Collection<TopicPartition> partitions, ToLongFunction<TopicPartition> offset) {
        SortedMap<TopicPartition, Long> sorted = new TreeMap<>(ORDER);
        partitions.forEach(partition -> sorted.put(partition, offset.applyAsLong(partition)));
        return new PartitionOffsets(sorted);
    }

    static @Nullable PartitionOffsets of(@Nullable Offset offset) {
        return offset == null ? null : of(offset.json());
    }

    /// @throws IllegalArgumentException if it is something else
    static PartitionOffsets of(JsonValue json) {
        SortedMap<TopicPartition, Long> sorted = new TreeMap<>(ORDER);
        json.asObject()
                .fields()
                .forEach((topic, partitions) -> partitions
                        .asObject()
                        .fields()
                        .forEach((partition, offset) ->
                                sorted.put(new TopicPartition(topic, Integer.parseInt(partition)), offset.asLong())));
        return new PartitionOffsets(sorted);
    }

    JsonValue toJson() {
        Map<String, Map<String, Long>> topics = new LinkedHashMap<>();
        byPartition.forEach((partition, offset) -> topics.computeIfAbsent(partition.topic(), _ -> new LinkedHashMap<>())
                .put(String.valueOf(partition.partition()), offset));
        return JsonValue.of(topics);
    }

    Offset toOffset() {
        return new Offset(toJson());
    }

    boolean isEmpty() {
        return byPartition.isEmpty();
    }

    Set<TopicPartition> partitions() {
        return byPartition.keySet();
    }

    @Nullable
    Long get(TopicPartition partition) {
        return byPartition.get(partition);
    }

    /// The offset of a partition that is here.
    long at(TopicPartition partition) {
        Long offset = byPartition.get(partition);
        if (offset == null) throw new IllegalArgumentException(partition + " is not in " + this);
        return offset;
    }

    boolean has(TopicPartition partition) {
        return byPartition.containsKey(partition);
    }

    /// Those of both, of a partition in both the other's.
    PartitionOffsets with(PartitionOffsets others) {
        SortedMap<TopicPartition, Long> all = new TreeMap<>(byPartition);
        all.putAll(others.byPartition);
        return new PartitionOffsets(all);
    }

    /// Whether one of the partitions is of this topic.
    boolean hasTopic(String topic) {
        return partitions().stream().anyMatch(partition -> partition.topic().equals(topic));
    }

    /// The same without some partitions.
    PartitionOffsets except(Collection<TopicPartition> others) {
        SortedMap<TopicPartition, Long> rest = new TreeMap<>(byPartition);
        rest.keySet().removeAll(others);
        return new PartitionOffsets(rest);
    }

    /// The partitions of these that are not in the others.
    Set<TopicPartition> without(PartitionOffsets others) {
        Set<TopicPartition> rest = new HashSet<>(partitions());
        rest.removeAll(others.partitions());
        return rest;
    }

    /// As errors of Spark show partitions.
    static String shown(Collection<TopicPartition> partitions) {
        return "Set("
                + String.join(
                        ", ",
                        partitions.stream()
                                .sorted(ORDER)
                                .map(TopicPartition::toString)
                                .toList()) + ")";
    }

    @Override
    public String toString() {
        return toJson().toText();
    }
}
