package dev.sluice.rocksdb;

import org.rocksdb.Env;
import org.rocksdb.Priority;

/// The threads that write and merge tables: RocksDB has them once in a process, and one of a kind if nobody asks for
/// more. While one database merges, the others would wait for it with their writes.
final class RocksThreads {

    /// So that a single database too can merge what was just written while a long merge goes on.
    private static final int LEAST = 2;

    private static int open;
    private static int threads;

    private RocksThreads() {}

    /// As many as there are open databases. Never fewer again: those that have nothing to do cost next to nothing, and
    /// the next query wants them.
    static synchronized void opened() {
        open++;
        int wanted = Math.max(LEAST, open);
        if (wanted <= threads) return;
        threads = wanted;
        Env.getDefault().setBackgroundThreads(wanted, Priority.LOW).setBackgroundThreads(wanted, Priority.HIGH);
    }

    static synchronized void closed() {
        open--;
    }
}
