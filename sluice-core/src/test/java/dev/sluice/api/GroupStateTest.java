package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.function.FlatMapGroupsWithStateFunction;
import dev.sluice.api.function.MapGroupsWithStateFunction;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Groups that are remembered, beyond what Spark was asked for `src/test/groups`.
class GroupStateTest {

    record Click(String page, long n) {}

    /// With fields whose names the engine uses too.
    record Odd(
            @Nullable String exists,
            @Nullable Long due,
            @Nullable List<String> timeoutTimestamp,
            Map<String, Click> of) {}

    private final MemoryStream clicks = new MemoryStream(SqlParser.tableSchema("page STRING, n BIGINT"));
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(2)
                .config("spark.sql.shuffle.partitions", 3)
                .create();
        session.registerStream("clicks", clicks.schema(), clicks::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private KeyValueGroupedDataset<String, Click> byPage() {
        return session.sql("FROM STREAM clicks").as(Click.class).groupByKey(Click::page, Encoders.STRING());
    }

    private <T> List<T> run(Dataset<T> query, String mode) {
        List<T> rows = new ArrayList<>();
        try (SteppedQuery running = query.writeStream()
                .outputMode(mode)
                .foreachBatch((batch, _) -> rows.addAll(batch.collectAsList()))
                .option("checkpointLocation", "c")
                .stepped()) {
            while (running.step().isPresent()) {}
        }
        return rows;
    }

    /// Nothing feeds the query a second time, and no source asks to be looked at.
    @Test
    void aTimeoutOnTheClockWakesTheQuery() throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        MapGroupsWithStateFunction<String, Click, Long, String> function = (page, _, state) -> {
            if (state.hasTimedOut()) {
                state.remove();
                return page + " is over";
            }
            state.update(1L);
            state.setTimeoutDuration(page.equals("a") ? 5 : 10);
            return page;
        };
        clicks.add(List.of(List.of("a", 1L), List.of("b", 2L)));
        StreamingQuery query = byPage().mapGroupsWithState(
                        function, Encoders.LONG(), Encoders.STRING(), GroupStateTimeout.PROCESSING_TIME_TIMEOUT)
                .writeStream()
                .outputMode("update")
                .foreachBatch((batch, _) -> told.addAll(batch.collectAsList()))
                .start();
        List<String> all = new ArrayList<>();
        while (all.size() < 4) all.add(told.take());
        query.stop();
        Collections.sort(all);
        assertEquals(List.of("a", "a is over", "b", "b is over"), all);
    }

    @Test
    void aStateMayBeAnythingThatAnEncoderKnows() {
        FlatMapGroupsWithStateFunction<String, Click, Odd, String> function = (page, _, state) -> {
            String before = state.getOption().map(Odd::toString).orElse("nothing");
            state.update(new Odd(null, null, List.of("x", page), Map.of("k", new Click(page, 7))));
            return List.of(page + " had " + before).iterator();
        };
        Dataset<String> query = byPage().flatMapGroupsWithState(
                        function,
                        OutputMode.APPEND,
                        Encoders.record(Odd.class),
                        Encoders.STRING(),
                        GroupStateTimeout.PROCESSING_TIME_TIMEOUT);
        clicks.add(List.of(List.of("a", 1L)));
        assertEquals(List.of("a had nothing"), run(query, "append"));
        clicks.add(List.of(List.of("a", 1L)));
        assertEquals(
                List.of("a had Odd[exists=null, due=null, timeoutTimestamp=[x, a], of={k=Click[page=a, n=7]}]"),
                run(query, "append"));
        assertEquals(
                "[{\"key\":{\"value\":\"a\"},\"value\":{\"groupState\":{\"timeoutTimestamp\":[\"x\",\"a\"],"
                        + "\"of\":{\"k\":{\"page\":\"a\",\"n\":7}}},\"timeoutTimestamp\":-1}}]",
                session.read().format("statestore").load("c").drop("partition_id").toJSON().stream()
                        .toList()
                        .toString());
    }

    /// More groups than are looked up together, some of them new, some known, some removed.
    @Test
    void manyGroupsAreRemembered() {
        FlatMapGroupsWithStateFunction<String, Click, Long, Long> function = (_, rows, state) -> {
            long sum = state.getOption().orElse(0L);
            while (rows.hasNext()) sum += rows.next().n();
            if (sum % 3 == 0) {
                state.remove();
            } else {
                state.update(sum);
            }
            return List.of(sum).iterator();
        };
        Dataset<Long> query = byPage().flatMapGroupsWithState(
                        function, OutputMode.APPEND, Encoders.LONG(), Encoders.LONG(), GroupStateTimeout.NO_TIMEOUT);
        int pages = 20_000;
        long[] expected = new long[pages];
        for (int round = 1; round <= 3; round++) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < pages; i += round) rows.add(List.of("page " + i, (long) (i + round)));
            clicks.add(rows);
            List<Long> sums = new ArrayList<>();
            for (int i = 0; i < pages; i += round) {
                expected[i] += i + round;
                sums.add(expected[i]);
                if (expected[i] % 3 == 0) expected[i] = 0;
            }
            assertEquals(
                    sums.stream().sorted().toList(),
                    run(query, "append").stream().sorted().toList(),
                    "round " + round);
        }
        assertEquals(
                LongStream.of(expected).filter(sum -> sum != 0).count(),
                session.read().format("statestore").load("c").count());
    }

    @Test
    void whatAFunctionThrowsEndsTheQueryAndChangesNothing() {
        boolean[] fails = {true};
        FlatMapGroupsWithStateFunction<String, Click, Long, Long> function = (_, rows, state) -> {
            long n = rows.next().n() + state.getOption().orElse(0L);
            state.update(n);
            if (fails[0] && n > 1) throw new IllegalStateException("too much");
            return List.of(n).iterator();
        };
        Dataset<Long> query = byPage().flatMapGroupsWithState(
                        function, OutputMode.APPEND, Encoders.LONG(), Encoders.LONG(), GroupStateTimeout.NO_TIMEOUT);
        clicks.add(List.of(List.of("a", 1L)));
        assertEquals(List.of(1L), run(query, "append"));
        clicks.add(List.of(List.of("a", 1L), List.of("b", 1L)));
        Optional<SluiceException> failure = Optional.empty();
        try {
            run(query, "append");
        } catch (SluiceException e) {
            failure = Optional.of(e);
        }
        assertTrue(failure.isPresent());
        assertEquals(
                "[FLATMAPGROUPSWITHSTATE_USER_FUNCTION_ERROR] An error occurred in the user provided function in "
                        + "flatMapGroupsWithState. Reason: too much SQLSTATE: 39000",
                failure.get().sentence());
        fails[0] = false;
        assertEquals(List.of(1L, 2L), run(query, "append").stream().sorted().toList());
    }

    /// The table is made anew for each micro-batch, with what its groups begin with.
    @Test
    void aTableOfGroupsBesideAStreamRemembersNothing() {
        MapGroupsWithStateFunction<String, Click, Long, Click> function = (page, rows, state) -> {
            long n = rows.next().n() + state.getOption().orElse(0L);
            state.update(n);
            return new Click(page, n);
        };
        KeyValueGroupedDataset<String, Long> initial = session.createDataset(
                        List.of(new Click("a", 100)), Encoders.record(Click.class))
                .groupByKey(Click::page, Encoders.STRING())
                .mapValues(Click::n, Encoders.LONG());
        DataFrame table = session.createDataset(
                        List.of(new Click("a", 5), new Click("b", 6)), Encoders.record(Click.class))
                .groupByKey(Click::page, Encoders.STRING())
                .mapGroupsWithState(
                        function, Encoders.LONG(), Encoders.record(Click.class), GroupStateTimeout.NO_TIMEOUT, initial)
                .toDF();
        DataFrame joined = session.sql("FROM STREAM clicks")
                .alias("c")
                .join(table.alias("t"), functions.expr("c.page = t.page"), "inner")
                .selectExpr("t.page AS page", "t.n + c.n AS n");
        try (SteppedQuery running = joined.writeStream()
                .format("memory")
                .queryName("joined")
                .option("checkpointLocation", "c")
                .stepped()) {
            for (long n = 1; n <= 2; n++) {
                clicks.add(List.of(List.of("a", n), List.of("b", n)));
                while (running.step().isPresent()) {}
            }
        }
        assertEquals(
                "[[a,106], [a,107], [b,7], [b,8]]",
                session.sql("SELECT * FROM joined ORDER BY page, n")
                        .collectAsList()
                        .toString());
    }

    @Test
    void explainWaitingNamesTheClockAndTheWatermark() {
        MapGroupsWithStateFunction<String, Click, Long, Long> function = (_, rows, state) -> {
            state.update(rows.next().n());
            state.setTimeoutDuration("1 day");
            return state.get();
        };
        clicks.add(List.of(List.of("a", 1L)));
        run(
                byPage().mapGroupsWithState(
                                function, Encoders.LONG(), Encoders.LONG(), GroupStateTimeout.PROCESSING_TIME_TIMEOUT),
                "update");
        List<Row> waiting = session.sql("SELECT operator, key, held_by FROM explain_waiting('c')")
                .collectAsList();
        assertEquals("[[flatMapGroupsWithState,value=a,the clock]]", waiting.toString());
    }

    record Maybe(@Nullable Integer n) {}

    record Surely(int n) {}

    private <S> List<String> remembering(Class<S> type, S sets) {
        clicks.add(List.of(List.of("a", 1L)));
        MapGroupsWithStateFunction<String, Click, S, String> setting = (key, rows, state) -> {
            String had = String.valueOf(state.getOption());
            state.update(sets);
            return had;
        };
        return run(byPage().mapGroupsWithState(setting, Encoders.record(type), Encoders.STRING()), "update");
    }

    @Test
    void aNullThatWasRememberedIsNamedWhereThereCanBeNone() {
        assertEquals(List.of("Optional.empty"), remembering(Surely.class, new Surely(5)));
        assertEquals(List.of("Optional[Maybe[n=5]]"), remembering(Maybe.class, new Maybe(null)));
        var error = assertThrows(SluiceException.class, () -> remembering(Surely.class, new Surely(5)));
        assertEquals(ErrorCondition.NOT_NULL_ASSERT_VIOLATION, error.condition());
        assertTrue(error.getMessage().contains("\"n\""), error::getMessage);
        assertTrue(error.getMessage().contains("hint: the state of groups was written"), error::getMessage);
        assertEquals(
                "Optional[Maybe[n=null]]",
                remembering(Maybe.class, new Maybe(1)).getFirst());
    }

    record Inner(Maybe one) {}

    record SureInner(Surely one) {}

    /// As Spark's check of state schemas: null may come to where there was none, and not the other way.
    @Test
    void insideOfWhatIsRememberedNullsStayWhereTheyMayBe() {
        remembering(SureInner.class, new SureInner(new Surely(5)));
        assertEquals(List.of("Optional[Inner[one=Maybe[n=5]]]"), remembering(Inner.class, new Inner(new Maybe(null))));
        var error = assertThrows(SluiceException.class, () -> remembering(SureInner.class, null));
        assertEquals(ErrorCondition.STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE, error.condition());
    }
}
