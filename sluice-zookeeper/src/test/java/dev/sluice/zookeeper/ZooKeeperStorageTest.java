package dev.sluice.zookeeper;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.ObjectStorage;
import dev.sluice.storage.ObjectStore;
import dev.sluice.storage.Storage;
import dev.sluice.testing.storage.Death;
import dev.sluice.testing.storage.MortalObjectStore;
import dev.sluice.testing.storage.StorageContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // who interrupts a test wants its end
class ZooKeeperStorageTest extends StorageContract {

    private static final AtomicReference<Servers> SERVERS = new AtomicReference<>();

    @TempDir
    Path large;

    private final List<ZooKeeperNodes> opened = new CopyOnWriteArrayList<>();
    private final AtomicReference<ZooKeeperNodes> mortal = new AtomicReference<>();

    @BeforeAll
    static void startServers() throws Exception {
        SERVERS.set(new Servers());
    }

    @AfterAll
    static void stopServers() throws Exception {
        SERVERS.get().close();
    }

    @AfterEach
    void closeAndDeleteAll() throws Exception {
        opened.forEach(ZooKeeperNodes::close);
        try (ZooKeeper client = SERVERS.get().client()) {
            for (String child : client.getChildren("/", false)) {
                if (!child.equals("zookeeper")) ZKUtil.deleteRecursive(client, "/" + child);
            }
        }
    }

    private ZooKeeperNodes nodes() {
        return nodes(large.toString());
    }

    private ZooKeeperNodes nodes(String dataLocation) {
        return nodes(SERVERS.get().root(), dataLocation, "2 seconds");
    }

    private ZooKeeperNodes nodes(String root, String dataLocation, String sessionTimeout) {
        ZooKeeperNodes nodes = ZooKeeperProvider.nodes(
                root,
                Map.of(
                        ZooKeeperProvider.SESSION_TIMEOUT,
                        sessionTimeout,
                        ZooKeeperProvider.DATA_LOCATION,
                        dataLocation),
                LocalStorage.ofMachine());
        opened.add(nodes);
        return nodes;
    }

    @Override
    protected Storage open() {
        return new ObjectStorage(nodes());
    }

    @Override
    protected Storage open(Death death) {
        mortal.compareAndSet(null, nodes());
        return new ObjectStorage(new MortalObjectStore(mortal.get(), death));
    }

    @Override
    protected Storage openAfterCrash() {
        return new ObjectStorage(mortal.get());
    }

    @Override
    protected boolean hasDirectories() {
        return false;
    }

    @Override
    protected int callsBetweenCrashes() {
        return 3;
    }

    @Test
    void whatIsSmallIsInNodesAndWhatIsLargeInFiles() {
        Storage storage = open();
        storage.create("q/small", new byte[ZooKeeperNodes.LARGEST_INLINE]);
        assertEquals(List.of(), files());
        storage.create("q/large", new byte[ZooKeeperNodes.LARGEST_INLINE + 1]);
        assertEquals(1, files().size());
        assertEquals(ZooKeeperNodes.LARGEST_INLINE + 1, open().read("q/large").length);
        storage.replace("q/large", new byte[ZooKeeperNodes.LARGEST_INLINE + 2]);
        assertEquals(1, files().size());
        storage.create("q/large", new byte[1 << 20]);
        assertEquals(1, files().size(), "who was not first leaves nothing");
        storage.delete("q/large");
        assertEquals(List.of(), files());
    }

    @Test
    void whatIsMergedLeavesTheNodes() throws Exception {
        try (Storage.Appender log = open().append("q/log");
                ZooKeeper client = SERVERS.get().client()) {
            for (int i = 0; i < 100; i++) {
                log.write(new byte[1_000], 0, 1_000);
                log.sync();
            }
            assertTrue(client.getChildren("/q", false).size() <= 1 + 4 + 6, "nodes stay few");
            assertEquals(100 / 16, files().size());
        }
        assertEquals(100_000, open().read("q/log").length);
    }

    @Test
    void filesWithoutANodeGoWhenTheLockIsTaken() {
        Storage storage = open();
        storage.create("q/snapshot/1", new byte[10_000]);
        LocalStorage.ofMachine().create(large + "/q/snapshot/2.0123456789abcdef", new byte[10]);
        LocalStorage.ofMachine().create(large + "/other/snapshot/2.0123456789abcdef", new byte[10]);
        storage.lock("q/lock").orElseThrow().close();
        assertEquals(2, files().size());
        assertEquals(10_000, storage.read("q/snapshot/1").length);
    }

    @Test
    void theLockOfAProcessThatIsGoneIsWaitedForAndThatOfALivingOneRefused() throws Exception {
        ZooKeeperNodes gone = nodes();
        var _ = gone.lock("q/lock").orElseThrow();
        assertTrue(open().lock("q/lock").isEmpty());
        SERVERS.get().expire(gone.ensemble().client());
        open().lock("q/lock").orElseThrow().close();
    }

    @Test
    void aWriterOutlivesItsSession() throws Exception {
        ZooKeeperNodes nodes = nodes();
        var storage = new ObjectStorage(nodes);
        try (Storage.Lock _ = storage.lock("q/lock").orElseThrow();
                Storage.Appender log = storage.append("q/log")) {
            for (int i = 0; i < 3; i++) {
                SERVERS.get().expire(nodes.ensemble().client());
                byte[] record = ("record " + i + "\n").getBytes(StandardCharsets.UTF_8);
                log.write(record, 0, record.length);
                log.sync();
            }
            // With its new session it has taken its lock again.
            assertTrue(open().lock("q/lock").isEmpty());
        }
        assertEquals("record 0\nrecord 1\nrecord 2\n", new String(open().read("q/log"), StandardCharsets.UTF_8));
    }

    /// The next session may be one with a server that lags, and what this process wrote last may be long ago.
    @Test
    void whatASessionWroteTheNextHasNotSeen() throws Exception {
        ZooKeeperNodes nodes = nodes();
        nodes.create("q/epoch/1", new byte[1]);
        ZooKeeper writer = requireNonNull(nodes.ensemble().client());
        assertTrue(nodes.hasJustWritten(writer));
        SERVERS.get().expire(writer);
        ZooKeeper next = nodes.ensemble().ask(client -> {
            client.setData("/q", new byte[0], -1); // asks the leader, who knows that the session has ended
            return client;
        });
        assertNotSame(writer, next);
        assertFalse(nodes.hasJustWritten(next));
    }

    /// A leader tells its followers of a commit before it applies it itself: here it is kept from that in between.
    @Test
    void whatAFollowerConfirmedItsLeaderShows() throws Exception {
        int leader = SERVERS.get().leader();
        ZooKeeperNodes writer = nodes(SERVERS.get().root((leader + 1) % 3), large.toString(), "10 seconds");
        ZooKeeperNodes reader = nodes(SERVERS.get().root(leader), large.toString(), "10 seconds");
        writer.create("q/1", new byte[1]);
        assertEquals(List.of("q/1"), keys(reader));
        CompletableFuture<List<String>> answer;
        synchronized (SERVERS.get().betweenCommitAndApplication(leader)) {
            writer.create("q/2", new byte[1]);
            answer = CompletableFuture.supplyAsync(() -> keys(reader));
            while (!answer.isDone() && !Servers.proposerIsBlocked()) Thread.onSpinWait();
        }
        assertEquals(List.of("q/1", "q/2"), answer.get());
    }

    private static List<String> keys(ZooKeeperNodes nodes) {
        try {
            return nodes.list("q/").stream().map(ObjectStore.Item::key).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theRootMayBeClosedToReaders() throws Exception {
        try (ZooKeeper client = SERVERS.get().client()) {
            var closed = new ACL(Perms.ALL & ~Perms.READ, new Id("world", "anyone"));
            client.setACL("/", Collections.singletonList(closed), -1);
            nodes().create("q/a", new byte[1]);
            assertEquals(List.of("q/a"), keys(nodes()));
            client.setACL("/", ZooKeeperNodes.OPEN_TO_ALL, -1);
        }
    }

    /// Each record is written once and none is missing, although answers are lost when a leader goes.
    @Test
    void aWriterOutlivesTheLeader() throws Exception {
        var expected = new StringBuilder();
        var written = new AtomicInteger();
        var failures = new ArrayList<Throwable>();
        try (Storage.Appender log = open().append("q/log")) {
            var writer = new Thread(() -> {
                try {
                    for (int i = 0; i < 300 || written.get() < 0; i++) {
                        byte[] record = ("record " + i + "\n").getBytes(StandardCharsets.UTF_8);
                        log.write(record, 0, record.length);
                        log.sync();
                        expected.append("record ").append(i).append('\n');
                        written.incrementAndGet();
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            writer.start();
            while (written.get() < 30 && writer.isAlive()) Thread.onSpinWait();
            int stopped = SERVERS.get().stopLeader();
            writer.join();
            SERVERS.get().start(stopped);
        }
        assertEquals(List.of(), failures);
        assertEquals(expected.toString(), new String(open().read("q/log"), StandardCharsets.UTF_8));
        assertEquals(300, written.get());
    }

    @Test
    void withoutADirectoryForLargeFilesTheLockSaysSo() {
        var storage = new ObjectStorage(nodes(""));
        var error = assertThrows(SluiceException.class, () -> storage.lock("q/lock"));
        assertTrue(error.getMessage().contains(LargeFiles.MISSING), error.getMessage());
    }

    @Test
    void anEnsembleThatIsNotThereIsNotWaitedForWithoutEnd() {
        ZooKeeperNodes nodes = ZooKeeperProvider.nodes(
                "zk://127.0.0.1:1",
                Map.of(ZooKeeperProvider.SESSION_TIMEOUT, "300 milliseconds"),
                LocalStorage.ofMachine());
        var storage = new ObjectStorage(nodes);
        var error = assertThrows(SluiceException.class, () -> storage.find("q/x"));
        assertTrue(
                error.getMessage().contains("Cannot look at zk://127.0.0.1:1/q/x: ZooKeeper can't be reached"),
                error.getMessage());
        storage.close();
    }

    private List<String> files() {
        var files = new ArrayList<String>();
        collect(large.toString(), files);
        return files;
    }

    private static void collect(String directory, List<String> files) {
        for (Storage.Entry entry : LocalStorage.ofMachine().list(directory)) {
            if (entry.directory()) {
                collect(entry.path(), files);
            } else {
                files.add(entry.path());
            }
        }
    }
}
