/// The format `kafka`: topics of Kafka.
@SuppressWarnings("requires-automatic") // the library has no module description
module dev.sluice.kafka {
    requires transitive dev.sluice.core;
    requires static transitive org.jspecify;
    requires java.logging;
    requires kafka.clients;

    exports dev.sluice.kafka;

    provides dev.sluice.connector.Provider with
            dev.sluice.kafka.KafkaProvider;
}
