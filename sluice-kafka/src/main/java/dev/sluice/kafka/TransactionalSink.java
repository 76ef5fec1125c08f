package dev.sluice.kafka;

import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import java.time.Duration;
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
/// begin ── records ── offset of the group sluice-<query>: {"batchId":7,"query":…} ── commit
///                                                                                    └ all is seen, or nothing
/// ```
///
/// The id of the last micro-batch is what the query's consumer group has committed, in the metadata of an offset. The
/// transactional id is the query's too: whoever opens the sink fences off who had it before, and a transaction that was
/// left open is aborted, so that what is found then is final.
final class TransactionalSink implements Sink {

    /// For how long a failed micro-batch waits until it is aborted: a moment where the broker is there.
    private static final Duration ABORT = Duration.ofSeconds(3);

    private static final String PREFIX = "sluice-";
    private static final String BATCH_ID = "batchId";
    private static final String QUERY = "query";

    /// A topic that is there in any case, for offsets of a sink whose rows say their topics.
    private static final String INTERNAL = "__consumer_offsets";

    private static final System.Logger LOG = System.getLogger("KafkaTransactionalSink");

    private final SinkOptions options;
    private final SinkColumns columns;
    private final Machine machine;
    private String name;
    private String ledger = "";
    private @Nullable String query;
    private @Nullable RecordSender sender;
    private @Nullable ConsumerGroupMetadata group;
    private OptionalLong last = OptionalLong.empty();

    TransactionalSink(SinkOptions options, DataType.Struct schema, Machine machine) {
        this.options = options;
        this.machine = machine;
        columns = new SinkColumns(schema, options.topic());
        name = PREFIX + machine.newId();
    }

    @Override
    public String description() {
        return options.description();
    }

    @Override
    public void forQuery(String query) {
        String said = options.client().get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        name = said == null ? PREFIX + query : said;
        ledger = PREFIX + (said == null ? query : said); // never that of an application of the same name
        this.query = query;
    }

    @Override
    public String ledger() {
        return options.servers() + ", consumer group " + ledger;
    }

    /// A group that is silent for long, or whose topic is deleted, is gone.
    @Override
    public boolean mayForget() {
        return !options.writeForgotten();
    }

    @Override
    public OptionalLong lastCommitted() {
        sender();
        return last;
    }

    private RecordSender sender() {
        RecordSender open = sender;
        if (open == null) {
            open = new RecordSender(
                    KafkaClients.producer(options.transactionalProducer(name), options.servers()),
                    columns,
                    options.servers());
            try {
                begin(open.producer());
            } catch (RuntimeException e) {
                open.producer().close(Duration.ZERO);
                throw e;
            }
            sender = open;
        }
        return open;
    }

    private void begin(Producer<byte[], byte[]> producer) {
        try {
            producer.initTransactions();
            if (options.topic() != null) producer.partitionsFor(options.topic());
        } catch (KafkaException e) {
            throw Broker.failed("begin transactions as " + name, options.servers(), e);
        }
        if (query == null) return;
        last = find(query);
        group = KafkaClients.group(options.client(), ledger);
    }

    /// Asks for the last micro-batch that is committed.
    private OptionalLong find(String query) {
        try (Admin admin = KafkaClients.admin(options.client(), options.servers())) {
            var asked = new ListConsumerGroupOffsetsOptions().requireStable(true);
            return admin.listConsumerGroupOffsets(ledger, asked).partitionsToOffsetAndMetadata().get().values().stream()
                    .filter(committed -> committed != null)
                    .mapToLong(committed -> batchId(committed.metadata(), query))
                    .max();
        } catch (ExecutionException e) {
            throw Broker.failed(
                    "find the last micro-batch of " + name, options.servers(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Broker.failed("find the last micro-batch of " + name, options.servers(), e);
        }
    }

    /// The micro-batch that a commit tells of. What another query wrote says nothing of this one's, and is no reason to
    /// leave some of them out.
    private long batchId(String metadata, String query) {
        JsonValue told = JsonValue.JsonNull.NULL;
        try {
            told = JsonValue.parse(metadata);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "The consumer group " + ledger + " holds " + metadata, e);
        }
        JsonValue id = told instanceof JsonValue.JsonObject object ? object.get(BATCH_ID) : null;
        JsonValue of = told instanceof JsonValue.JsonObject object ? object.get(QUERY) : null;
        if (id != null && (of == null || of.asString().equals(query))) return id.asLong();
        throw ErrorCondition.KAFKA_OPTION
                .error()
                .with(
                        "message",
                        id == null
                                ? "The consumer group " + ledger + " is not this query's: it holds '" + metadata + "'"
                                : "The transactional id " + name + " is that of the query "
                                        + Objects.requireNonNull(of).asString() + ", not of this one, " + query)
                .hint("give each query a kafka.transactional.id of its own, or say none: then it is the query's id.")
                .build();
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
                if (query != null) {
                    String metadata = JsonValue.object()
                            .put(BATCH_ID, batchId)
                            .put(QUERY, query)
                            .build()
                            .toText();
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

        /// Whether a commit that failed has happened, the next run finds out. A broker that is away is not waited for:
        /// whoever opens the sink next aborts what was left open.
        @Override
        public void abort(Throwable cause) {
            if (committing) return;
            Thread aborting = machine.threads().newThread(() -> {
                try {
                    open.producer().abortTransaction();
                } catch (KafkaException | IllegalStateException e) {
                    cause.addSuppressed(e);
                }
            });
            aborting.start();
            try {
                if (aborting.join(ABORT)) return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            sender = null;
            open.producer().close(Duration.ZERO);
        }
    }
}
