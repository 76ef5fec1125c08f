package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.api.function.FilterFunction;
import dev.sluice.api.function.MapFunction;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.AnalysisException;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.MemoryStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Datasets of objects. What Spark 4.2 answers to the same programs is written here as it answered.
class TypedDatasetTest {

    /// As Spark's users write them.
    public static class Word {
        private String word = "";
        private long n;

        public Word() {}

        Word(String word, long n) {
            this.word = word;
            this.n = n;
        }

        public String getWord() {
            return word;
        }

        public void setWord(String word) {
            this.word = word;
        }

        public long getN() {
            return n;
        }

        public void setN(long n) {
            this.n = n;
        }

        @Override
        public String toString() {
            return "Word(" + word + "," + n + ")";
        }
    }

    record Counted(String word, long n) {}

    record Narrow(String word, int n) {}

    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder().storage(new MemoryStorage()).parallelism(2).create();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Dataset<Word> words() {
        return session.sql("SELECT * FROM VALUES ('a', 1L), ('b', 2L), ('a', 3L) t(word, n)")
                .as(Encoders.bean(Word.class));
    }

    private static void refused(String message, Runnable what) {
        SluiceException error = assertThrows(SluiceException.class, what::run);
        assertEquals(message, error.sentence());
    }

    // ---- columns and objects

    @Test
    void columnsAreFoundByTheNamesOfFieldsWhateverTheirCaseAndOrder() {
        assertEquals(
                "[Word(a,1)]",
                session.sql("SELECT 1 AS N, 'a' AS WORD, 5 AS extra")
                        .as(Word.class)
                        .collectAsList()
                        .toString());
        assertEquals(
                List.of(new Counted("7", 1)),
                session.sql("SELECT 7 AS word, 1 AS n").as(Counted.class).collectAsList(),
                "what loses nothing is cast");
    }

    @Test
    void theRowsKeepTheirColumns() {
        Dataset<Word> words =
                session.sql("SELECT 1 AS n, 'a' AS word, 2 AS more").as(Word.class);
        assertEquals(
                "n INT NOT NULL,word STRING NOT NULL,more INT NOT NULL",
                words.schema().toDdl());
        Dataset<Word> kept = words.filter((FilterFunction<Word>) word -> word.getN() > 0);
        assertEquals(
                "n INT NOT NULL,word STRING NOT NULL,more INT NOT NULL",
                kept.schema().toDdl());
        assertEquals("[Word(a,1)]", kept.collectAsList().toString());
    }

    @Test
    void aMissingColumnIsRefused() {
        refused(
                "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `n` cannot be "
                        + "resolved. Did you mean one of the following? [`word`]. SQLSTATE: 42703",
                () -> session.sql("SELECT 'a' AS word").as(Word.class));
    }

    @Test
    void aTypeThatWouldLoseSomethingIsRefused() {
        for (String value : List.of("1L", "'1'")) {
            refused(
                    """
                    [CANNOT_UP_CAST_DATATYPE] Cannot up cast n from "%s" to "INT".
                    The type path of the target object is:
                    - field (class: "int", name: "n")
                    - root class: "dev.sluice.api.TypedDatasetTest$Narrow"
                    You can either add an explicit cast to the input data or choose a higher precision type of the field \
                    in the target object SQLSTATE: 42846""".formatted(value.endsWith("L") ? "BIGINT" : "STRING"),
                    () -> session.sql("SELECT 'a' AS word, " + value + " AS n").as(Narrow.class));
        }
    }

    @Test
    void aNullThatAFieldCannotTakeIsAnError() {
        Dataset<Word> words =
                session.sql("SELECT 'a' AS word, CAST(NULL AS BIGINT) AS n").as(Word.class);
        refused("""
                [NOT_NULL_ASSERT_VIOLATION] NULL value appeared in non-nullable field: \n- field (class: "long", name: "n")
                - root class: "dev.sluice.api.TypedDatasetTest$Word"
                If the schema is inferred from a Scala tuple/case class, or a Java bean, please try to use \
                scala.Option[_] or other nullable types (such as java.lang.Integer instead of int/scala.Int). \
                SQLSTATE: 42000""", words::collectAsList);
    }

    @Test
    void singleValuesAndTuplesAreReadByPosition() {
        assertEquals(
                List.of("a"),
                session.sql("SELECT 'a' AS word").as(Encoders.STRING()).collectAsList());
        assertEquals(
                Collections.singletonList(null),
                session.sql("SELECT CAST(NULL AS INT) AS i").as(Encoders.INT()).collectAsList());
        assertEquals(
                List.of(new Tuple2<>("a", 1L)),
                session.sql("SELECT 'a' AS word, 1L AS n")
                        .as(Encoders.tuple(Encoders.STRING(), Encoders.LONG()))
                        .collectAsList());
        refused(
                "[UNSUPPORTED_DESERIALIZER.FIELD_NUMBER_MISMATCH] The deserializer is not supported: try to map "
                        + "\"STRUCT<word: STRING NOT NULL, n: INT NOT NULL>\" to Tuple1, but failed as the number of fields "
                        + "does not line up. SQLSTATE: 0A000",
                () -> session.sql("SELECT 'a' AS word, 1 AS n").as(Encoders.STRING()));
        assertEquals(
                "_1 STRING,_2 STRUCT<n: BIGINT NOT NULL, word: STRING>,_3 BIGINT",
                Encoders.tuple(Encoders.STRING(), Encoders.bean(Word.class), Encoders.LONG())
                        .schema()
                        .toDdl());
    }

    @Test
    void aDatasetOfRowsIsADataFrame() {
        Dataset<Row> rows = session.range(3);
        assertInstanceOf(DataFrame.class, rows);
        assertInstanceOf(DataFrame.class, rows.where("id > 0").limit(1).distinct());
        assertEquals(
                List.of(1L, 2L),
                rows.filter((FilterFunction<Row>) row -> row.getLong(0) > 0)
                        .map((MapFunction<Row, Long>) row -> row.getLong(0), Encoders.LONG())
                        .collectAsList());
        assertArrayEquals(new Row[] {Row.of(0L)}, session.range(1).collect());
    }

    @Test
    void rowsOfASchemaAreObjectsToo() {
        var schema = session.sql("SELECT 'a' AS word, 1L AS n").schema();
        assertEquals(
                List.of(Row.of("b", 2L), Row.of("c", 3L)),
                session.range(2, 4)
                        .map(
                                (MapFunction<Row, Row>) row -> Row.of(row.getLong(0) == 2 ? "b" : "c", row.getLong(0)),
                                Encoders.row(schema))
                        .collectAsList());
    }

    // ---- functions

    @Test
    void mapMakesTheColumnsOfItsEncoder() {
        Dataset<Long> counts = words().map((MapFunction<Word, Long>) Word::getN, Encoders.LONG());
        assertEquals("value BIGINT", counts.schema().toDdl());
        assertEquals(List.of(1L, 2L, 3L), counts.collectAsList());
        assertEquals(6, counts.agg(functions.sum("value")).head().getLong(0));
        Dataset<String> nulls = words().map((MapFunction<Word, String>) word -> null, Encoders.STRING());
        assertEquals(Collections.nCopies(3, null), nulls.collectAsList());
        refused(
                """
                [NOT_NULL_ASSERT_VIOLATION] NULL value appeared in non-nullable field: \ntop level Product or row object
                If the schema is inferred from a Scala tuple/case class, or a Java bean, please try to use \
                scala.Option[_] or other nullable types (such as java.lang.Integer instead of int/scala.Int). \
                SQLSTATE: 42000""",
                () -> words().map((MapFunction<Word, Word>) word -> null, Encoders.bean(Word.class))
                        .collectAsList());
    }

    @Test
    void flatMapMapPartitionsAndForeachSeeEveryObject() {
        assertEquals(
                List.of("a", "b", "b", "a", "a", "a"),
                words().flatMap(
                                word -> Collections.nCopies((int) word.getN(), word.getWord())
                                        .iterator(),
                                Encoders.STRING())
                        .collectAsList());
        assertEquals(
                List.of(6L),
                words().mapPartitions(
                                objects -> {
                                    long sum = 0;
                                    while (objects.hasNext())
                                        sum += objects.next().getN();
                                    return sum == 0
                                            ? Collections.<Long>emptyIterator()
                                            : List.of(sum).iterator();
                                },
                                Encoders.LONG())
                        .collectAsList());
        var sum = new AtomicLong();
        words().foreach(word -> sum.addAndGet(word.getN()));
        words().foreachPartition(objects -> objects.forEachRemaining(word -> sum.addAndGet(word.getN())));
        assertEquals(12, sum.get());
    }

    @Test
    void reduceMakesOneOfAll() {
        assertEquals(
                "Word(aba,6)",
                words().reduce((one, other) -> new Word(one.getWord() + other.getWord(), one.getN() + other.getN()))
                        .toString());
        var none = assertThrows(
                UnsupportedOperationException.class,
                () -> words().filter("n > 10").reduce((one, other) -> one));
        assertEquals("empty collection", none.getMessage());
    }

    @Test
    void anExceptionOfAFunctionEndsTheQueryAndIsItsCause() {
        Dataset<String> broken = words().map(
                        word -> {
                            throw new IOException("boom");
                        },
                        Encoders.STRING());
        SluiceException error = assertThrows(SluiceException.class, broken::collectAsList);
        assertEquals(
                "[SLUICE_USER_FUNCTION_ERROR] An error occurred in the user provided function in map. Reason: boom "
                        + "SQLSTATE: 39000",
                error.sentence());
        assertInstanceOf(IOException.class, error.getCause());
    }

    // ---- groups

    private KeyValueGroupedDataset<String, Word> grouped() {
        return words().groupByKey(Word::getWord, Encoders.STRING());
    }

    @Test
    void groupsAreSeenAsAWhole() {
        assertEquals(
                List.of("a2", "b1"),
                sorted(grouped().mapGroups((key, values) -> key + count(values), Encoders.STRING())));
        assertEquals(
                List.of("a13", "b2"),
                sorted(grouped()
                        .mapValues(Word::getN, Encoders.LONG())
                        .mapGroups(
                                (key, values) -> {
                                    var text = new StringBuilder(key);
                                    values.forEachRemaining(text::append);
                                    return text.toString();
                                },
                                Encoders.STRING())));
        assertEquals(
                List.of("a", "a", "b"),
                sorted(grouped()
                        .flatMapGroups(
                                (key, values) ->
                                        Collections.nCopies(count(values), key).iterator(),
                                Encoders.STRING())));
    }

    @Test
    void groupsAreCountedByTheirKeys() {
        assertEquals("value STRING", grouped().keys().schema().toDdl());
        assertEquals(List.of("a", "b"), sorted(grouped().keys()));
        Dataset<Tuple2<String, Long>> counts = grouped().count();
        assertEquals(
                "key STRING,count(1) BIGINT NOT NULL", counts.schema().toDdl().replace("`", ""));
        assertEquals(List.of("(a,2)", "(b,1)"), sorted(counts));
        assertEquals(
                List.of("(null,3)"),
                sorted(words().groupByKey(word -> (String) null, Encoders.STRING())
                        .count()));
        assertEquals(
                "key STRUCT<n: BIGINT NOT NULL, word: STRING>,count(1) BIGINT NOT NULL",
                words().groupByKey(word -> word, Encoders.bean(Word.class))
                        .count()
                        .schema()
                        .toDdl()
                        .replace("`", ""));
    }

    // ---- streams

    @Test
    void aStreamGoesThroughFunctionsAndToProgramsAsObjects() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        var stream = session.readStream()
                .format("rate-micro-batch")
                .option("rowsPerBatch", 3)
                .load();
        StreamingQuery query = stream.select("value")
                .as(Encoders.LONG())
                .map(value -> new Counted("w" + value, value), Encoders.record(Counted.class))
                .writeStream()
                .trigger(dev.sluice.stream.Trigger.Once())
                .foreachBatch((batch, id) -> batch.collectAsList().forEach(word -> seen.add(word.word())))
                .start();
        query.awaitTermination();
        assertEquals(List.of("w0", "w1", "w2"), sorted(seen));
        seen.clear();
        StreamingQuery each = stream.select("value")
                .as(Encoders.LONG())
                .map(value -> new Counted("w" + value, value), Encoders.record(Counted.class))
                .writeStream()
                .trigger(dev.sluice.stream.Trigger.Once())
                .foreach(new ForeachWriter<Counted>() {
                    @Override
                    public boolean open(long partitionId, long epochId) {
                        return true;
                    }

                    @Override
                    public void process(Counted value) {
                        seen.add(value.word());
                    }

                    @Override
                    public void close(Throwable error) {}
                })
                .start();
        each.awaitTermination();
        assertEquals(List.of("w0", "w1", "w2"), sorted(seen));
    }

    private static int count(Iterator<?> values) {
        int count = 0;
        for (; values.hasNext(); values.next()) count++;
        return count;
    }

    private static List<String> sorted(Dataset<?> dataset) {
        return sorted(dataset.collectAsList());
    }

    private static List<String> sorted(List<?> objects) {
        return objects.stream().map(String::valueOf).sorted().toList();
    }

    @Test
    void objectsOfAProgramMakeADataset() {
        Encoder<Counted> encoder = Encoders.record(Counted.class);
        List<Counted> words = List.of(new Counted("a", 1), new Counted("b", 2));
        assertEquals(words, session.createDataset(words, encoder).collectAsList());
        assertThrows(AnalysisException.class, () -> Encoders.record(Word.class));
    }
}
