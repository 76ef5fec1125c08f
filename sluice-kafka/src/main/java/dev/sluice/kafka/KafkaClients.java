package dev.sluice.kafka;

import dev.sluice.vector.Chunk;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/// Makes Kafka's clients out of what the options say.
///
/// They look up classes by the thread's context class loader, which need not know them where this module is opened when
/// it is asked for: so they are made, and their names of options asked for, under their own.
final class KafkaClients {

    /// Of a partition, at once. The next fetch is sent only when all of the last one has been polled: so not much more
    /// than a poll takes, or the broker waits for us and we for the broker.
    private static final int FETCHED_BYTES = 2 << 20;

    /// A broker that has much to send should not have to wait at each step until it is taken.
    private static final int SOCKET_BYTES = 1 << 20;

    /// What a consumer holds of each broker before it is polled.
    private static final int BROKER_BYTES = 16 << 20;

    /// How long a question may take, with all its attempts, and how long each of them.
    static final long CALL_MILLIS = 20_000;

    private static final long REQUEST_MILLIS = 10_000;

    /// The clients print all their options. Held here, since a logger that nobody holds forgets its level.
    private static final Logger TALKATIVE = Logger.getLogger("org.apache.kafka");

    private static final Set<String> ONLY_OTHERS = onlyOthers();

    private KafkaClients() {}

    private static Admin admin(Map<String, String> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.keySet().removeAll(ONLY_OTHERS);
        // Nobody is to hang for minutes. The client refuses a request that may take longer than the whole call.
        long request = millis(client, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 0);
        config.putIfAbsent(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(Math.max(CALL_MILLIS, request)));
        long call = millis(client, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(Math.min(REQUEST_MILLIS, call)));
        return own(() -> Admin.create(config));
    }

    /// A time that the options say. One that is no number Kafka's client refuses.
    static long millis(Map<String, String> client, String option, long otherwise) {
        try {
            return Long.parseLong(client.getOrDefault(option, String.valueOf(otherwise)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /// A consumer that reads what it is told to, from where it is told to, and remembers nothing at the broker. A poll
    /// gives what has been fetched, as much of it as becomes a chunk at once: more would be out of the processor's
    /// cache until it is looked at.
    static Consumer<ByteBuffer, ByteBuffer> consumer(Map<String, String> client, String groupId) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Chunk.ROWS);
        config.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, SOCKET_BYTES);
        config.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BROKER_BYTES);
        // Else a topic that somebody deletes would be there again at once, empty, and nobody would notice.
        config.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        try {
            return own(() -> new KafkaConsumer<>(config, new ByteBufferDeserializer(), new ByteBufferDeserializer()));
        } catch (KafkaException e) {
            throw Broker.failed("connect", client.getOrDefault(KafkaOptions.SERVERS, ""), e);
        }
    }

    static Producer<byte[], byte[]> producer(Map<String, Object> config, String servers) {
        try {
            return own(() -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
        } catch (KafkaException e) {
            throw Broker.failed("connect", servers, e);
        }
    }

    static Admin admin(Map<String, String> client, String servers) {
        try {
            return admin(client);
        } catch (KafkaException e) {
            throw Broker.failed("connect", servers, e);
        }
    }

    /// What a producer's transaction has to know of a consumer group that it commits an offset of. The group
    /// has no members.
    static ConsumerGroupMetadata group(Map<String, String> client, String group) {
        Map<String, String> config = new HashMap<>(client);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        Consumer<ByteBuffer, ByteBuffer> consumer = consumer(config, group);
        try {
            return consumer.groupMetadata();
        } finally {
            ConsumerPool.close(consumer);
        }
    }

    /// A name for the consumer group of one run: two queries must never be one group.
    static String groupId(String prefix, UUID run) {
        return prefix + "-" + run;
    }

    /// What one of the clients knows.
    static Set<String> configNames() {
        return own(() -> {
            Set<String> names = new HashSet<>(ConsumerConfig.configNames());
            names.addAll(ProducerConfig.configNames());
            names.addAll(AdminClientConfig.configNames());
            return names;
        });
    }

    /// What consumers and producers know and the admin client does not: it would complain of it.
    private static Set<String> onlyOthers() {
        Set<String> names = configNames();
        names.removeAll(own(AdminClientConfig::configNames));
        return names;
    }

    private static <T> T own(Supplier<T> make) {
        if (TALKATIVE.getLevel() == null) TALKATIVE.setLevel(Level.WARNING);
        RepeatedLines.leaveOut();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaConsumer.class.getClassLoader());
        try {
            return make.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
