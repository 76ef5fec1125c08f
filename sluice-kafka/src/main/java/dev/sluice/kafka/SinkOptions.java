package dev.sluice.kafka;

import dev.sluice.connector.Options;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/// What is said of topics that are written.
///
/// @param client what begins with `kafka.`, without that
/// @param topic the topic of all rows, or null if a column says it
/// @param transactional whether each micro-batch is one transaction, written once
/// @param writeForgotten whether a micro-batch is written of which nobody knows whether it is there
record SinkOptions(Map<String, String> client, @Nullable String topic, boolean transactional, boolean writeForgotten) {

    /// As long as the brokers allow by themselves is 15 minutes; Kafka's own minute is short for a large
    /// first micro-batch.
    private static final String TRANSACTION_MILLIS = "300000";

    /// A transaction may begin when the one before has been marked in all partitions, some milliseconds after its
    /// commit; until then the broker says to ask again, which by Kafka's default is a tenth of a second later.
    private static final String RETRY_MILLIS = "3";

    static SinkOptions of(Options options) {
        KafkaOptions.refuse(
                options,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                " as keys are serialized with" + " ByteArraySerializer.");
        KafkaOptions.refuse(
                options,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                " as value are serialized with" + " ByteArraySerializer.");
        KafkaOptions.requireServers(
                options, "Option 'kafka.bootstrap.servers' must be specified for configuring Kafka producer");
        KafkaOptions.checkNames(options);
        boolean transactional = KafkaOptions.flag(options, KafkaOptions.TRANSACTIONAL, false);
        if (!transactional && options.has(KafkaOptions.PREFIX + ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
            throw KafkaOptions.invalid("The option 'kafka.transactional.id' means something only where"
                    + " 'kafka.transactional' is 'true'");
        }
        return new SinkOptions(
                KafkaOptions.client(options),
                options.get("topic").map(String::strip).orElse(null),
                transactional,
                KafkaOptions.flag(options, KafkaOptions.WRITE_FORGOTTEN, false));
    }

    /// Without what clients are told: passwords may be among it.
    @Override
    public String toString() {
        return "SinkOptions[" + topic + ", " + client.keySet() + "]";
    }

    String servers() {
        return client.getOrDefault(KafkaOptions.SERVERS, "");
    }

    /// @param lingerMillis for how long a record may wait for others, unless that is said
    Map<String, Object> producer(int lingerMillis) {
        Map<String, Object> config = new HashMap<>(client);
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        return config;
    }

    Map<String, Object> transactionalProducer(String transactionalId) {
        Map<String, Object> config = producer(0);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        config.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_MILLIS);
        return config;
    }

    String description() {
        return "kafka[" + servers() + (topic == null ? "" : ", " + topic) + "]";
    }
}
