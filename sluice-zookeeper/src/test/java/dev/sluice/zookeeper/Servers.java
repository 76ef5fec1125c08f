package dev.sluice.zookeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/// An ensemble of three servers, real ones, in this process: one for all tests of a class.
@SuppressWarnings("try") // who interrupts a test wants its end
final class Servers implements AutoCloseable {

    private static final int MEMBERS = 3;

    private final Path directory;
    private final List<Integer> clientPorts = new ArrayList<>();
    private final List<Integer> quorumPorts = new ArrayList<>();
    private final List<Integer> electionPorts = new ArrayList<>();
    private final Member[] members = new Member[MEMBERS];

    private static final class Member extends QuorumPeerMain {
        private Thread thread;

        QuorumPeer peer() {
            return quorumPeer;
        }
    }

    Servers() throws Exception {
        System.setProperty("zookeeper.admin.enableServer", "false");
        java.util.logging.Logger.getLogger("org.apache.zookeeper").setLevel(java.util.logging.Level.OFF);
        directory = Files.createTempDirectory("zookeeper");
        for (List<Integer> ports : List.of(clientPorts, quorumPorts, electionPorts)) {
            for (int i = 0; i < MEMBERS; i++) ports.add(freePort());
        }
        for (int i = 0; i < MEMBERS; i++) start(i);
        try (ZooKeeper client = client()) {
            client.exists("/", false);
        }
    }

    /// As in a URI.
    String addresses() {
        return clientPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    String root() {
        return "zk://" + addresses();
    }

    ZooKeeper client() throws Exception {
        var ready = new java.util.concurrent.CountDownLatch(1);
        var client = new ZooKeeper(addresses(), 10_000, event -> {
            if (event.getState() == Watcher.Event.KeeperState.SyncConnected) ready.countDown();
        });
        ready.await();
        return client;
    }

    /// Ends the session as the ensemble does that has not heard of a client for too long.
    void expire(ZooKeeper session) throws Exception {
        var ready = new java.util.concurrent.CountDownLatch(1);
        var second = new ZooKeeper(
                addresses(),
                10_000,
                event -> {
                    if (event.getState() == Watcher.Event.KeeperState.SyncConnected) ready.countDown();
                },
                session.getSessionId(),
                session.getSessionPasswd());
        ready.await();
        second.close();
    }

    /// Stops the leader, and starts it again later, when another leads.
    int stopLeader() throws Exception {
        for (int i = 0; i < MEMBERS; i++) {
            if (members[i].peer().getPeerState() == QuorumPeer.ServerState.LEADING) {
                stop(i);
                return i;
            }
        }
        throw new AssertionError("nobody leads");
    }

    void start(int i) throws Exception {
        Path data = Files.createDirectories(directory.resolve(String.valueOf(i)));
        Files.writeString(data.resolve("myid"), String.valueOf(i));
        var properties = new Properties();
        properties.setProperty("tickTime", "500");
        properties.setProperty("initLimit", "40");
        properties.setProperty("syncLimit", "20");
        properties.setProperty("dataDir", data.toString());
        properties.setProperty("clientPort", String.valueOf(clientPorts.get(i)));
        properties.setProperty("clientPortAddress", "127.0.0.1");
        properties.setProperty("maxClientCnxns", "0");
        for (int j = 0; j < MEMBERS; j++) {
            properties.setProperty("server." + j, "127.0.0.1:" + quorumPorts.get(j) + ":" + electionPorts.get(j));
        }
        var config = new QuorumPeerConfig();
        config.parseProperties(properties);
        var member = new Member();
        members[i] = member;
        member.thread = new Thread(
                () -> {
                    try {
                        member.runFromConfig(config);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                "zookeeper-" + i);
        member.thread.setDaemon(true);
        member.thread.start();
    }

    private void stop(int i) throws InterruptedException {
        members[i].peer().shutdown();
        members[i].thread.join();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        for (int i = 0; i < MEMBERS; i++) {
            if (members[i].peer() != null && members[i].thread.isAlive()) stop(i);
        }
    }
}
