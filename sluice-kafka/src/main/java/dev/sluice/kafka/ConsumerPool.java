package dev.sluice.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// Consumers that tasks borrow to read what is not here: to open one takes longer than to read a thousand records.
final class ConsumerPool implements AutoCloseable {

    /// What is asked for is there. Behind it there may be nothing yet: the broker must not hold that fetch for long,
    /// since the next one has to wait for its answer.
    private static final String WAIT_MILLIS = "10";

    private final KafkaOptions options;
    private final String groupId;
    private final Waits waits;
    private final Deque<Consumer<ByteBuffer, ByteBuffer>> free = new ArrayDeque<>();
    private boolean closed;

    ConsumerPool(KafkaOptions options, String groupId, Waits waits) {
        this.options = options;
        this.groupId = groupId;
        this.waits = waits;
    }

    String groupId() {
        return options.client().getOrDefault("group.id", groupId);
    }

    /// Whose end somebody may want.
    Waits waits() {
        return waits;
    }

    Consumer<ByteBuffer, ByteBuffer> take() {
        synchronized (this) {
            if (!free.isEmpty()) return free.pop();
        }
        Map<String, String> client = new HashMap<>(options.client());
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, WAIT_MILLIS);
        return KafkaClients.consumer(client, groupId);
    }

    void giveBack(Consumer<ByteBuffer, ByteBuffer> consumer) {
        synchronized (this) {
            if (!closed) {
                consumer.unsubscribe();
                free.push(consumer);
                return;
            }
        }
        close(consumer);
    }

    /// Does not wait for the broker, which may be holding a fetch until there are records.
    static void close(Consumer<?, ?> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    @Override
    public synchronized void close() {
        closed = true;
        free.forEach(ConsumerPool::close);
        free.clear();
    }
}
