package dev.sluice.kafka;

import dev.sluice.json.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// Which topics the query's offsets are of: one that was deleted and made anew has the same name, and offsets that mean
/// other records. The ids are in the log, so that the next run knows too.
final class TopicIds {

    static final String IDS = "ids";

    private final Map<String, Uuid> known = new TreeMap<>();
    private Map<String, Uuid> logged = Map.of();
    private @Nullable Map<String, Uuid> planned;

    /// The partitions whose topic is not the one that is known by that name.
    Set<TopicPartition> madeAnew(Map<TopicPartition, Uuid> found) {
        Set<TopicPartition> anew = new TreeSet<>(PartitionOffsets.ORDER);
        found.forEach((partition, id) -> {
            if (isId(id) && !id.equals(known.getOrDefault(partition.topic(), id))) anew.add(partition);
        });
        return anew;
    }

    /// From now on offsets are of these topics. Those that are not here any more may come back.
    void learn(Map<TopicPartition, Uuid> found) {
        found.forEach((partition, id) -> {
            if (isId(id)) known.put(partition.topic(), id);
        });
    }

    /// Whether it is certain that a topic is the one that is known by that name.
    boolean isSame(TopicPartition partition, @Nullable Uuid id) {
        return id != null && id.equals(known.get(partition.topic()));
    }

    /// Brokers before 2.8 have none.
    private static boolean isId(Uuid id) {
        return !id.equals(Uuid.ZERO_UUID);
    }

    // ---- the log

    /// What a range has to say: nothing if a range that is committed has said it.
    @Nullable
    JsonValue planned() {
        if (known.equals(logged)) return null;
        planned = Map.copyOf(known);
        return toJson(known);
    }

    /// A range is committed, and so in the log for good.
    void committed() {
        if (planned != null) logged = planned;
        planned = null;
    }

    /// What must be known when the ranges are not in the log any more.
    JsonValue memory() {
        Map<String, Uuid> told = planned == null ? logged : planned;
        return told.isEmpty()
                ? JsonValue.JsonNull.NULL
                : JsonValue.object().put(IDS, toJson(told)).build();
    }

    /// Takes back what [#memory] or a range has said.
    void restore(JsonValue told) {
        if (!(told instanceof JsonValue.JsonObject object) || object.get(IDS) == null) return;
        object.require(IDS)
                .asObject()
                .fields()
                .forEach((topic, id) -> known.put(topic, Uuid.fromString(id.asString())));
        logged = Map.copyOf(known);
    }

    private static JsonValue toJson(Map<String, Uuid> ids) {
        Map<String, String> texts = new TreeMap<>();
        ids.forEach((topic, id) -> texts.put(topic, id.toString()));
        return JsonValue.of(texts);
    }
}
