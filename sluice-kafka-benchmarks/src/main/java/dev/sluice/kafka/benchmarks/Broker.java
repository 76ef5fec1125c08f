package dev.sluice.kafka.benchmarks;

import dev.sluice.benchmarks.topic.Child;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A broker on the loopback interface that is its own controller, with the settings of Kafka but for what needs several
/// brokers.
final class Broker {

    private Broker() {}

    /// @param args a directory, and `TOPIC=PARTITIONS`
    public static void main(String[] args) throws Exception {
        Path log = Files.createDirectories(Path.of(args[0])).resolve("log");
        if (!Files.exists(log.resolve("meta.properties"))) format(log);
        List<Integer> ports = ports(2);
        String servers = "127.0.0.1:" + ports.get(0);
        var server = new KafkaRaftServer(new KafkaConfig(properties(log, servers, ports.get(1)), false), Time.SYSTEM);
        Child.endWithParent(() -> {
            server.shutdown();
            server.awaitShutdown();
        });
        server.startup();
        create(servers, List.of(args).subList(1, args.length));
        System.out.println("ready " + servers);
        server.awaitShutdown();
    }

    private static Properties properties(Path log, String servers, int controller) {
        var properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "listeners", "PLAINTEXT://" + servers + ",CONTROLLER://127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", log.toString()));
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "2",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "2",
                "group.initial.rebalance.delay.ms", "0",
                "log.retention.ms", "-1")); // a topic that is kept has to be there next week
        return properties;
    }

    private static void format(Path log) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(log.toString())
                .addDirectory(log.toString())
                .run();
    }

    private static List<Integer> ports(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < count) held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) socket.close();
        }
    }

    /// Those that are not there yet.
    private static void create(String servers, List<String> topics) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = topics.stream()
                    .map(topic -> topic.split("=", 2))
                    .filter(words -> !there.contains(words[0]))
                    .map(words -> new NewTopic(words[0], Integer.parseInt(words[1]), (short) 1))
                    .toList();
            admin.createTopics(missing).all().get();
        }
    }
}
