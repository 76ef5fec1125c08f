package dev.sluice.api;

import dev.sluice.api.Setting.Kind;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The settings that there are, one line each. `docs/reference/settings.md` is made of them.
final class Settings {

    private static final String SINK_LOG = "spark.sql.streaming.fileSink.log.";

    private static final String ROCKSDB = "spark.sql.streaming.stateStore.rocksdb.";

    private final SortedMap<String, Setting> all = new TreeMap<>();

    private Settings() {}

    /// By their keys.
    ///
    /// @param cores of the machine
    static SortedMap<String, Setting> of(int cores) {
        var settings = new Settings();
        settings.addSparks(cores);
        settings.addOurs();
        return Collections.unmodifiableSortedMap(settings.all);
    }

    private void addSparks(int cores) {
        count(SessionConf.SHUFFLE_PARTITIONS, cores, "how many partitions state and exchanges have");
        add(SessionConf.TIME_ZONE, Kind.ZONE, ZoneId.systemDefault().getId(), "the time zone of timestamps as text");
        text(SessionConf.CHECKPOINT_LOCATION, "", "the directory of checkpoints, each under its query's name");
        count(SessionConf.RECENT_PROGRESS, 100, "how many progress reports are kept");
        add(
                SessionConf.IDLE_INTERVAL,
                Kind.TIME,
                "10s",
                "how often listeners are told of a query that has nothing to do");
        count(SessionConf.RETAINED_BATCHES, 100, "for how many micro-batches back a checkpoint keeps its log");
        count(SINK_LOG + "compactInterval", 10, "after how many micro-batches a file sink's manifest names all files");
        truth(SINK_LOG + "deletion", true, "whether entries of a file sink's manifest are deleted that nobody needs");
        text(SINK_LOG + "cleanupDelay", "10m", "how long a file sink keeps what is replaced for who still reads it");
        add(SessionConf.WATERMARK_POLICY, Kind.POLICY, "min", "which of several watermarks is the query's");
        truth(SessionConf.EMPTY_BATCHES, true, "whether micro-batches without input are made when the watermark moves");
        truth(SessionConf.OPERATION_CHECK, true, "whether a stream is refused what Spark does not support");
        truth(SessionConf.CORRECTNESS_CHECK, true, "whether chains of operators that may lose late rows are refused");
        truth(SessionConf.ALLOW_MULTIPLE, true, "whether each stateful operator has a watermark of its own");
        count(SessionConf.REAL_TIME_MINIMUM, 5_000, "the shortest duration of real-time mode, in milliseconds");
        truth(SessionConf.REAL_TIME_CHECK, true, "whether real-time mode is refused the operators Spark refuses it");
        text(SessionConf.STATE_PROVIDER, StateBackends.MEMORY_PROVIDER, "`sluice.state.backend`, as a class of Spark");
        count(ROCKSDB + "blockCacheSizeMB", 8, "how much of RocksDB's blocks is kept in memory");
        add(ROCKSDB + "writeBufferSizeMB", Kind.LONG, "-1", "how much RocksDB writes together; -1 for 16");
        add(ROCKSDB + "maxWriteBufferNumber", Kind.LONG, "-1", "how many such buffers there may be; -1 for 3");
        count(ROCKSDB + "blockSizeKB", 4, "how much RocksDB reads at a time");
        text(ROCKSDB + "compression", "lz4", "how RocksDB compresses: none, lz4, snappy, zlib or zstd");
        text(SessionConf.WAREHOUSE, "spark-warehouse", "the directory of tables that are created without a path");
        text(SessionConf.DEFAULT_FORMAT, "parquet", "the format if none is said");
        add(
                SessionConf.RECURSION_LEVELS,
                Kind.INTEGER,
                "100",
                "how many rounds WITH RECURSIVE may take; -1 for any number");
        add(
                SessionConf.RECURSION_ROWS,
                Kind.INTEGER,
                "1000000",
                "from how many rows on WITH RECURSIVE is ended, but below LIMIT; -1 for any number");
        count(SessionConf.TRANSPOSED, 500, "how many rows transpose() makes columns of at most");
        truth(SessionConf.ANSI, true, "ANSI rules; there are no others here");
        text("spark.app.name", "sluice", "the program's name");
    }

    private void addOurs() {
        text(SessionConf.STATE_BACKEND, "memory", "where state is kept: memory or rocksdb");
        text(
                SessionConf.STATE_DIRECTORY,
                "",
                "where RocksDB has its files while a query runs; /tmp or its like if none");
        truth(SessionConf.DISTINCT_AGGREGATES, false, "whether streams may have aggregates of distinct values");
        truth(SessionConf.TOP_N, false, "whether rows of a window in a stream may be ranked when the window is over");
        truth(SessionConf.UPDATE_CHAINS, false, "whether update mode may have operators above groups");
        count(SessionConf.SEGMENT_BYTES, 1 << 24, "after how many bytes the log goes on in another file");
        count(SessionConf.SNAPSHOT_BYTES, 1 << 24, "by how much the log grows, at least, from snapshot to snapshot");
        count(SessionConf.SHARE_ROWS, 1_024, "how many rows of state a micro-batch gives to a snapshot being made");
        number(SessionConf.SHARE_PERCENT, 100, "a snapshot's share in percent of the changed rows, if that is more");
        add(SessionConf.ON_CHANGE, Kind.ON_CHANGE, "fail", "what to do if a query was changed under its checkpoint");
        truth(SessionConf.DRY_RUN, false, "whether a query that is started only tells what it would keep");
        add(SessionConf.HISTORY_SECONDS, Kind.LONG, "3600", "for how long back a checkpoint keeps its log");
        add(SessionConf.HISTORY_MEGABYTES, Kind.LONG, "4096", "how large a log may be that is kept for its age");
        pause(
                SessionConf.WATERMARK_INTERVAL,
                "0 seconds",
                "by how much of the events' time a watermark moves at least");
        text(SessionConf.LATENCY_TARGET, "", "the latencyTarget of queries that have none of their own");
        text(SessionConf.TRIGGER, "", "the trigger of queries that have none of their own");
        number(SessionConf.RESTARTS, 0, "how often in a row a query that failed starts again from its checkpoint");
        pause(SessionConf.RESTART_WINDOW, "1 hour", "how long failures count that have successes between them");
        number(SessionConf.INPUT_RETRIES, 5, "how often in a row a query starts again whose input could not be read");
        pause(SessionConf.RESTART_BACKOFF, "1 second", "the pause before a query starts again; doubles each time");
        pause(SessionConf.RESTART_MAX_BACKOFF, "1 minute", "the longest pause before a query starts again");
        text("sluice.zookeeper.dataLocation", "", "where checkpoints in ZooKeeper keep what is too large for it");
        pause("sluice.zookeeper.sessionTimeout", "10 seconds", "after which silence ZooKeeper gives up a process");
        text("sluice.file.targetSize", "0", "up to which size a file sink merges files, such as 128m; 0 for never");
    }

    private void text(String key, String value, String summary) {
        add(key, Kind.TEXT, value, summary);
    }

    private void count(String key, int value, String summary) {
        add(key, Kind.COUNT, String.valueOf(value), summary);
    }

    private void number(String key, int value, String summary) {
        add(key, Kind.NUMBER, String.valueOf(value), summary);
    }

    private void pause(String key, String value, String summary) {
        add(key, Kind.PAUSE, value, summary);
    }

    private void truth(String key, boolean value, String summary) {
        add(key, Kind.TRUTH, String.valueOf(value), summary);
    }

    private void add(String key, Kind kind, String value, String summary) {
        all.put(key, new Setting(key, kind, value, summary));
    }
}
