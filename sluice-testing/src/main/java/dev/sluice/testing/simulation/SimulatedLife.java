package dev.sluice.testing.simulation;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.SteppedQuery;
import dev.sluice.machine.Machine;
import dev.sluice.parser.SqlParser;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One process of a simulation: a session with the query, and what it has still to do beside the stream.
final class SimulatedLife implements AutoCloseable {

    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private final SimulatedProcess process;
    private final Session session;
    private final Deque<Runnable> background = new ArrayDeque<>();
    private @Nullable SteppedQuery query;
    private boolean doubted;
    private boolean replaced;

    SimulatedLife(Simulation simulation, RandomGenerator random, boolean locks) {
        process = new SimulatedProcess(simulation.disk(), random, _ -> simulation.trouble(this), locks);
        session = Session.builder()
                .machine(new Machine(
                        simulation.clock(),
                        Thread.ofPlatform().daemon().factory(),
                        new SplittableRandom(random.nextLong())))
                .storage(simulation.seams().storage(process))
                .output(NOWHERE)
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .config("sluice.state.backend", System.getProperty("backend", "memory"))
                .config("spark.sql.shuffle.partitions", 1 + random.nextInt(4))
                .config("spark.sql.streaming.minBatchesToRetain", 1 + random.nextInt(3))
                .config("sluice.checkpoint.historySeconds", 0)
                .config("sluice.checkpoint.segmentBytes", 2_000 + random.nextInt(10_000))
                .config("sluice.checkpoint.snapshotBytes", 1_000 + random.nextInt(10_000))
                .config("sluice.checkpoint.snapshotShareRows", 1 + random.nextInt(8))
                .config("sluice.checkpoint.snapshotSharePercent", 50L * random.nextInt(3))
                .create();
    }

    /// Opens the query, which recovers what the checkpoint has.
    void open(Simulation simulation, SimulatedQuery said, RandomGenerator random) {
        said.inputs().forEach(input -> {
            SimulatedInput stream = simulation.input(input.name());
            session.registerStream(
                    input.name(),
                    SqlParser.tableSchema(input.columns()),
                    () -> simulation.seams().source(stream.open(this)));
        });
        DataFrame rows = said.rows().apply(session);
        boolean knows = random.nextInt(3) == 0;
        DataStreamWriter<Row> writer =
                rows.writeStream().outputMode(said.mode()).option("checkpointLocation", "checkpoint");
        if (said.asksForLateRows()) {
            writer.lateRowsTo(
                    schema -> simulation.seams().sink(simulation.late().open(schema, this, knows)));
        }
        if (simulation.writesByProgram()) {
            writer.foreachBatch((batch, id) -> simulation.output().write(id, values(batch.collectAsList()), this));
        } else {
            writer.sink(() -> simulation.seams().sink(simulation.output().open(rows.schema(), this, knows)));
        }
        Executor later = random.nextBoolean() ? Runnable::run : background::add;
        query = writer.stepped(later);
    }

    private static List<List<@Nullable Object>> values(List<Row> rows) {
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (Row row : rows) values.add(new ArrayList<>(row.toSeq()));
        return values;
    }

    /// Makes a micro-batch, if there is one to make.
    boolean step() {
        if (query == null) throw new IllegalStateException("not open");
        return query.step().isPresent();
    }

    /// Does what is to be done beside the stream.
    void runBackground() {
        while (!background.isEmpty()) runBackgroundOnce();
    }

    /// Does one thing of that.
    void runBackgroundOnce() {
        Runnable task = background.poll();
        if (task != null) task.run();
    }

    SimulatedProcess process() {
        return process;
    }

    /// Whether another process may have taken the checkpoint over since.
    boolean isDoubted() {
        return doubted;
    }

    void doubt() {
        doubted = true;
    }

    /// Whether another process has opened the checkpoint since.
    boolean isReplaced() {
        return replaced;
    }

    void replace() {
        replaced = true;
    }

    /// Ends the query as a program does that goes on.
    void closeQuery() {
        if (query != null) query.close();
        query = null;
    }

    /// Gives back what it holds of this, the real process.
    @Override
    public void close() {
        session.close();
    }
}
