package dev.sluice.zookeeper;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/// A connection to an ensemble, made when it is needed, and kept up: over the loss of a server, a change of the leader,
/// and the end of a session.
///
/// When a session has ended, its locks are taken again with the next one. Somebody else may have taken them meanwhile;
/// whoever that is has taken an epoch as well, and that is what tells this process that it was replaced.
final class Ensemble implements AutoCloseable {

    /// Something asked of the ensemble. It may be asked several times, if an answer is lost.
    @FunctionalInterface
    interface Call<T extends @Nullable Object> {
        T run(ZooKeeper client) throws KeeperException, InterruptedException, IOException;
    }

    private static final int PAUSE_MILLIS = 50;

    private final String servers;
    private final int timeoutMillis;
    private final Set<String> locks = new HashSet<>();
    private @Nullable ZooKeeper client;
    private boolean closed;

    Ensemble(String servers, int timeoutMillis) {
        this.servers = servers;
        this.timeoutMillis = timeoutMillis;
    }

    int timeoutMillis() {
        return timeoutMillis;
    }

    /// Asks until there is an answer, for three times as long as a session lives.
    <T extends @Nullable Object> T ask(Call<T> call) throws IOException, KeeperException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return call.run(connected());
            } catch (KeeperException.ConnectionLossException
                    | KeeperException.SessionExpiredException
                    | KeeperException.SessionMovedException
                    | KeeperException.OperationTimeoutException e) {
                if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(3L * timeoutMillis)) {
                    throw new IOException("ZooKeeper can't be reached at " + servers + " (" + e.code() + ")", e);
                }
                pause();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    /// The session's number, by which others know who has a lock.
    long session() throws IOException, KeeperException {
        return ask(ZooKeeper::getSessionId);
    }

    /// A lock of this process: to be taken again with each further session.
    synchronized void hold(String path) {
        locks.add(path);
    }

    synchronized void letGo(String path) {
        locks.remove(path);
    }

    private synchronized ZooKeeper connected() throws IOException, InterruptedException {
        if (closed) throw new IOException("the connection to ZooKeeper has been closed");
        ZooKeeper current = client;
        if (current != null && current.getState().isAlive()) return current;
        if (current != null) current.close();
        var ready = new CountDownLatch(1);
        var next = new ZooKeeper(servers, timeoutMillis, event -> {
            if (event.getState() == KeeperState.SyncConnected) ready.countDown();
        });
        if (!ready.await(3L * timeoutMillis, TimeUnit.MILLISECONDS)) {
            next.close();
            throw new IOException("ZooKeeper can't be reached at " + servers);
        }
        for (String lock : locks) takeAgain(next, lock);
        client = next;
        return next;
    }

    private static void takeAgain(ZooKeeper client, String lock) throws InterruptedException {
        try {
            client.create(lock, ZooKeeperNodes.lockData(), ZooKeeperNodes.OPEN_TO_ALL, CreateMode.EPHEMERAL);
        } catch (KeeperException _) {
            // It is another's now, or will be taken next time.
        }
    }

    /// Ends the session as the ensemble would, for tests.
    synchronized @Nullable ZooKeeper client() {
        return client;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (client != null) client.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        client = null;
    }
}
