package dev.sluice.kafka;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Where Kafka keeps which micro-batch of a query was written last: as the metadata of an offset that a consumer group
/// commits, in the transaction of the micro-batch.
///
/// @param group the consumer group
/// @param query the query's id, which stands beside the micro-batch's
/// @param transactionalId of the transactions
/// @param topic that all rows go to, or null if each says its own
record Ledger(
        String group,
        String query,
        String transactionalId,
        @Nullable String topic) {

    private static final String BATCH_ID = "batchId";
    private static final String QUERY = "query";

    /// A topic that is there in any case, for offsets of a sink whose rows say their topics.
    private static final String INTERNAL = "__consumer_offsets";

    private static final System.Logger LOG = System.getLogger("KafkaTransactionalSink");

    /// What the transaction of a micro-batch commits.
    Map<TopicPartition, OffsetAndMetadata> entry(long batchId) {
        String metadata = JsonValue.object()
                .put(BATCH_ID, batchId)
                .put(QUERY, query)
                .build()
                .toText();
        return Map.of(
                new TopicPartition(topic == null ? INTERNAL : topic, 0), new OffsetAndMetadata(batchId, metadata));
    }

    /// Asks for the last micro-batch that is committed.
    ///
    /// @param stable whether a transaction that is being decided is waited for: then the answer is final, once the run
    /// before is fenced off
    /// @param millis for how long the answer is waited for
    OptionalLong last(Admin admin, boolean stable, long millis) throws ExecutionException, InterruptedException {
        var asked = new ListConsumerGroupOffsetsOptions().requireStable(stable).timeoutMs((int) millis);
        return admin.listConsumerGroupOffsets(group, asked).partitionsToOffsetAndMetadata().get().values().stream()
                .filter(committed -> committed != null)
                .mapToLong(committed -> batchId(committed.metadata()))
                .max();
    }

    /// The micro-batch that a commit tells of. What another query wrote says nothing of this one's, and is no reason to
    /// leave some of them out.
    private long batchId(String metadata) {
        JsonValue told = JsonValue.JsonNull.NULL;
        try {
            told = JsonValue.parse(metadata);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "The consumer group " + group + " holds " + metadata, e);
        }
        JsonValue id = told instanceof JsonValue.JsonObject object ? object.get(BATCH_ID) : null;
        JsonValue of = told instanceof JsonValue.JsonObject object ? object.get(QUERY) : null;
        if (id == null)
            throw notOurs("The consumer group " + group + " is not this query's: it holds '" + metadata + "'");
        if (of == null || of.asString().equals(query)) return id.asLong();
        throw notOurs("The transactional id " + transactionalId + " is that of the query " + of.asString()
                + ", not of this one, " + query);
    }

    private static SluiceException notOurs(String message) {
        return ErrorCondition.KAFKA_OPTION
                .error()
                .with("message", message)
                .hint("give each query a kafka.transactional.id of its own, or say none: then it is the query's id.")
                .build();
    }
}
