package dev.sluice.testing;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.SteppedQuery;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The session of a script's run, on a virtual clock and with storage in memory: what the script declares, and the rows
/// that it feeds.
final class ScriptSession implements AutoCloseable {

    private final Script script;
    private final Variation variation;
    private final VirtualClock clock = new VirtualClock(Instant.parse("2020-01-01T00:00:00Z"));
    private final ScriptMachine machine;
    private final Session session;
    private final Map<String, ScriptStream> streams = new LinkedHashMap<>();

    /// What is put into streams, and waits for the next feed.
    private final List<Runnable> waiting = new ArrayList<>();

    ScriptSession(Script script, Variation variation) {
        this.script = script;
        this.variation = variation;
        machine = new ScriptMachine(clock, variation.troubles());
        session = Session.builder()
                .machine(new Machine(clock, Thread.ofPlatform().daemon().factory(), new java.util.SplittableRandom(1)))
                .storage(machine.process())
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .config("sluice.state.backend", System.getProperty("backend", "memory"))
                .config("sluice.checkpoint.snapshotBytes", 3_000)
                .config("sluice.checkpoint.snapshotShareRows", 2)
                .config("sluice.checkpoint.snapshotSharePercent", 0)
                .create();
    }

    /// @throws SluiceException if the engine refuses it
    void declare(ScriptStep step) {
        switch (step) {
            case ScriptStep.Source source -> declare(source);
            case ScriptStep.Table(_, String name, String ddl, List<ScriptRow> rows) -> {
                var columns = SqlParser.tableSchema(ddl);
                var chunks = variation.shape().chunks(values(rows, columns), columns);
                session.registerTable(name, ScriptStream.table(name, columns, chunks));
            }
            case ScriptStep.Setting(_, String key, String value) ->
                session.conf().set(key, value);
            case ScriptStep.View(_, String name, ScriptStep.Rows rows) ->
                rows(rows).createOrReplaceTempView(name);
            case ScriptStep.Key _,
                    ScriptStep.DependsOnCuts _,
                    ScriptStep.HoldsBack _,
                    ScriptStep.Query _,
                    ScriptStep.Target _,
                    ScriptStep.Inserts _,
                    ScriptStep.Put _,
                    ScriptStep.Feed _,
                    ScriptStep.Emits _,
                    ScriptStep.Batches _,
                    ScriptStep.Watermark _,
                    ScriptStep.Late _,
                    ScriptStep.LateRows _,
                    ScriptStep.State _,
                    ScriptStep.Operators _,
                    ScriptStep.Restart _,
                    ScriptStep.Fails _,
                    ScriptStep.Refused _ -> {}
        }
    }

    /// A stream with a watermark of its own is a view of the one without.
    private void declare(ScriptStep.Source source) {
        String name = source.name();
        var columns = SqlParser.tableSchema(source.columns());
        var stream = new ScriptStream(name, columns, variation.shape(), variation.rowsPerBatch());
        streams.put(name, stream);
        ScriptStep.EventTime time = source.eventTime();
        if (time == null) {
            session.registerStream(name, columns, stream::open);
        } else {
            session.registerStream(name + "_rows", columns, stream::open)
                    .withWatermark(time.column(), time.delay())
                    .createOrReplaceTempView(name);
        }
    }

    /// The rows of the script's query.
    ///
    /// @throws SluiceException if it is refused
    DataFrame rows() {
        return rows(query());
    }

    private ScriptStep.Rows query() {
        return script.all(ScriptStep.Query.class).getFirst().rows();
    }

    /// Makes tables of the outputs, for INSERT.
    void declare(ScriptOutputs outputs, Map<String, String> options) {
        for (ScriptTarget target : script.targets()) {
            Map<String, String> own = new LinkedHashMap<>(options);
            own.put("outputMode", target.mode().word());
            session.registerSink(target.name(), own, schema -> outputs.sink(target, schema, zone()));
        }
    }

    /// Opens the query of an INSERT.
    SteppedQuery stepped(String insert) {
        return session.stepped(insert);
    }

    private DataFrame rows(ScriptStep.Rows said) {
        DataFrame rows = session.sql(said.sql());
        for (ScriptStep.Call call : said.calls()) rows = called(rows, call);
        return rows;
    }

    private static DataFrame called(DataFrame rows, ScriptStep.Call call) {
        List<String> arguments = call.arguments();
        return switch (call.method()) {
            case "dropDuplicates" -> arguments.isEmpty() ? rows.dropDuplicates() : rows.dropDuplicates(arguments);
            case "dropDuplicatesWithinWatermark" ->
                arguments.isEmpty()
                        ? rows.dropDuplicatesWithinWatermark()
                        : rows.dropDuplicatesWithinWatermark(arguments);
            case "withWatermark" -> rows.withWatermark(arguments.getFirst(), arguments.getLast());
            default -> throw new IllegalArgumentException("no way to call " + call);
        };
    }

    /// The result of the same query over all rows that are fed, as a batch.
    List<ScriptRow> batchRows() {
        tablesForStreams();
        DataFrame rows = rows(asBatch(query()));
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

    /// Runs INSERTs over all rows that are fed, as a batch.
    void insertAsBatch(String sql, ScriptOutputs outputs) {
        tablesForStreams();
        declare(outputs, Map.of());
        session.sql(asBatch(sql));
    }

    private void tablesForStreams() {
        streams.forEach((name, stream) -> session.registerTable(name, stream.asTable()));
        for (ScriptStep.View view : script.all(ScriptStep.View.class)) {
            rows(asBatch(view.rows())).createOrReplaceTempView(view.name());
        }
    }

    private static ScriptStep.Rows asBatch(ScriptStep.Rows rows) {
        return new ScriptStep.Rows(asBatch(rows.sql()), rows.calls());
    }

    private static String asBatch(String sql) {
        return sql.replaceAll("(?i)\\bSTREAM\\s+(?=`?\\w)", "");
    }

    /// Keeps rows for the next [#feed], so that several streams get theirs at once.
    void put(String source, List<ScriptRow> rows) {
        ScriptStream stream = streams.get(source);
        if (stream == null) throw new IllegalArgumentException("there is no source " + source);
        waiting.add(() -> stream.add(values(rows, stream.schema())));
    }

    /// Lets the streams have what was put.
    void feed() {
        clock.advance(Duration.ofSeconds(1));
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    private List<List<@Nullable Object>> values(List<ScriptRow> rows, DataType.Struct columns) {
        ZoneId zone = zone();
        return rows.stream().map(row -> CellText.values(row, columns, zone)).toList();
    }

    /// The machine that it runs on.
    ScriptMachine machine() {
        return machine;
    }

    ZoneId zone() {
        return ZoneId.of(session.conf().get("spark.sql.session.timeZone"));
    }

    /// Allows in real-time mode what Spark does not have there.
    void flow() {
        session.conf().set("spark.sql.streaming.realTimeMode.allowlistCheck", false);
    }

    void statePartitions(int count) {
        session.conf().set("spark.sql.shuffle.partitions", count);
    }

    @Override
    public void close() {
        session.close();
    }
}
