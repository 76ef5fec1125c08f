package dev.sluice.benchmarks;

import dev.sluice.checkpoint.CheckpointLog;
import dev.sluice.checkpoint.CheckpointSettings;
import dev.sluice.checkpoint.Holder;
import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.json.JsonValue;
import dev.sluice.storage.Storage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What it costs to commit a micro-batch: some changes of state, that it is done, and the plan of the next one,
/// appended to a checkpoint on disk and forced there; beside it the same number of bytes appended to a bare file.
final class CommitCost {

    private static final int ROUNDS = 5_000;
    private static final int WARM_UP = 1_000;
    private static final int CHANGE_BYTES = 2_000;
    private static final int CONTROL_BYTES = 600;
    private static final byte[] CHANGES = new byte[CHANGE_BYTES];

    private CommitCost() {}

    /// @param directory where the files are written; it need not be there
    /// @return a line of JSON, times in microseconds
    static String run(Storage files, String directory) {
        long[] bare = new long[ROUNDS];
        long[] synced = new long[ROUNDS];
        long[] unsynced = new long[ROUNDS];
        byte[] bytes = new byte[CHANGE_BYTES + CONTROL_BYTES];
        // In turns, so that what else the disk has to do is everybody's.
        try (Storage.Appender file = files.append(directory + "/bare");
                CheckpointLog first = open(files, directory + "/synced");
                CheckpointLog second = open(files, directory + "/unsynced")) {
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                file.write(bytes, 0, bytes.length);
                file.sync();
                long appended = System.nanoTime();
                commit(first, i);
                first.sync();
                long committed = System.nanoTime();
                commit(second, i);
                bare[i] = appended - start;
                synced[i] = committed - appended;
                unsynced[i] = System.nanoTime() - committed;
            }
            second.sync();
        }
        return JsonValue.object()
                .put("workload", "commit")
                .put("rounds", ROUNDS)
                .put("change_bytes", CHANGE_BYTES)
                .put("bare_append_and_sync_us", micros(bare))
                .put("commit_with_sync_us", micros(synced))
                .put("commit_without_sync_us", micros(unsynced))
                .build()
                .toText();
    }

    private static CheckpointLog open(Storage files, String directory) {
        var holder = Holder.here("bench", 0);
        CheckpointLog log = CheckpointLog.open(
                files, directory, CheckpointSettings.DEFAULT, Runnable::run, holder, () -> new UUID(1, 2));
        log.append(new LogEntry.Opened(
                "bench", log.queryId(), "bench", "", List.of(), log.epoch(), 1, Map.of("0", "lines"), List.of()));
        log.append(planned(0));
        log.sync();
        return log;
    }

    private static void commit(CheckpointLog log, long batchId) {
        log.append(new LogEntry.Changes(batchId, "aggregate-00000000", 0, CHANGES));
        log.append(new LogEntry.Committed(batchId, 0, JsonValue.of(null), List.of(JsonValue.of(null))));
        log.append(planned(batchId + 1));
    }

    private static LogEntry.Planned planned(long batchId) {
        var range = new InputRange(
                new Offset(JsonValue.of(batchId * 1_000)),
                new Offset(JsonValue.of(batchId * 1_000 + 1_000)),
                JsonValue.of("/data/in/part-" + batchId + ".json"));
        return new LogEntry.Planned(
                batchId,
                List.of(new SourceInput("0", range)),
                1_700_000_000_000L + batchId,
                0,
                JsonValue.object().put("lateMs", 0L).build(),
                Map.of(
                        "spark.sql.shuffle.partitions", "2",
                        "spark.sql.streaming.minBatchesToRetain", "100",
                        "spark.sql.streaming.multipleWatermarkPolicy", "min"));
    }

    /// Median and 99th percentile of those behind the first.
    private static JsonValue micros(long[] nanos) {
        long[] sorted = Arrays.copyOfRange(nanos, WARM_UP, nanos.length);
        Arrays.sort(sorted);
        return JsonValue.object()
                .put("median", sorted[sorted.length / 2] / 1_000.0)
                .put("p99", sorted[sorted.length * 99 / 100] / 1_000.0)
                .build();
    }
}
