package dev.sluice.zookeeper;

import dev.sluice.storage.ObjectStore;
import dev.sluice.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.NoAuthException;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.apache.zookeeper.KeeperException.NotEmptyException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/// The nodes of an ensemble as objects; see [NodeData] for what is in them.
///
/// A server may be behind the others. Who has just written sees at least that, and that is all that an epoch's check
/// needs; other reads wait until the server has caught up, see [#catchUp]. A client that was made since has seen
/// nothing
/// yet.
final class ZooKeeperNodes implements ObjectStore {

    /// What is larger is in a file. Sixteen such records are merged, and are in a file then too: the servers hold all
    /// of their nodes in memory.
    static final int LARGEST_INLINE = 4 << 10;

    /// A list that may be asked for null, as the client does.
    static final List<ACL> OPEN_TO_ALL =
            Collections.singletonList(new ACL(ZooDefs.Perms.ALL, new Id("world", "anyone")));

    private final Ensemble ensemble;
    private final String root;
    private final LargeFiles large;
    private volatile @Nullable ZooKeeper lastWriter;

    ZooKeeperNodes(Ensemble ensemble, String root, LargeFiles large) {
        this.ensemble = ensemble;
        this.root = root;
        this.large = large;
    }

    Ensemble ensemble() {
        return ensemble;
    }

    @Override
    public String uri(String key) {
        return root + "/" + key;
    }

    // ---- reading

    private record Node(String key, @Nullable NodeData data, Stat stat) {}

    /// The answer to one of many questions, asked without waiting for the one before.
    private static final class Pending {
        private final CountDownLatch answered = new CountDownLatch(1);
        private int code;
        private byte @Nullable [] data;
        private @Nullable Stat stat;
    }

    @Override
    public List<Item> list(String prefix) throws IOException {
        int slash = prefix.lastIndexOf('/');
        String directory = slash < 0 ? "" : prefix.substring(0, slash);
        String names = prefix.substring(slash + 1);
        String front = slash < 0 ? "" : directory + "/";
        try {
            return read(client -> {
                var items = new ArrayList<Item>();
                List<String> keys = client.getChildren(path(directory), false).stream()
                        .filter(name -> name.startsWith(names) && !(slash < 0 && name.equals("zookeeper")))
                        .map(name -> front + name)
                        .toList();
                for (Node node : nodes(client, keys)) {
                    if (node.data() != null) {
                        items.add(new Item(
                                node.key(), node.data().sizeBytes(), node.stat().getMtime()));
                    }
                    if (node.stat().getNumChildren() > 0) items.add(new Item(node.key() + "/", 0, 0));
                }
                return items;
            });
        } catch (NoNodeException _) {
            return List.of();
        } catch (KeeperException e) {
            throw failure(e);
        }
    }

    /// Those that are there still.
    private static List<Node> nodes(ZooKeeper client, List<String> keys) throws KeeperException, InterruptedException {
        var pending = new ArrayList<Pending>();
        for (String key : keys) {
            var answer = new Pending();
            pending.add(answer);
            client.getData(
                    path(key),
                    false,
                    (code, _, _, data, stat) -> {
                        answer.code = code;
                        answer.data = data;
                        answer.stat = stat;
                        answer.answered.countDown();
                    },
                    null);
        }
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < keys.size(); i++) {
            Pending answer = pending.get(i);
            answer.answered.await();
            KeeperException.Code code = KeeperException.Code.get(answer.code);
            if (code == KeeperException.Code.NONODE) continue;
            if (code != KeeperException.Code.OK || answer.stat == null) throw KeeperException.create(code, keys.get(i));
            nodes.add(new Node(keys.get(i), NodeData.decode(answer.data), answer.stat));
        }
        return nodes;
    }

    @Override
    public InputStream open(String key, long fromByte) throws IOException {
        NodeData data = find(key);
        if (data == null) throw new NoSuchFileException(uri(key));
        String file = data.file();
        if (file != null) {
            try {
                return large.open(file, fromByte);
            } catch (IOException e) {
                // Replaced since its node was read, the file is gone: then the node leads to another one.
                NodeData now = find(key);
                if (now == null || file.equals(now.file())) throw e;
                return open(key, fromByte);
            }
        }
        byte[] content = data.content() == null ? new byte[0] : data.content();
        int from = (int) Math.min(fromByte, content.length);
        return new ByteArrayInputStream(content, from, content.length - from);
    }

    private @Nullable NodeData find(String key) throws IOException {
        try {
            return this.<@Nullable NodeData>read(client -> NodeData.decode(client.getData(path(key), false, null)));
        } catch (NoNodeException _) {
            return null;
        } catch (KeeperException e) {
            throw failure(e);
        }
    }

    /// Asks what needs no writing, of a server that knows all that was written before.
    private <T extends @Nullable Object> T read(Ensemble.Call<T> call) throws IOException, KeeperException {
        return ensemble.ask(client -> {
            if (!hasJustWritten(client)) catchUp(client);
            lastWriter = null;
            return call.run(client);
        });
    }

    /// Writes nothing, as a transaction: when it is confirmed, the server has applied all that was before it, and if
    /// another server takes the client over, that one has as well.
    ///
    /// ZooKeeper's own `sync` promises less. At the leader it does nothing, and a leader tells its followers of a
    /// commit before it applies it itself.
    private static void catchUp(ZooKeeper client) throws KeeperException, InterruptedException {
        try {
            client.multi(List.of(Op.check("/", -1)));
        } catch (NoAuthException _) {
            // Who may not look at the root is refused in order, too.
        }
    }

    boolean hasJustWritten(ZooKeeper client) {
        return lastWriter == client;
    }

    // ---- writing

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        NodeData data = data(key, content);
        boolean created = false;
        try {
            created = ensemble.ask(client -> {
                boolean first = create(client, path(key), data);
                lastWriter = client;
                return first;
            });
            return created;
        } catch (KeeperException e) {
            throw failure(e);
        } finally {
            if (!created && data.file() != null) deleteUnnamed(key, data);
        }
    }

    private boolean create(ZooKeeper client, String path, NodeData data) throws KeeperException, InterruptedException {
        while (true) {
            try {
                client.create(path, data.encode(), OPEN_TO_ALL, CreateMode.PERSISTENT);
                return true;
            } catch (NoNodeException _) {
                createParents(client, path);
            } catch (NodeExistsException _) {
                var stat = new Stat();
                try {
                    NodeData there = NodeData.decode(client.getData(path, false, stat));
                    if (there != null) return there.mark() == data.mark();
                    client.setData(path, data.encode(), stat.getVersion()); // it was a directory, and may be both
                    return true;
                } catch (NoNodeException | KeeperException.BadVersionException _) {
                    // Another was quicker: look again.
                }
            }
        }
    }

    private static void createParents(ZooKeeper client, String path) throws KeeperException, InterruptedException {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            try {
                client.create(path.substring(0, slash), new byte[0], OPEN_TO_ALL, CreateMode.PERSISTENT);
            } catch (NodeExistsException _) {
                // As it should be.
            }
        }
    }

    /// After a failure nobody knows whether the node was made; then the file stays for the next sweep.
    private void deleteUnnamed(String key, NodeData data) throws IOException {
        NodeData there = find(key);
        if (data.file() != null && (there == null || there.mark() != data.mark())) large.delete(data.file());
    }

    private NodeData data(String key, byte[] content) throws IOException {
        long mark = ThreadLocalRandom.current().nextLong();
        return content.length <= LARGEST_INLINE
                ? NodeData.inline(mark, content)
                : NodeData.inFile(mark, large.write(key, mark, content), content.length);
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        NodeData before = find(key);
        NodeData data = data(key, content);
        try {
            boolean _ = ensemble.ask(client -> {
                try {
                    client.setData(path(key), data.encode(), -1);
                } catch (NoNodeException _) {
                    if (!create(client, path(key), data)) client.setData(path(key), data.encode(), -1);
                }
                lastWriter = client;
                return true;
            });
        } catch (KeeperException e) {
            throw failure(e);
        }
        if (before != null && before.file() != null) large.delete(before.file());
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        try {
            List<Node> nodes = read(client -> nodes(client, keys));
            boolean _ = ensemble.ask(client -> {
                delete(client, nodes);
                lastWriter = client;
                return true;
            });
            for (Node node : nodes) {
                if (node.data() != null && node.data().file() != null)
                    large.delete(node.data().file());
            }
        } catch (KeeperException e) {
            throw failure(e);
        }
    }

    private static void delete(ZooKeeper client, List<Node> nodes) throws KeeperException, InterruptedException {
        if (nodes.isEmpty()) return;
        if (nodes.size() > 1) {
            try {
                client.multi(nodes.stream()
                        .map(node -> Op.delete(path(node.key()), -1))
                        .toList());
                return;
            } catch (NoNodeException | NotEmptyException _) {
                // Not all at once, then.
            }
        }
        for (Node node : nodes) {
            try {
                client.delete(path(node.key()), -1);
            } catch (NotEmptyException _) {
                client.setData(path(node.key()), new byte[0], -1); // a directory it stays
            } catch (NoNodeException _) {
                // It is gone, as it should be.
            }
        }
    }

    // ---- locking

    static byte[] lockData() {
        return NodeData.inline(ThreadLocalRandom.current().nextLong(), new byte[0])
                .encode();
    }

    /// Takes a node that goes with this process's session. That of a process that was killed is there for as long as
    /// its session; so that long it is waited for.
    @Override
    public Optional<Storage.Lock> lock(String key) throws IOException {
        large.requireDirectory();
        long begin = System.nanoTime();
        long patience = TimeUnit.MILLISECONDS.toNanos(ensemble.timeoutMillis() * 3L / 2);
        byte[] mine = lockData();
        try {
            while (!ensemble.ask(client -> takeLock(client, path(key), mine))) {
                long left = patience - (System.nanoTime() - begin);
                if (left <= 0 || !ensemble.ask(client -> awaitRelease(client, path(key), left)))
                    return Optional.empty();
            }
            ensemble.hold(path(key));
            sweep(key);
            return Optional.of(() -> release(key));
        } catch (KeeperException e) {
            throw failure(e);
        }
    }

    private static boolean takeLock(ZooKeeper client, String path, byte[] mine)
            throws KeeperException, InterruptedException {
        while (true) {
            try {
                client.create(path, mine, OPEN_TO_ALL, CreateMode.EPHEMERAL);
                return true;
            } catch (NoNodeException _) {
                createParents(client, path);
            } catch (NodeExistsException _) {
                try {
                    return java.util.Arrays.equals(mine, client.getData(path, false, null));
                } catch (NoNodeException _) {
                    // Released just now.
                }
            }
        }
    }

    /// @return false if it is this session's own, or is held still when the time is over
    private static boolean awaitRelease(ZooKeeper client, String path, long nanos)
            throws KeeperException, InterruptedException {
        var changed = new CountDownLatch(1);
        Stat stat = client.exists(path, _ -> changed.countDown());
        if (stat == null) return true;
        return stat.getEphemeralOwner() != client.getSessionId() && changed.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void release(String key) {
        ensemble.letGo(path(key));
        try {
            boolean _ = ensemble.ask(client -> {
                Stat stat = client.exists(path(key), false);
                if (stat != null && stat.getEphemeralOwner() == client.getSessionId()) client.delete(path(key), -1);
                return true;
            });
        } catch (IOException | KeeperException _) {
            // It goes with the session.
        }
    }

    /// Deletes the files that no node names, which only whoever holds the lock may.
    private void sweep(String lock) throws IOException {
        int slash = lock.lastIndexOf('/');
        if (slash < 0) return;
        large.sweep(lock.substring(0, slash), file -> {
            try {
                NodeData data = find(large.key(file));
                return data != null && file.equals(data.file());
            } catch (IOException _) {
                return true; // not now
            }
        });
    }

    @Override
    public void close() {
        ensemble.close();
    }

    private static String path(String key) {
        return "/" + key;
    }

    private static IOException failure(KeeperException e) {
        return new IOException("ZooKeeper answers " + e.code() + (e.getPath() == null ? "" : " for " + e.getPath()), e);
    }
}
