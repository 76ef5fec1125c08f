package dev.sluice.kafka;

import dev.sluice.connector.Sink;
import dev.sluice.type.DataType;
import org.jspecify.annotations.Nullable;

/// Writes rows as records, at least once: a micro-batch is over when the brokers have all of its records, and one that
/// is run again writes them again. As Spark's sink does.
final class KafkaSink implements Sink {

    /// A micro-batch is flushed at its end, so waiting for others makes larger requests and nobody late.
    private static final int LINGER_MILLIS = 5;

    private final SinkOptions options;
    private final SinkColumns columns;
    private final Waits waits = new Waits();
    private Presence presence;
    private @Nullable RecordSender sender;
    private int linger;

    KafkaSink(SinkOptions options, DataType.Struct schema) {
        this.options = options;
        columns = new SinkColumns(schema, options.topic());
        presence = Presence.first(options.client());
    }

    @Override
    public String description() {
        return options.description();
    }

    @Override
    public void goesOn() {
        presence = Presence.again(options.client());
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        return new Records(sender(LINGER_MILLIS));
    }

    @Override
    public boolean flows() {
        return true;
    }

    /// Nobody flushes while it is open: each record goes at once.
    @Override
    public Batch beginFlow(long batchId) {
        return new Records(sender(0));
    }

    private RecordSender sender(int lingerMillis) {
        RecordSender open = sender;
        if (open != null && linger != lingerMillis) { // after a pending micro-batch rows may flow
            sender = null;
            open.close();
            open = null;
        }
        if (open == null) {
            presence.require(waits);
            open = new RecordSender(
                    KafkaClients.producer(options.producer(lingerMillis), options.servers()),
                    columns,
                    options.servers(),
                    waits);
            sender = open;
            linger = lingerMillis;
        }
        open.forget();
        return open;
    }

    @Override
    public void hurry() {
        waits.hurry();
    }

    @Override
    public void close() {
        if (sender != null) sender.close();
    }

    private record Records(RecordSender sender) implements Batch {
        @Override
        public Writer writer(int partition) {
            return sender.writer();
        }

        @Override
        public void commit() {
            sender.flush();
        }

        /// What was sent is sent.
        @Override
        public void abort(Throwable cause) {}
    }
}
