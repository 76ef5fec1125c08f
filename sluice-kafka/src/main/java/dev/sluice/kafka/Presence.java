package dev.sluice.kafka;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/// Whether there is a broker at all: asked before anything else, since Kafka's clients wait for one that is not there
/// for a minute, and then say that they know of no topic.
///
/// @param client what Kafka's clients are told
/// @param millis for how long an answer is waited for
/// @param isNew whether whoever asks has never had one: then it is not waited for again
record Presence(Map<String, String> client, long millis, boolean isNew) {

    /// Whoever has mistyped an address should not wait for longer, unless the options say so.
    private static final long FIRST_MILLIS = 10_000;

    /// As long as Kafka's producer waits by itself.
    private static final long BLOCK_MILLIS = 60_000;

    /// For who begins.
    static Presence first(Map<String, String> client) {
        long said = KafkaClients.millis(client, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, FIRST_MILLIS);
        return new Presence(client, Math.min(Integer.MAX_VALUE, said), true);
    }

    /// For who goes on writing.
    static Presence again(Map<String, String> client) {
        long said = KafkaClients.millis(client, ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        return new Presence(client, Math.min(Integer.MAX_VALUE, said), false);
    }

    /// @throws SluiceException if none answers
    void require(Waits waits) {
        Admin admin = KafkaClients.admin(client, servers());
        try {
            require(admin, waits);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /// @throws SluiceException if none answers
    void require(Admin admin, Waits waits) {
        try {
            waits.during(() -> ask(admin));
        } catch (TimeoutException e) {
            throw isNew ? absent(e) : Broker.failed("connect", servers(), e);
        } catch (KafkaException | IllegalStateException e) {
            throw Broker.failed("connect", servers(), e);
        }
    }

    private int ask(Admin admin) {
        var asked = new DescribeClusterOptions().timeoutMs((int) millis);
        try {
            return Broker.answer(() -> admin.describeCluster(asked).nodes().get())
                    .size();
        } catch (TimeoutException e) {
            throw new TimeoutException("no broker has answered within " + millis + " ms", e);
        }
    }

    /// Not as one that may pass, for which a query waits.
    private SluiceException absent(TimeoutException cause) {
        return ErrorCondition.KAFKA_FAILED
                .error()
                .with("action", "connect")
                .with("servers", servers())
                .with("message", String.valueOf(cause.getMessage()))
                .cause(cause)
                .hint(Broker.AWAY)
                .build();
    }

    private String servers() {
        return client.getOrDefault(KafkaOptions.SERVERS, "");
    }
}
