package dev.sluice.api;

import dev.sluice.progress.QueryProgress;
import dev.sluice.progress.QueryStatus;
import dev.sluice.stream.Trigger;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A query that runs, in this process or on a cluster, until it is stopped, fails, or has done what its trigger asks
/// for. All methods may be called from any thread.
public abstract sealed class StreamingQuery permits LocalStreamingQuery, ClusterStreamingQuery {

    private final Session session;
    private final @Nullable String name;
    private final Trigger trigger;

    StreamingQuery(Session session, @Nullable String name, Trigger trigger) {
        this.session = session;
        this.name = name;
        this.trigger = trigger;
    }

    // ---- questions

    /// The query's id, the same in all runs from one checkpoint.
    public abstract UUID id();

    public abstract UUID runId();

    /// Whether that is its id; one that is only being opened has none yet.
    abstract boolean hasId(UUID other);

    /// The name that was given, or null.
    public final @Nullable String name() {
        return name;
    }

    /// Where its checkpoint is kept; nothing if that is in memory, and gone with the process.
    public abstract Optional<String> checkpointLocation();

    /// When the query makes micro-batches.
    public final Trigger trigger() {
        return trigger;
    }

    public final Session sparkSession() {
        return session;
    }

    public abstract boolean isActive();

    /// Why the query ended, if it failed: Java's Optional, which has `isPresent()` where Spark's Option
    /// has `isDefined()`.
    public abstract Optional<StreamingQueryException> exception();

    public abstract QueryStatus status();

    /// What the last micro-batch did, or null before the first.
    public abstract @Nullable QueryProgress lastProgress();

    /// What the last micro-batches did, oldest first (`spark.sql.streaming.numRecentProgressUpdates` of them).
    public abstract QueryProgress[] recentProgress();

    /// Prints the physical plan, once there is one.
    public final void explain() {
        explain(false);
    }

    public final void explain(boolean extended) {
        session.output().println(explainString(extended));
    }

    /// What [#explain] prints.
    public abstract String explainString(boolean extended);

    /// Which group, session or join row waits for which watermark, who holds it back, and what would release it: the
    /// rows of the table function `explain_waiting`.
    ///
    /// @throws dev.sluice.error.SluiceException if the query runs on a cluster, which can't tell
    public abstract DataFrame explainWaiting();

    /// Spark's words of a query in its log: `Query words [id = …, runId = …]`.
    @Override
    public final String toString() {
        return "Query " + (name == null ? "" : name + " ") + "[id = " + idText() + ", runId = " + runId() + "]";
    }

    /// The id, or nothing while there is none.
    abstract String idText();

    // ---- waiting and stopping

    /// Waits for the end of the query.
    ///
    /// @throws StreamingQueryException if it fails
    public abstract void awaitTermination();

    /// Waits for the end of the query, at most so long.
    ///
    /// @return whether it has ended
    /// @throws StreamingQueryException if it fails
    public abstract boolean awaitTermination(long timeoutMillis);

    /// Waits until all that was there at the call has been processed and committed. For tests: a stream that never
    /// pauses keeps it waiting.
    ///
    /// @throws StreamingQueryException if the query fails
    public abstract void processAllAvailable();

    /// Ends the query after the micro-batch that is running, and waits for that, unless the micro-batch itself asks (in
    /// `foreach` or `foreachBatch`) or the query is only just starting. Does nothing if it has ended.
    ///
    /// A micro-batch that waits for a server of a source or sink that has been silent for seconds is given up, and run
    /// again when the query is started from its checkpoint. A sink's is then the query's [#exception], unless failures
    /// are to start it again (`sluice.query.restart.maxAttempts`); a source's is none: sources are waited for.
    public abstract void stop();

    /// Ends the query now: the running micro-batch is given up, and is run again when the query is started
    /// from its checkpoint.
    public abstract void cancel();
}
