package dev.sluice.kafka;

import dev.sluice.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A real broker, which is its own controller, with what it keeps in a directory. It has a door for everyone, and one
/// for the user `ada` with the password `lovelace`; with a certificate that one speaks TLS.
///
/// As a program, for tests that kill it: `KafkaServer DIRECTORY PORT`, with free ports behind that one.
final class KafkaServer implements AutoCloseable {

    /// Held, so that what they are told is not forgotten.
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.apache.kafka"), Logger.getLogger("kafka"), Logger.getLogger("state.change.logger"));

    private final Path directory;
    private final List<Integer> ports;
    private final Map<String, String> more;
    private KafkaRaftServer server;

    private static final class Shared {
        private static final KafkaServer SERVER = start();

        private static KafkaServer start() {
            try {
                Path directory = Files.createTempDirectory("kafka");
                var server = new KafkaServer(directory, FreePorts.take(3));
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(directory);
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// @param ports for everyone, for users, and for the controller
    KafkaServer(Path directory, List<Integer> ports) {
        this(directory, ports, Map.of());
    }

    /// @param more properties
    KafkaServer(Path directory, List<Integer> ports, Map<String, String> more) {
        this.directory = directory;
        this.ports = ports;
        this.more = more;
    }

    /// The one that all tests of this module use.
    static KafkaServer shared() {
        return Shared.SERVER;
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        var server = new KafkaServer(Path.of(args[0]), List.of(port, port + 1, port + 2));
        server.start();
        System.out.println("ready");
        server.server.awaitShutdown();
    }

    String servers() {
        return "127.0.0.1:" + ports.getFirst();
    }

    String serversForUsers() {
        return "127.0.0.1:" + ports.get(1);
    }

    void start() {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        String users = more.containsKey("ssl.keystore.location") ? "SASL_SSL" : "SASL_PLAINTEXT";
        var properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@127.0.0.1:" + ports.get(2),
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.getFirst() + "," + users + "://127.0.0.1:" + ports.get(1)
                        + ",CONTROLLER://127.0.0.1:" + ports.get(2),
                "controller.listener.names",
                "CONTROLLER",
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + users + ":" + users + ",CONTROLLER:PLAINTEXT",
                "log.dirs",
                directory.resolve("log").toString(),
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name." + users.toLowerCase(java.util.Locale.ROOT) + ".plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_ada=\"lovelace\";"));
        properties.putAll(Map.of(
                "num.partitions", "1",
                "auto.create.topics.enable", "false",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0",
                "file.delete.delay.ms", "100"));
        properties.putAll(more);
        format();
        server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
    }

    private void format() {
        if (Files.exists(directory.resolve("log").resolve("meta.properties"))) return;
        try {
            new Formatter()
                    .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.resolve("log").toString())
                    .addDirectory(directory.resolve("log").toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
