package dev.sluice.kafka;

import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
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

    private static final String UNKNOWN =
            "Nobody knows yet whether this micro-batch is there: the next start finds out, and writes it if it is not.";

    private final SinkOptions options;
    private final SinkColumns columns;
    private final Machine machine;
    private final Waits waits = new Waits();
    private Presence presence;
    private String name;
    private @Nullable Ledger ledger;
    private @Nullable RecordSender sender;
    private @Nullable ConsumerGroupMetadata group;
    private OptionalLong last = OptionalLong.empty();

    TransactionalSink(SinkOptions options, DataType.Struct schema, Machine machine) {
        this.options = options;
        this.machine = machine;
        columns = new SinkColumns(schema, options.topic());
        presence = Presence.first(options.client());
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
        // Never the group of an application that has the same name.
        ledger = new Ledger(PREFIX + (said == null ? query : said), query, name, options.topic());
    }

    @Override
    public void goesOn() {
        presence = Presence.again(options.client());
    }

    @Override
    public String ledger() {
        return options.servers() + ", consumer group " + (ledger == null ? "" : ledger.group());
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

    @Override
    public void hurry() {
        waits.hurry();
    }

    private RecordSender sender() {
        if (sender == null) sender = open();
        return sender;
    }

    /// Fences off who wrote before, and asks what is written.
    private RecordSender open() {
        Admin admin = KafkaClients.admin(options.client(), options.servers());
        try {
            presence.require(admin, waits);
            var open = new RecordSender(
                    KafkaClients.producer(options.transactionalProducer(name), options.servers()),
                    columns,
                    options.servers(),
                    waits);
            try {
                open.await("begin transactions as " + name, () -> begin(open.producer(), admin));
            } catch (RuntimeException e) {
                open.close();
                throw e;
            }
            return open;
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private void begin(Producer<byte[], byte[]> producer, Admin admin) {
        Ledger kept = ledger;
        long millis = Math.max(KafkaClients.CALL_MILLIS, presence.millis());
        if (kept != null) Broker.answer(() -> kept.last(admin, false, millis)); // who is refused fences nobody off
        producer.initTransactions();
        if (options.topic() != null) producer.partitionsFor(options.topic());
        if (kept == null) return;
        last = Broker.answer(() -> kept.last(admin, true, millis));
        group = KafkaClients.group(options.client(), kept.group());
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        RecordSender open = sender();
        open.forget();
        try {
            open.await("begin micro-batch " + batchId, open.producer()::beginTransaction);
        } catch (SluiceException e) {
            throw refused(batchId, e);
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
        private boolean isUnknown;

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
            try {
                open.check();
                open.await("commit micro-batch " + batchId, () -> commit(open.producer()));
            } catch (SluiceException e) {
                throw refused(batchId, isUnknown ? e.with(null, UNKNOWN) : e);
            }
            last = OptionalLong.of(batchId);
        }

        private void commit(Producer<byte[], byte[]> producer) {
            if (ledger != null) {
                producer.sendOffsetsToTransaction(ledger.entry(batchId), Objects.requireNonNull(group));
            }
            try {
                producer.commitTransaction();
            } catch (TimeoutException | InterruptException e) {
                isUnknown = true;
                throw e;
            }
        }

        /// Whether a commit has happened whose answer did not come, the next run finds out. A broker that is away is
        /// not waited for: whoever opens the sink next aborts what was left open.
        @Override
        public void abort(Throwable cause) {
            if (isUnknown) return;
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
