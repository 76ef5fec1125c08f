package dev.sluice.connector;

import dev.sluice.error.SluiceException;
import dev.sluice.vector.Chunk;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Where a streaming query's output goes, micro-batch by micro-batch.
///
/// A sink that keeps each micro-batch once makes its rows visible together with its id, in one step that happens as a
/// whole or not at all (a manifest entry, a transaction), and tells the id when it is opened again:
///
/// ```text
/// open ──▶ lastCommitted() = 41 ──▶ is micro-batch 41 pending in the log?  it is run, and not written again
///                                    is it unknown to the log?             the query is refused: another checkpoint
/// begin(42) ──▶ writers, side by side ──▶ all closed ──▶ commit(): visible, and lastCommitted() = 42
///                                     └─ a failure   ──▶ abort(): as if it had never begun; some writers may be open
/// ```
///
/// A process that was left behind may wake and commit a micro-batch that another one has committed: that must change
/// nothing, and fail. `SinkContract` in `sluice-testing` tests all this; a connector's test extends it.
///
/// The driver calls [#begin], tasks write their partitions, then the driver calls [Batch#commit] or [Batch#abort].
/// After a crash the same micro-batch may be begun again with the same id and the same rows.
public interface Sink extends AutoCloseable {

    /// How progress shows it: `org.apache.spark.sql.execution.streaming.ConsoleTable$` is Spark's, ours is its format.
    String description();

    /// Says whose output it takes, before anything else is asked of it: for sinks that keep a place of their own for
    /// each query. A batch query says nothing.
    ///
    /// @param query the query's id, the same in all its runs; with another word behind it
    /// for what comes beside the result
    default void forQuery(String query) {}

    /// Says, after [#forQuery], that the query goes on from its checkpoint and does not begin: a server that is away
    /// was there before, and is waited for. One that a new query names wrongly should be said soon.
    default void goesOn() {}

    /// The last micro-batch whose output is visible, for sinks that know; a re-run of it is then skipped. Asked when a
    /// run of the query begins, and before each micro-batch.
    default OptionalLong lastCommitted() {
        return OptionalLong.empty();
    }

    /// Where it keeps the id of its last micro-batch, for sinks that keep it beyond the run; else null. Two outputs of
    /// a query can't share that place: what the one has written would tell the other that its rows are there.
    default @Nullable String ledger() {
        return null;
    }

    /// Whether that place may be forgotten while the output stays. Then an answer of nothing to a query that has
    /// committed before says nothing of the micro-batch that is pending: it is not written on trust.
    default boolean mayForget() {
        return false;
    }

    /// @param complete whether the rows are the whole result (output mode complete) and replace what was there
    Batch begin(long batchId, boolean complete);

    /// Whether [#beginFlow] may be called: whether the sink can show rows as soon as they are written.
    default boolean flows() {
        return false;
    }

    /// The output of an open micro-batch, in real-time mode or continuous processing: it is visible when it is written.
    /// If it ends without [Batch#commit], its rows are read again and come again, in micro-batches from that id on.
    default Batch beginFlow(long batchId) {
        throw SluiceException.bug(description() + " can't show rows before their micro-batch is whole");
    }

    /// Says that somebody waits for the end of the query: called about once a second until it has ended, in another
    /// thread than all else. Who waits for a server that has been silent for seconds then gives up with an error; who
    /// gets on takes the time it takes.
    default void hurry() {}

    @Override
    void close();

    /// The output of one micro-batch.
    interface Batch {
        /// A writer for one partition of the output, used by one task in one thread.
        Writer writer(int partition);

        /// Makes the output visible, whole. All writers are closed by now.
        void commit();

        /// Forgets the output. Called after a failed [#commit] too, and then must leave what may be visible.
        void abort(Throwable cause);
    }

    interface Writer extends AutoCloseable {
        void write(Chunk chunk);

        @Override
        void close();
    }
}
