package dev.sluice.testing;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.SteppedQuery;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs a script once, in the calling thread: a session of its own, on a virtual clock, with its checkpoint in memory.
final class ScriptRun implements AutoCloseable {

    /// A query that is not quiet after so many micro-batches never will be.
    private static final int MOST_BATCHES = 10_000;

    private final Script script;
    private final Variation variation;
    private final VirtualClock clock = new VirtualClock(Instant.parse("2020-01-01T00:00:00Z"));
    private final Session session;
    private final Map<String, ScriptStream> streams = new LinkedHashMap<>();
    private final SortedMap<Long, List<ScriptRow>> microBatches = new TreeMap<>();

    private DataType.@Nullable Struct schema;
    private @Nullable SteppedQuery query;
    private @Nullable SluiceException refusal;
    private @Nullable SluiceException failure;
    private @Nullable QueryProgress progress;
    private String plan = "";
    private long emittedUpTo = -1;
    private int starts;

    ScriptRun(Script script, Variation variation) {
        this.script = script;
        this.variation = variation;
        session = Session.builder()
                .machine(new Machine(clock, Thread.ofPlatform().daemon().factory(), new SplittableRandom(1)))
                .storage(new MemoryStorage(clock::millis))
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .create();
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
        requireHealth(actions.isEmpty() ? script.query() : actions.getLast());
    }

    /// Runs all that is fed, without a look at what the script expects, and gives the table that results.
    List<ScriptRow> runToEnd() {
        prepare();
        requireHealth(script.query());
        for (ScriptStep step : script.actions()) {
            if (step instanceof ScriptStep.Feed feed) {
                feed(feed);
                if (!variation.feedsFirst()) runUntilQuiet();
            }
        }
        runUntilQuiet();
        requireHealth(script.query());
        return FinalTable.of(script, List.copyOf(microBatches.values()), columns());
    }

    /// The result of the same query over all rows that are fed, as a batch.
    List<ScriptRow> runAsBatch() {
        declare();
        for (ScriptStep step : script.actions()) {
            if (step instanceof ScriptStep.Feed feed) feed(feed);
        }
        streams.forEach((name, stream) -> session.registerTable(name, stream.asTable()));
        try {
            return batchRows();
        } catch (SluiceException e) {
            throw new ScriptFailure(report(script.query()).thrown(e), e);
        }
    }

    private List<ScriptRow> batchRows() {
        String sql = script.query().sql();
        for (String name : streams.keySet()) sql = sql.replaceAll("(?i)\\bSTREAM\\s+(?=`?" + name + "\\b)", "");
        DataFrame rows = session.sql(sql);
        String[] names = new String[rows.schema().size()];
        Arrays.setAll(names, i -> "c" + i);
        String[] casts =
                Arrays.stream(names).map(name -> "CAST(" + name + " AS STRING)").toArray(String[]::new);
        return rows.toDF(names).selectExpr(casts).collectAsList().stream()
                .map(row -> new ScriptRow(row.toSeq().stream()
                        .<@Nullable String>map(cell -> (String) cell)
                        .toList()))
                .toList();
    }

    // ---- setting up

    private void prepare() {
        declare();
        start();
    }

    private void declare() {
        for (ScriptStep step : script.steps()) {
            try {
                declare(step);
            } catch (SluiceException e) {
                throw new ScriptFailure(report(step).thrown(e), e);
            }
        }
    }

    private void declare(ScriptStep step) {
        switch (step) {
            case ScriptStep.Source(_, String name, String ddl) -> {
                var columns = SqlParser.tableSchema(ddl);
                var stream = new ScriptStream(name, columns, variation.shape(), variation.rowsPerBatch());
                streams.put(name, stream);
                session.registerStream(name, columns, stream::open);
            }
            case ScriptStep.Table(_, String name, String ddl, List<ScriptRow> rows) -> {
                var columns = SqlParser.tableSchema(ddl);
                var chunks = variation.shape().chunks(values(rows, columns), columns);
                session.registerTable(name, ScriptStream.table(name, columns, chunks));
            }
            case ScriptStep.Setting(_, String key, String value) ->
                session.conf().set(key, value);
            case ScriptStep.Key _,
                    ScriptStep.DependsOnCuts _,
                    ScriptStep.Query _,
                    ScriptStep.Feed _,
                    ScriptStep.Emits _,
                    ScriptStep.Restart _,
                    ScriptStep.Fails _,
                    ScriptStep.Refused _ -> {}
        }
    }

    private List<List<@Nullable Object>> values(List<ScriptRow> rows, DataType.Struct columns) {
        ZoneId zone = zone();
        return rows.stream().map(row -> CellText.values(row, columns, zone)).toList();
    }

    private ZoneId zone() {
        return ZoneId.of(session.conf().get("spark.sql.session.timeZone"));
    }

    private void start() {
        int partitions =
                variation.partitions().get(starts % variation.partitions().size());
        session.conf().set("spark.sql.shuffle.partitions", partitions);
        starts++;
        try {
            DataFrame rows = session.sql(script.query().sql());
            var columns = rows.schema();
            schema = columns;
            query = rows.writeStream()
                    .outputMode(script.mode())
                    .option("checkpointLocation", "checkpoint")
                    .sink(() -> new ScriptSink(columns, zone(), microBatches))
                    .stepped();
        } catch (SluiceException e) {
            refusal = e;
        }
    }

    // ---- steps

    private void act(ScriptStep step) {
        switch (step) {
            case ScriptStep.Feed feed -> {
                requireStart(step);
                feed(feed);
                runUntilQuiet();
            }
            case ScriptStep.Emits emits -> {
                requireHealth(step);
                compare(emits);
            }
            case ScriptStep.Restart _ -> {
                requireHealth(step);
                restart();
            }
            case ScriptStep.Fails(_, ExpectedError error) -> {
                requireStart(step);
                compare(step, error, failure);
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
                    ScriptStep.Query _ -> {}
        }
    }

    private void feed(ScriptStep.Feed feed) {
        ScriptStream stream = streams.get(feed.source());
        if (stream == null) throw new IllegalArgumentException(feed.place() + ": there is no source " + feed.source());
        clock.advance(Duration.ofSeconds(1));
        stream.add(values(feed.rows(), stream.schema()));
    }

    private void runUntilQuiet() {
        SteppedQuery running = query;
        if (running == null) return;
        try {
            int batches = 0;
            for (var done = running.step(); done.isPresent(); done = running.step()) {
                progress = done.get();
                plan = running.explainString();
                if (++batches > MOST_BATCHES) throw new IllegalStateException("the query does not become quiet");
            }
        } catch (SluiceException e) {
            failure = e;
            stop();
        }
    }

    private void restartIfAsked(int step) {
        if (variation.restartsAfter().test(step) && query != null) restart();
    }

    private void restart() {
        stop();
        start();
        requireStart(script.query());
        runUntilQuiet();
    }

    private void stop() {
        if (query != null) query.close();
        query = null;
    }

    // ---- comparing

    private void compare(ScriptStep.Emits step) {
        List<List<ScriptRow>> batches =
                List.copyOf(microBatches.tailMap(emittedUpTo + 1).values());
        if (!microBatches.isEmpty()) emittedUpTo = microBatches.lastKey();
        List<ScriptRow> actual = switch (script.mode()) {
            case APPEND, UPDATE -> batches.stream().flatMap(List::stream).toList();
            case COMPLETE -> batches.isEmpty() ? List.of() : batches.getLast();
        };
        boolean same = step.ordered() ? step.rows().equals(actual) : FinalTable.sameRows(step.rows(), actual);
        if (!same) throw new ScriptFailure(report(step).rows(step.rows(), actual, step.ordered()), null);
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
    }

    ScriptReport report(ScriptStep at) {
        return new ScriptReport(script, variation.label(), at, Optional.ofNullable(progress), plan);
    }

    private DataType.Struct columns() {
        if (schema == null) throw new IllegalStateException("not started");
        return schema;
    }

    @Override
    public void close() {
        stop();
        session.close();
    }
}
