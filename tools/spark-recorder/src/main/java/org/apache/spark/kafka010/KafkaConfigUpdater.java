package org.apache.spark.kafka010;

import java.util.LinkedHashMap;
import java.util.Map;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark's Kafka connector makes the settings of its clients with; here without anything for authentication. */
public final class KafkaConfigUpdater {

    private final Map<String, Object> settings;

    public KafkaConfigUpdater(String client, scala.collection.immutable.Map<String, Object> given) {
        settings = new LinkedHashMap<>(CollectionConverters.asJava(given));
    }

    public KafkaConfigUpdater set(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    public KafkaConfigUpdater setIfUnset(String name, Object value) {
        settings.putIfAbsent(name, value);
        return this;
    }

    public KafkaConfigUpdater setAuthenticationConfigIfNeeded() {
        return this;
    }

    public KafkaConfigUpdater setAuthenticationConfigIfNeeded(Option<KafkaTokenClusterConf> cluster) {
        return this;
    }

    public Map<String, Object> build() {
        return settings;
    }
}
