package dev.sluice.benchmarks.growth;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Trigger;
import java.util.List;

/// A session as all points have it, and where their checkpoints lie.
///
/// @param work a directory of this process's own, deleted behind it
record Circumstances(Session session, LocalStorage files, String work) implements AutoCloseable {

    private static final int PARTITIONS = 2;

    static Circumstances open(LocalStorage files, String directory) {
        Session session = Session.builder()
                .appName("growth")
                .storage(files)
                .parallelism(splitCount())
                .config("spark.sql.shuffle.partitions", PARTITIONS)
                .config("spark.sql.session.timeZone", "UTC")
                .create();
        return new Circumstances(
                session,
                files,
                directory + "/sluice-growth-" + ProcessHandle.current().pid());
    }

    static int splitCount() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// Starts counting and adding up the rows of a series by key, with a checkpoint, into nothing.
    StreamingQuery start(String name, SeriesSource source) {
        session.registerStream(name, source.schema(), () -> source);
        return session.sql("SELECT key, count(*) AS c, sum(value) AS s FROM STREAM " + name + " GROUP BY key")
                .writeStream()
                .queryName(name)
                .outputMode("update")
                .format("noop")
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", work + "/" + name)
                .start();
    }

    /// Runs a series to its end.
    ///
    /// @return the state in the end
    /// @throws IllegalStateException if that has not got as many keys as it should
    QueryProgress.StateOperator run(String name, long keys, SeriesSource source) {
        StreamingQuery query = start(name, source);
        query.awaitTermination();
        QueryProgress last = query.lastProgress();
        deleteAll(work + "/" + name);
        if (last == null) throw new IllegalStateException("no micro-batch");
        QueryProgress.StateOperator state = last.stateOperators().getFirst();
        if (state.numRowsTotal() != keys) {
            throw new IllegalStateException(state.numRowsTotal() + " keys in place of " + keys);
        }
        return state;
    }

    /// Has the code compiled that a point is to measure.
    void warmUp(double seconds) {
        int keys = 100_000;
        run(
                "warm",
                keys,
                new SeriesSource(
                        keys,
                        splitCount(),
                        List.of(
                                Stretch.upTo(keys, 1_000, 0),
                                Stretch.lasting(seconds, 1, 10_000),
                                Stretch.lasting(seconds, 1, 100_000))));
        System.gc();
    }

    @Override
    public void close() {
        session.close();
        deleteAll(work);
    }

    private void deleteAll(String directory) {
        for (Storage.Entry entry : files.list(directory)) {
            if (entry.directory()) {
                deleteAll(entry.path());
            } else {
                files.delete(entry.path());
            }
        }
        files.delete(directory);
    }
}
