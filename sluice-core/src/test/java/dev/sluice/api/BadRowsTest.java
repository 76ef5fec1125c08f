package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows on which an operator's work fails: with `badRowsTo` they are told of and left out.
class BadRowsTest {

    private final MemoryStream lines = new MemoryStream(SqlParser.tableSchema("id INT, text STRING, note STRING"));
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(2)
                .config("spark.sql.session.timeZone", "UTC")
                .create();
        session.registerStream("lines", lines.schema(), lines::open);
        session.sql("CREATE TABLE bad USING memory");
        session.createDataFrame(List.of(row(1, "one"), row(2, "two")), SqlParser.tableSchema("n INT, word STRING"))
                .createOrReplaceTempView("words");
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static Row row(Object... values) {
        return Row.of(values);
    }

    private void feed(String... texts) {
        List<List<Object>> rows = new ArrayList<>();
        for (String text : texts) rows.add(List.of(rows.size(), text, "note " + text));
        lines.add(rows);
    }

    private SteppedQuery start(String sql, String mode) {
        return start(session.sql(sql), mode);
    }

    private SteppedQuery start(Dataset<?> rows, String mode) {
        return rows.writeStream()
                .format("memory")
                .queryName("result")
                .outputMode(mode)
                .option("checkpointLocation", "checkpoint")
                .option("badRowsTo", "bad")
                .stepped();
    }

    private List<String> result() {
        return texts("SELECT * FROM result");
    }

    private List<String> texts(String sql) {
        return session.sql(sql).collectAsList().stream()
                .map(row -> row.toString())
                .sorted()
                .toList();
    }

    private List<String> bad() {
        return texts("SELECT condition, row FROM bad");
    }

    @Test
    void aRowIsToldAsItWasReadAndTheOthersGoOn() {
        try (SteppedQuery query = start("SELECT id, CAST(text AS INT) + 1 AS next FROM STREAM lines", "append")) {
            feed("1", "x", "3", "y", "z");
            QueryProgress progress = query.step().orElseThrow();
            assertEquals(5, progress.numInputRows());
            assertEquals(2, progress.sinks().get(0).numOutputRows());
            assertEquals(3, progress.sinks().get(1).numOutputRows());
        }
        assertEquals(List.of("[0,2]", "[2,4]"), result());
        assertEquals(
                List.of(
                        "[CAST_INVALID_INPUT,22018,{\"id\":1,\"text\":\"x\",\"note\":\"note x\"}]",
                        "[CAST_INVALID_INPUT,22018,{\"id\":3,\"text\":\"y\",\"note\":\"note y\"}]",
                        "[CAST_INVALID_INPUT,22018,{\"id\":4,\"text\":\"z\",\"note\":\"note z\"}]"),
                texts("SELECT condition, sql_state, row FROM bad"));
        String message = texts("SELECT message FROM bad").getFirst();
        assertTrue(message.contains("The value 'x' of the type \"STRING\" cannot be cast to \"INT\""), message);
        String operator = texts("SELECT operator FROM bad").getFirst();
        assertTrue(operator.startsWith("[Project"), operator);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM STREAM lines WHERE CAST(text AS INT) > 0",
                "SELECT id, item FROM STREAM lines LATERAL VIEW explode(sequence(1, CAST(text AS INT))) AS item",
                "SELECT id, word FROM STREAM lines JOIN words ON CAST(text AS INT) = n",
                "SELECT id, word FROM STREAM lines LEFT JOIN words ON CAST(text AS INT) < n"
            })
    void whereverAnExpressionStands(String sql) {
        try (SteppedQuery query = start(sql, "append")) {
            feed("1", "x", "2");
            query.step();
        }
        assertFalse(result().isEmpty());
        assertEquals(1, bad().size());
        assertTrue(bad().getFirst().contains("\"text\":\"x\""), bad()::toString);
    }

    @Test
    void keysAndArgumentsOfAggregatesAmongThem() {
        String sql = """
                SELECT CAST(text AS INT) % 2 AS odd, count(*) AS n, sum(10 / CAST(text AS INT)) AS tens
                FROM STREAM lines GROUP BY CAST(text AS INT) % 2""";
        try (SteppedQuery query = start(sql, "complete")) {
            feed("1", "x", "2", "0", "5");
            query.step();
            assertEquals(List.of("[0,1,5.0]", "[1,2,12.0]"), result());
            feed("1", "y");
            query.step();
        }
        assertEquals(List.of("[0,1,5.0]", "[1,3,22.0]"), result());
        assertEquals(
                List.of("CAST_INVALID_INPUT", "CAST_INVALID_INPUT", "DIVIDE_BY_ZERO"),
                session.sql("SELECT condition FROM bad ORDER BY condition").collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList());
    }

    @Test
    void whatIsFilteredOutOrNotComputedIsNotBad() {
        String sql = "SELECT count(CAST(text AS INT)) FILTER (WHERE id = 0) AS n, max(id) AS last FROM STREAM lines";
        try (SteppedQuery query = start(sql, "complete")) {
            feed("1", "x", "y");
            query.step();
        }
        assertEquals(List.of("[1,2]"), result());
        assertEquals(List.of(), bad());
    }

    @Test
    void programsThatThrowAmongThem() {
        Dataset<Integer> lengths = session.sql("SELECT text FROM STREAM lines")
                .as(Encoders.STRING())
                .map(
                        text -> Objects.requireNonNull(text.equals("x") ? null : text)
                                .length(),
                        Encoders.INT());
        try (SteppedQuery query = start(lengths, "append")) {
            feed("a", "x", "ccc");
            query.step();
        }
        assertEquals(List.of("[1]", "[3]"), result());
        assertEquals(1, bad().size());
    }

    @Test
    void manyInManyChunks() {
        int count = 20_000;
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) texts[i] = i % 777 == 5 ? "bad " + i : String.valueOf(i);
        long expectedBad =
                Arrays.stream(texts).filter(text -> text.startsWith("bad")).count();
        try (SteppedQuery query = start("SELECT sum(CAST(text AS INT)) AS total FROM STREAM lines", "complete")) {
            feed(texts);
            query.step();
        }
        long total = Arrays.stream(texts)
                .filter(text -> !text.startsWith("bad"))
                .mapToLong(Long::parseLong)
                .sum();
        assertEquals(List.of("[" + total + "]"), result());
        assertEquals(expectedBad, bad().size());
    }

    @Test
    void aRowThatIsLateElsewhereIsToldOnce() {
        session.sql("CREATE TABLE late USING memory");
        String sql = """
                SELECT at, count(*) AS n FROM
                  (SELECT timestamp_seconds(CAST(text AS INT)) AS at FROM STREAM lines)
                  WATERMARK at DELAY OF INTERVAL 0 SECONDS
                GROUP BY at""";
        try (SteppedQuery query = session.sql(sql)
                .writeStream()
                .format("memory")
                .queryName("result")
                .option("checkpointLocation", "checkpoint")
                .option("badRowsTo", "bad")
                .option("lateRowsTo", "late")
                .stepped()) {
            feed("100", "x");
            query.step();
            query.step();
            feed("50", "y", "200");
            query.step();
        }
        assertEquals(2, bad().size());
        assertEquals(1, texts("SELECT * FROM late").size());
    }

    @Test
    void whatIsNoSingleRowsFaultEndsTheQuery() {
        try (SteppedQuery query = start("SELECT sum(CAST(text AS BIGINT)) AS total FROM STREAM lines", "complete")) {
            feed(String.valueOf(Long.MAX_VALUE), "1");
            SluiceException error = assertThrows(SluiceException.class, query::step);
            assertEquals("ARITHMETIC_OVERFLOW", error.getCondition());
        }
        assertEquals(List.of(), bad());
    }

    @Test
    void aMicroBatchThatIsRunAgainTellsTheSame() {
        List<String> tries = new ArrayList<>();
        for (boolean fails : List.of(true, false)) {
            try (SteppedQuery query = session.sql("SELECT CAST(text AS INT) AS n FROM STREAM lines")
                    .writeStream()
                    .foreachBatch((rows, id) -> {
                        if (fails) throw new IllegalStateException("on purpose");
                        rows.collectAsList().forEach(row -> tries.add(id + ":" + row));
                    })
                    .option("checkpointLocation", "checkpoint")
                    .option("badRowsTo", "bad")
                    .stepped()) {
                if (fails) {
                    feed("1", "x");
                    assertThrows(SluiceException.class, query::step);
                } else {
                    query.step();
                }
            }
        }
        assertEquals(List.of("0:[1]"), tries);
        assertEquals(1, bad().size());
    }

    @Test
    void theTableMustBeThere() {
        SluiceException error = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT id FROM STREAM lines")
                        .writeStream()
                        .format("noop")
                        .option("badRowsTo", "bda")
                        .option("checkpointLocation", "checkpoint")
                        .stepped());
        assertEquals("TABLE_OR_VIEW_NOT_FOUND", error.getCondition());
        assertEquals("did you mean bad?", error.hint());
    }
}
