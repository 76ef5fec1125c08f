package dev.sluice.kafka;

import dev.sluice.connector.Sink;
import dev.sluice.error.SluiceException;
import dev.sluice.vector.Chunk;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Sends rows by a producer, which all tasks share, and remembers the first that was not taken. Sending does not wait
/// for the broker, [#flush] does.
final class RecordSender implements AutoCloseable {

    private static final Duration LAST = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final SinkColumns columns;
    private final String servers;
    private final Waits waits;
    private volatile @Nullable Exception failure;
    private volatile boolean failed;

    RecordSender(Producer<byte[], byte[]> producer, SinkColumns columns, String servers, Waits waits) {
        this.producer = producer;
        this.columns = columns;
        this.servers = servers;
        this.waits = waits;
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    /// For one task.
    Sink.Writer writer() {
        return new Sink.Writer() {
            @Override
            public void write(Chunk chunk) {
                await("write", () -> columns.records(chunk, RecordSender.this::send));
            }

            @Override
            public void close() {}
        };
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        check();
        var _ = producer.send(record, (_, failed) -> {
            waits.heard();
            if (failed != null && failure == null) failure = failed;
        });
    }

    /// Waits until the brokers have all.
    void flush() {
        await("write", producer::flush);
        check();
    }

    /// @throws SluiceException if something was not taken
    void check() {
        Exception first = failure;
        if (first != null) throw failed("write", first);
    }

    /// Does what waits for the brokers.
    ///
    /// @param action in words, for errors
    void await(String action, Runnable call) {
        try {
            waits.during(() -> {
                call.run();
                return action;
            });
        } catch (KafkaException | IllegalStateException e) {
            throw failed(action, e);
        }
    }

    private SluiceException failed(String action, Exception cause) {
        failed = true;
        return Broker.failed(action, servers, cause);
    }

    /// What was not taken belongs to a micro-batch that is given up.
    void forget() {
        failure = null;
    }

    /// After a failure nothing is waited for.
    @Override
    public void close() {
        producer.close(failed ? Duration.ZERO : LAST);
    }
}
