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
    private volatile @Nullable Exception failure;

    RecordSender(Producer<byte[], byte[]> producer, SinkColumns columns, String servers) {
        this.producer = producer;
        this.columns = columns;
        this.servers = servers;
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    /// For one task.
    Sink.Writer writer() {
        return new Sink.Writer() {
            @Override
            public void write(Chunk chunk) {
                columns.records(chunk, RecordSender.this::send);
            }

            @Override
            public void close() {}
        };
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        check();
        try {
            var _ = producer.send(record, (_, failed) -> {
                if (failed != null && failure == null) failure = failed;
            });
        } catch (KafkaException | IllegalStateException e) {
            throw failed(e);
        }
    }

    /// Waits until the brokers have all.
    void flush() {
        producer.flush();
        check();
    }

    /// @throws SluiceException if something was not taken
    void check() {
        Exception first = failure;
        if (first != null) throw failed(first);
    }

    SluiceException failed(Exception cause) {
        return Broker.failed("write", servers, cause);
    }

    /// What was not taken belongs to a micro-batch that is given up.
    void forget() {
        failure = null;
    }

    @Override
    public void close() {
        producer.close(failure == null ? LAST : Duration.ZERO);
    }
}
