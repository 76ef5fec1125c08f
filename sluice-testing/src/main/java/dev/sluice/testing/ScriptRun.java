package dev.sluice.testing;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Row;
import dev.sluice.api.SteppedQuery;
import dev.sluice.error.SluiceException;
import dev.sluice.progress.QueryProgress;
import dev.sluice.stream.Trigger;
import dev.sluice.testing.ScriptStep.Batch;
import dev.sluice.testing.simulation.SimulatedCrash;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs a script once, in the calling thread.
final class ScriptRun implements AutoCloseable {

    /// A query that is not quiet after so many micro-batches never will be.
    private static final int MOST_BATCHES = 10_000;

    private static final String CHECKPOINT = "checkpoint";

    private final Script script;
    private final Variation variation;
    private final ScriptSession session;
    private final ScriptOutputs outputs;
    private final ScriptOutput lateOutput = new ScriptOutput();
    private final ScriptProgress progress = new ScriptProgress();

    private @Nullable SteppedQuery query;
    private @Nullable SluiceException refusal;
    private @Nullable SluiceException failure;
    private String plan = "";
    private int starts;

    ScriptRun(Script script, Variation variation) {
        this.script = script;
        this.variation = variation;
        session = new ScriptSession(script, variation);
        outputs = new ScriptOutputs(script.targets());
    }

    /// Runs all steps and compares what each emits.
    ///
    /// @throws ScriptFailure at the first difference
    void check() {
        prepare();
        restartIfAsked(0);
        List<ScriptStep> actions = script.actions();
        for (int i = 0; i < actions.size(); i++) {
            act(actions.get(i));
            if (i + 1 < actions.size()) restartIfAsked(i + 1);
        }
        requireHealth(actions.isEmpty() ? script.start() : actions.getLast());
    }

    /// Runs all that is fed, without a look at what the script expects, and gives the table that results.
    List<ScriptRow> runToEnd() {
        prepare();
        requireHealth(script.start());
        int feeds = 0;
        for (ScriptStep step : script.actions()) {
            if (!feeds(step) || variation.feedsFirst()) continue;
            switch (variation.flow()) {
                case NOT, BY_STEP -> runUntilQuiet();
                case AT_THE_END -> runs();
                case BROKEN -> {
                    if (++feeds % 2 == 0) {
                        runUntilQuiet();
                    } else {
                        runs();
                        stop();
                        start();
                    }
                }
            }
        }
        runUntilQuiet();
        requireHealth(script.start());
        return outputs.finalRows();
    }

    /// The result of the same query over all rows that are fed, as a batch.
    List<ScriptRow> runAsBatch() {
        declare();
        script.actions().forEach(this::feeds);
        try {
            return switch (script.start()) {
                case ScriptStep.Inserts(_, String sql) -> {
                    session.insertAsBatch(sql, outputs);
                    yield outputs.batchRows();
                }
                default -> session.batchRows();
            };
        } catch (SluiceException e) {
            throw new ScriptFailure(report(script.start()).thrown(e), e);
        }
    }

    /// Whether it is a feed; if so, or if it puts rows aside for one, does that.
    private boolean feeds(ScriptStep step) {
        if (step instanceof ScriptStep.Put put) session.put(put.source(), put.rows());
        if (!(step instanceof ScriptStep.Feed feed)) return false;
        session.put(feed.source(), feed.rows());
        session.feed();
        return true;
    }

    // ---- setting up

    private void prepare() {
        declare();
        start();
    }

    private void declare() {
        for (ScriptStep step : script.steps()) {
            try {
                session.declare(step);
            } catch (SluiceException e) {
                throw new ScriptFailure(report(step).thrown(e), e);
            }
        }
    }

    /// Opens the query, if need be more than once: the process that does it may end.
    private void start() {
        do {
            refusal = null;
            try {
                open();
            } catch (SimulatedCrash _) {
                session.machine().restart();
            } catch (SluiceException e) {
                refusal = e;
            }
        } while (query == null && (refusal == null || session.machine().causes(refusal)));
    }

    private void open() {
        session.statePartitions(
                variation.partitions().get(starts % variation.partitions().size()));
        starts++;
        boolean flows = variation.flow() != Variation.Flow.NOT;
        if (flows) session.flow();
        query = switch (script.start()) {
            case ScriptStep.Inserts(_, String sql) -> {
                Map<String, String> options = flows
                        ? Map.of("checkpointLocation", CHECKPOINT, "trigger", "real-time 1 hour")
                        : Map.of("checkpointLocation", CHECKPOINT);
                session.declare(outputs, options);
                yield session.stepped(sql);
            }
            default -> writer(flows).stepped();
        };
    }

    private DataStreamWriter<Row> writer(boolean flows) {
        DataFrame rows = session.rows();
        DataType.Struct columns = rows.schema();
        ScriptTarget target = script.targets().getFirst();
        DataStreamWriter<Row> writer = rows.writeStream()
                .outputMode(target.mode())
                .option("checkpointLocation", CHECKPOINT)
                .sink(() -> outputs.sink(target, columns, session.zone()));
        if (script.asksForLateRows()) {
            writer.lateRowsTo(late -> new ScriptSink(late, session.zone(), lateOutput));
        }
        return flows ? writer.trigger(Trigger.RealTime("1 hour")) : writer;
    }

    // ---- steps

    private void act(ScriptStep step) {
        switch (step) {
            case ScriptStep.Put _ -> feeds(step);
            case ScriptStep.Feed _ -> {
                if (!script.fails()) requireStart(step);
                feeds(step);
                runUntilQuiet();
            }
            case ScriptStep.Emits emits -> {
                requireHealth(step);
                compare(emits);
            }
            case ScriptStep.Batches batches -> {
                requireHealth(step);
                compare(batches);
            }
            case ScriptStep.Watermark(_, String time) -> compare(step, time, progress.watermark(session.zone()));
            case ScriptStep.Late(_, long rowCount) -> compare(step, rowCount, progress.late());
            case ScriptStep.LateRows late -> {
                requireHealth(step);
                compare(late);
            }
            case ScriptStep.State(_, String operator, long rowCount) ->
                compare(step, rowCount, progress.state(operator));
            case ScriptStep.Operators(_, List<String> lines) -> {
                requireHealth(step);
                compare(lines, step);
            }
            case ScriptStep.Restart _ -> {
                requireHealth(step);
                restart();
            }
            case ScriptStep.Fails(_, ExpectedError error) -> {
                compare(step, error, refusal == null ? failure : refusal);
                refusal = null;
                failure = null;
            }
            case ScriptStep.Refused(_, ExpectedError error) -> {
                compare(step, error, refusal);
                refusal = null;
            }
            case ScriptStep.Source _,
                    ScriptStep.Table _,
                    ScriptStep.Setting _,
                    ScriptStep.Key _,
                    ScriptStep.DependsOnCuts _,
                    ScriptStep.HoldsBack _,
                    ScriptStep.View _,
                    ScriptStep.Query _,
                    ScriptStep.Target _,
                    ScriptStep.Inserts _ -> {}
        }
    }

    private void runUntilQuiet() {
        int batches = 0;
        while (runs() || settles()) {
            if (++batches > MOST_BATCHES) throw new IllegalStateException("the query does not become quiet");
        }
    }

    private boolean runs() {
        return query != null && runs(query);
    }

    /// Ends the micro-batch of a query whose rows flow.
    private boolean settles() {
        if (query == null) return false;
        Optional<QueryProgress> done = query.settle();
        done.ifPresent(progress::add);
        return done.isPresent();
    }

    /// Makes a micro-batch, if there is one to make. If the process ends, or the disk fails, another one goes on.
    private boolean runs(SteppedQuery running) {
        try {
            Optional<QueryProgress> done = running.step();
            done.ifPresent(progress::add);
            plan = running.explainString();
            return done.isPresent();
        } catch (SimulatedCrash _) {
            query = null;
            session.machine().restart();
            start();
        } catch (SluiceException e) {
            boolean disturbed = session.machine().causes(e);
            if (!disturbed) failure = e;
            stop();
            if (disturbed) start();
        }
        return true;
    }

    private void restartIfAsked(int step) {
        if (variation.restartsAfter().test(step) && query != null) restart();
    }

    private void restart() {
        stop();
        start();
        requireStart(script.start());
        runUntilQuiet();
    }

    /// Takes the query back to a micro-batch, when all is done, and lets it run again from there.
    ///
    /// @throws ScriptFailure if a micro-batch does not give what it gave before, or does not come again
    void rewind(long batchId) {
        long last = lastBatchId();
        stop();
        Checkpoints.rewind(session.machine().process(), CHECKPOINT, batchId);
        outputs.rewind(batchId);
        lateOutput.rewind(batchId);
        start();
        requireStart(script.start());
        runUntilQuiet();
        requireHealth(script.start());
        if (lastBatchId() == last) return;
        String said = "up to micro-batch ";
        throw new ScriptFailure(report(script.start()).values(said + last, said + lastBatchId()), null);
    }

    /// The last micro-batch that wrote something, or -1.
    long lastBatchId() {
        return outputs.latest();
    }

    /// How many calls to the storage there were.
    int storageCalls() {
        return session.machine().process().calls();
    }

    private void stop() {
        SteppedQuery running = query;
        query = null;
        if (running == null) return;
        try {
            running.close();
        } catch (SimulatedCrash _) {
            // It died while it ended; the next start begins another process.
        } catch (SluiceException e) {
            if (!session.machine().causes(e)) throw e;
        }
    }

    // ---- comparing

    private void compare(ScriptStep.Emits step) {
        List<ScriptRow> actual = outputs.seen(show());
        boolean same = step.ordered() ? step.rows().equals(actual) : FinalTable.sameRows(step.rows(), actual);
        if (!same) throw new ScriptFailure(report(step).rows(step.rows(), actual, step.ordered()), null);
    }

    private void compare(ScriptStep.Batches step) {
        List<Batch> actual = show();
        if (FinalTable.sameBatches(step.batches(), actual)) return;
        throw new ScriptFailure(report(step).batches(step.batches(), actual), null);
    }

    private void compare(ScriptStep.LateRows step) {
        List<ScriptRow> actual = lateOutput.show().stream()
                .flatMap(batch -> batch.rows().stream())
                .toList();
        if (FinalTable.sameRows(step.rows(), actual)) return;
        throw new ScriptFailure(report(step).rows(step.rows(), actual, false), null);
    }

    private void compare(List<String> expected, ScriptStep step) {
        List<String> actual = progress.showOperators();
        if (expected.equals(actual) || progress.isIncomplete()) return;
        throw new ScriptFailure(report(step).operators(expected, actual), null);
    }

    /// The micro-batches since the last call.
    private List<Batch> show() {
        List<Batch> batches = outputs.show();
        progress.show(batches);
        return batches;
    }

    /// What a process had to tell of a micro-batch may have ended with it.
    private void compare(ScriptStep step, Object expected, Object actual) {
        requireHealth(step);
        if (expected.equals(actual) || progress.isIncomplete()) return;
        throw new ScriptFailure(report(step).values(String.valueOf(expected), String.valueOf(actual)), null);
    }

    private void compare(ScriptStep step, ExpectedError expected, @Nullable SluiceException actual) {
        if (actual == null) throw new ScriptFailure(report(step).errors(expected, Optional.empty()), null);
        if (expected.isMetBy(actual)) return;
        throw new ScriptFailure(report(step).errors(expected, Optional.of(actual)), actual);
    }

    private void requireStart(ScriptStep step) {
        if (refusal != null) throw new ScriptFailure(report(step).thrown(refusal), refusal);
    }

    private void requireHealth(ScriptStep step) {
        requireStart(step);
        if (failure != null) throw new ScriptFailure(report(step).thrown(failure), failure);
        String violation = outputs.violation() != null ? outputs.violation() : lateOutput.violation();
        if (violation != null) throw new ScriptFailure(report(step).values("each micro-batch once", violation), null);
    }

    ScriptReport report(ScriptStep at) {
        return new ScriptReport(script, variation.label(), at, progress.last(), plan);
    }

    @Override
    public void close() {
        stop();
        session.close();
    }
}
