package dev.sluice.zookeeper;

import dev.sluice.testing.FreePorts;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.server.quorum.Leader;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;
import org.apache.zookeeper.util.ServiceUtils;

/// An ensemble of three servers, real ones, in this process: one for all tests of a class.
@SuppressWarnings("try") // who interrupts a test wants its end
final class Servers implements AutoCloseable {

    private static final int MEMBERS = 3;

    private final Path directory;
    private final List<Integer> clientPorts;
    private final List<Integer> quorumPorts;
    private final List<Integer> electionPorts;
    private final Member[] members = new Member[MEMBERS];
    private final CompletableFuture<KeeperState> failure = new CompletableFuture<>();

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
        List<Integer> ports = FreePorts.take(3 * MEMBERS);
        clientPorts = ports.subList(0, MEMBERS);
        quorumPorts = ports.subList(MEMBERS, 2 * MEMBERS);
        electionPorts = ports.subList(2 * MEMBERS, 3 * MEMBERS);
        // A server that can't go on would end the whole process otherwise, tests and all.
        ServiceUtils.setSystemExitProcedure(
                status -> failure.completeExceptionally(new IOException("a server ended with status " + status)));
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

    /// As [#root()], with one server alone.
    String root(int i) {
        return "zk://127.0.0.1:" + clientPorts.get(i);
    }

    int leader() {
        for (int i = 0; i < MEMBERS; i++) {
            if (members[i].peer().getPeerState() == QuorumPeer.ServerState.LEADING) return i;
        }
        throw new AssertionError("nobody leads");
    }

    /// What a leader locks when it has told its followers of a commit, and before it applies it itself: it tells
    /// observers then.
    Object betweenCommitAndApplication(int leader) throws ReflectiveOperationException {
        Field observers = Leader.class.getDeclaredField("observingLearners");
        observers.setAccessible(true);
        return observers.get(members[leader].peer().leader);
    }

    /// Whether a leader has a transaction that it cannot propose now.
    static boolean proposerIsBlocked() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread ->
                        thread.getName().startsWith("ProcessThread") && thread.getState() == Thread.State.BLOCKED);
    }

    ZooKeeper client() throws Exception {
        var ready = new CompletableFuture<KeeperState>();
        var client = new ZooKeeper(addresses(), 10_000, completing(ready));
        await(ready);
        return client;
    }

    /// Ends the session as the ensemble does that has not heard of a client for too long.
    void expire(ZooKeeper session) throws Exception {
        var ready = new CompletableFuture<KeeperState>();
        var second = new ZooKeeper(
                addresses(), 10_000, completing(ready), session.getSessionId(), session.getSessionPasswd());
        await(ready);
        second.close();
    }

    private static Watcher completing(CompletableFuture<KeeperState> ready) {
        return event -> {
            if (event.getState() == KeeperState.SyncConnected) ready.complete(KeeperState.SyncConnected);
        };
    }

    /// Waits for a connection, or for the failure that there will be none.
    private void await(CompletableFuture<KeeperState> ready) throws Exception {
        CompletableFuture.anyOf(ready, failure).get();
    }

    /// Stops the leader, and starts it again later, when another leads.
    int stopLeader() throws Exception {
        int leader = leader();
        stop(leader);
        return leader;
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

    @Override
    public void close() throws Exception {
        for (int i = 0; i < MEMBERS; i++) {
            if (members[i].peer() != null && members[i].thread.isAlive()) stop(i);
        }
    }
}
