package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.builtin.MemorySink;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.connector.Sink;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.StateIds;
import dev.sluice.progress.QueryProgress;
import dev.sluice.state.StatePlace;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import dev.sluice.streaming.MicroBatchExecution;
import dev.sluice.streaming.OnChange;
import dev.sluice.streaming.Step;
import dev.sluice.streaming.StreamingPlan;
import dev.sluice.streaming.StreamingPlan.QueryOutput;
import dev.sluice.type.DataType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One query that reads a stream once and feeds two sinks: the rows themselves, and counts of them.
class TwoSinksTest {

    private final DataType.Struct columns = SqlParser.tableSchema("page STRING, seconds INT");
    private final MemoryStream visits = new MemoryStream(columns);
    private final MemoryStorage checkpoint = new MemoryStorage();
    private Session session;
    private MemoryTable rows;
    private MemoryTable counts;

    @BeforeEach
    void open() {
        session = Session.builder().parallelism(1).create();
        session.registerStream("visits", columns, visits::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private MicroBatchExecution start() {
        LogicalPlan all = session.sql("SELECT page, seconds FROM STREAM visits").plan();
        LogicalPlan grouped = StateIds.assign(
                session.sql("SELECT page, count(*) AS n, sum(seconds) AS s FROM STREAM visits GROUP BY page")
                        .plan());
        if (rows == null) {
            rows = new MemoryTable(all.schema());
            counts = new MemoryTable(grouped.schema());
        }
        var plan = new StreamingPlan(
                "two-sinks",
                List.of(
                        QueryOutput.rowsOf("rows", all, () -> sink(rows), OutputMode.APPEND),
                        QueryOutput.rowsOf("counts", grouped, () -> sink(counts), OutputMode.UPDATE)),
                null,
                Trigger.DEFAULT,
                null,
                checkpoint,
                "checkpoint",
                false,
                2,
                ZoneOffset.UTC,
                Map.of(),
                StreamingPlan.Upkeep.DEFAULT,
                StatePlace::memory,
                OnChange.FAIL);
        var execution = new MicroBatchExecution(plan, session.machine(), session.workers(), Runnable::run, () -> {});
        execution.open();
        return execution;
    }

    private static Sink sink(MemoryTable table) {
        return new MemorySink(table);
    }

    @Test
    void bothSinksSeeEveryMicroBatchAndTheInputIsReadOnce() {
        try (MicroBatchExecution query = start()) {
            visits.add(List.of(List.of("home", 3), List.of("help", 5)));
            QueryProgress progress = ran(query);
            assertEquals(List.of(List.of("home", 3), List.of("help", 5)), rows.rows());
            assertEquals(2, counts.rows().size());
            assertEquals(2, progress.numInputRows());
            assertEquals(1, progress.sources().size());
            assertEquals(
                    List.of(2L, 2L),
                    progress.sinks().stream()
                            .map(QueryProgress.SinkStatus::numOutputRows)
                            .toList());
        }
    }

    @Test
    void theStateOfOneAndTheOffsetsOfBothSurviveARestart() {
        try (MicroBatchExecution query = start()) {
            visits.add(List.of(List.of("home", 3)));
            ran(query);
        }
        try (MicroBatchExecution query = start()) {
            assertEquals(new Step.Quiet(java.util.OptionalLong.empty()), query.step());
            visits.add(List.of(List.of("home", 4)));
            ran(query);
            assertEquals(List.of(List.of("home", 3), List.of("home", 4)), rows.rows());
            assertEquals(List.of("home", 2L, 7L), counts.rows().getLast());
        }
    }

    @Test
    void aMicroBatchThatFailsForOneSinkIsRunAgainForBoth() {
        visits.add(List.of(List.of("home", Integer.MAX_VALUE)));
        LogicalPlan fails =
                session.sql("SELECT seconds + 1 AS next FROM STREAM visits").plan();
        LogicalPlan fine = session.sql("SELECT page FROM STREAM visits").plan();
        rows = new MemoryTable(fine.schema());
        counts = new MemoryTable(fails.schema());
        var plan = new StreamingPlan(
                null,
                List.of(
                        QueryOutput.rowsOf("rows", fine, () -> sink(rows), OutputMode.APPEND),
                        QueryOutput.rowsOf("counts", fails, () -> sink(counts), OutputMode.APPEND)),
                null,
                Trigger.DEFAULT,
                null,
                checkpoint,
                "failing",
                false,
                1,
                ZoneOffset.UTC,
                Map.of(),
                StreamingPlan.Upkeep.DEFAULT,
                StatePlace::memory,
                OnChange.FAIL);
        try (var query = new MicroBatchExecution(plan, session.machine(), session.workers(), Runnable::run, () -> {})) {
            query.open();
            SluiceException error = assertThrows(SluiceException.class, query::step);
            assertEquals("ARITHMETIC_OVERFLOW", error.getCondition());
        }
        assertEquals(List.of(), rows.rows());
        assertEquals(List.of(), counts.rows());
    }

    private static QueryProgress ran(MicroBatchExecution query) {
        if (query.step() instanceof Step.Ran(QueryProgress progress)) return progress;
        throw new AssertionError("no micro-batch ran");
    }
}
