package dev.sluice.streaming;

import dev.sluice.checkpoint.LogProgress;
import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.stream.OutputMode;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sinks of a query: one takes its result, or each one of its results; others what comes beside.
final class QuerySinks {

    private final List<Sink> sinks = new CopyOnWriteArrayList<>(); // some thread may hurry them

    /// Opens them, and sees that they are where the log is.
    ///
    /// @param id the query's
    void open(StreamingPlan query, String id, LogProgress logged) {
        long last = logged.lastPlannedBatchId();
        SinkPlaces places = new SinkPlaces();
        for (StreamingPlan.QueryOutput output : query.outputs()) {
            Sink sink = open(output.sink(), id, last, output.what(), places, query);
            if (output.isResult() && output.mode() != OutputMode.COMPLETE) {
                requireWhole(sink, logged.committedBatchId());
            }
        }
        if (query.badRows() != null) open(query.badRows(), id, last, SinkPlaces.BAD_ROWS, places, query);
        sinks.forEach(sink -> requireMemory(sink, logged));
    }

    private Sink open(
            Supplier<Sink> opening, String id, long last, String what, SinkPlaces places, StreamingPlan query) {
        Sink sink = opening.get();
        sinks.add(sink);
        sink.forQuery(what.equals(SinkPlaces.RESULT) ? id : id + "-" + what.replace(' ', '-'));
        if (last >= 0) sink.goesOn();
        Flowing.check(query.trigger(), sink);
        @Nullable String ledger = sink.ledger();
        if (ledger != null) places.take(ledger, what);
        if (sink.lastCommitted().orElse(-1) > last) {
            throw ErrorCondition.SINK_AHEAD_OF_CHECKPOINT
                    .error()
                    .with("sink", sink.description())
                    .with("sinkBatchId", sink.lastCommitted().orElse(-1))
                    .with("batchId", last)
                    .build();
        }
        return sink;
    }

    /// A sink that keeps each micro-batch once, and has lost some, is not written on: it would never be whole again.
    /// One that has none is a new one. What takes rows beside the result may have been out of the query for a while.
    private static void requireWhole(Sink sink, long committed) {
        OptionalLong last = sink.lastCommitted();
        if (last.isEmpty() || last.getAsLong() >= committed) return;
        throw ErrorCondition.SINK_BEHIND_CHECKPOINT
                .error()
                .with("sink", sink.description())
                .with("sinkBatchId", last.getAsLong())
                .with("batchId", committed)
                .build();
    }

    /// A sink that remembers nothing of a query that has committed before may have forgotten: nobody knows whether the
    /// pending micro-batch is written.
    private static void requireMemory(Sink sink, LogProgress logged) {
        long committed = logged.committedBatchId();
        long pending = logged.lastPlannedBatchId();
        if (!sink.mayForget() || committed < 0 || pending <= committed) return;
        if (sink.lastCommitted().isPresent()) return;
        throw ErrorCondition.SINK_FORGOT
                .error()
                .with("sink", sink.description())
                .with("batchId", pending)
                .build();
    }

    List<Sink> all() {
        return sinks;
    }

    void clear() {
        sinks.clear();
    }
}
