package dev.sluice.kafka;

import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/// Writes rows as records, each micro-batch once, whatever crashes: it is one transaction.
///
/// ```text
/// begin ── records ── offset of the group sluice-<query>: {"batchId":7} ── commit      all of it is seen, or nothing
/// ```
///
/// The id of the last micro-batch is what the query's consumer group has committed, in the metadata of an offset. The
/// transactional id is the query's too: whoever opens the sink fences off who had it before, and a transaction that was
/// left open is aborted, so that what is found then is final.
final class TransactionalSink implements Sink {

    private static final String BATCH_ID = "batchId";

    /// A topic that is there in any case, for offsets of a sink whose rows say their topics.
    private static final String INTERNAL = "__consumer_offsets";

    private final SinkOptions options;
    private final SinkColumns columns;
    private String name;
    private boolean isQuery;
    private @Nullable RecordSender sender;
    private @Nullable ConsumerGroupMetadata group;
    private OptionalLong last = OptionalLong.empty();

    TransactionalSink(SinkOptions options, DataType.Struct schema, Machine machine) {
        this.options = options;
        columns = new SinkColumns(schema, options.topic());
        name = "sluice-" + machine.newId();
    }

    @Override
    public String description() {
        return options.description();
    }

    @Override
    public void forQuery(String query) {
        name = options.client().getOrDefault(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "sluice-" + query);
        isQuery = true;
    }

    @Override
    public String ledger() {
        return options.servers() + ", consumer group " + name;
    }

    @Override
    public OptionalLong lastCommitted() {
        sender();
        return last;
    }

    private RecordSender sender() {
        if (sender == null) {
            var opened = new RecordSender(
                    KafkaClients.producer(options.transactionalProducer(name), options.servers()),
                    columns,
                    options.servers());
            sender = opened;
            try {
                opened.producer().initTransactions();
                if (options.topic() != null) opened.producer().partitionsFor(options.topic());
            } catch (KafkaException e) {
                throw Broker.failed("begin transactions as " + name, options.servers(), e);
            }
            if (isQuery) {
                last = find();
                group = KafkaClients.group(options.client(), name);
            }
        }
        return sender;
    }

    /// Asks for the last micro-batch that is committed.
    private OptionalLong find() {
        try (Admin admin = KafkaClients.admin(options.client(), options.servers())) {
            var asked = new ListConsumerGroupOffsetsOptions().requireStable(true);
            return admin.listConsumerGroupOffsets(name, asked).partitionsToOffsetAndMetadata().get().values().stream()
                    .filter(committed -> committed != null)
                    .mapToLong(committed -> batchId(committed.metadata()))
                    .max();
        } catch (ExecutionException e) {
            throw Broker.failed(
                    "find the last micro-batch of " + name, options.servers(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Broker.failed("find the last micro-batch of " + name, options.servers(), e);
        }
    }

    private static long batchId(String metadata) {
        return JsonValue.parse(metadata).asObject().require(BATCH_ID).asLong();
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        RecordSender open = sender();
        open.forget();
        try {
            open.producer().beginTransaction();
        } catch (KafkaException | IllegalStateException e) {
            throw refused(batchId, open.failed(e));
        }
        return new Transaction(batchId, open);
    }

    @Override
    public void close() {
        if (sender != null) sender.close();
    }

    /// Who was fenced off is told by whom.
    private SluiceException refused(long batchId, SluiceException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return ErrorCondition.SINK_BATCH_TAKEN
                        .error()
                        .with("batchId", batchId)
                        .with("directory", description())
                        .cause(failed)
                        .hint("another run of the query writes as " + name
                                + "; stop one of them. If it was this one whose"
                                + " transaction took too long, raise kafka.transaction.timeout.ms.")
                        .build();
            }
        }
        return failed;
    }

    private final class Transaction implements Batch {
        private final long batchId;
        private final RecordSender open;
        private boolean committing;

        private Transaction(long batchId, RecordSender open) {
            this.batchId = batchId;
            this.open = open;
        }

        @Override
        public Writer writer(int partition) {
            return open.writer();
        }

        @Override
        public void commit() {
            Producer<byte[], byte[]> producer = open.producer();
            try {
                open.check();
                if (isQuery) {
                    String metadata =
                            JsonValue.object().put(BATCH_ID, batchId).build().toText();
                    String topic = options.topic() == null ? INTERNAL : options.topic();
                    producer.sendOffsetsToTransaction(
                            Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(batchId, metadata)),
                            Objects.requireNonNull(group));
                }
                committing = true;
                producer.commitTransaction();
            } catch (KafkaException | IllegalStateException e) {
                throw refused(batchId, open.failed(e));
            } catch (SluiceException e) {
                throw refused(batchId, e);
            }
            last = OptionalLong.of(batchId);
        }

        /// Whether a commit that failed has happened, the next run finds out.
        @Override
        public void abort(Throwable cause) {
            if (committing) return;
            try {
                open.producer().abortTransaction();
            } catch (KafkaException | IllegalStateException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
