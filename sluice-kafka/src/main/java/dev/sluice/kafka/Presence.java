package dev.sluice.kafka;

import dev.sluice.error.SluiceException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/// Whether there is a broker at all: asked before anything else, since Kafka's clients wait for one that is not there
/// for a minute, and then say that they know of no topic.
final class Presence {

    /// Whoever has mistyped an address should not wait for longer.
    private static final long MOST_MILLIS = 10_000;

    private Presence() {}

    /// @throws SluiceException if none answers soon
    static void require(Map<String, String> client, Waits waits) {
        Admin admin = KafkaClients.admin(client, client.getOrDefault(KafkaOptions.SERVERS, ""));
        try {
            require(admin, client, waits);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /// @throws SluiceException if none answers soon
    static void require(Admin admin, Map<String, String> client, Waits waits) {
        long said = KafkaClients.millis(client, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, MOST_MILLIS);
        int millis = (int) Math.min(MOST_MILLIS, said);
        try {
            waits.during(() -> ask(admin, millis));
        } catch (KafkaException | IllegalStateException e) {
            throw Broker.failed("connect", client.getOrDefault(KafkaOptions.SERVERS, ""), e);
        }
    }

    private static int ask(Admin admin, int millis) {
        var asked = new DescribeClusterOptions().timeoutMs(millis);
        try {
            return Broker.answer(() -> admin.describeCluster(asked).nodes().get())
                    .size();
        } catch (TimeoutException e) {
            throw new TimeoutException("no broker has answered within " + millis + " ms", e);
        }
    }
}
