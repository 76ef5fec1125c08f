package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.SaveMode;
import dev.sluice.error.AnalysisException;
import dev.sluice.error.ErrorCondition;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Spark's Java programs say in other words than a program that was written for Sluice.
final class SparkNamesTest {

    private final Session session = Session.builder().parallelism(1).create();

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void schemasAreBuiltFieldByField() {
        StructType inner = DataTypes.createStructType(
                new StructField[] {DataTypes.createStructField("x", DataTypes.IntegerType, false)});
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("at", "timestamp", false)
                .add(new StructField("name", DataTypes.StringType, true, Metadata.empty()))
                .add("inner", inner)
                .add("list", DataTypes.createArrayType(DataTypes.createDecimalType(4, 2)));
        assertEquals(
                "id BIGINT,at TIMESTAMP NOT NULL,name STRING,inner STRUCT<x: INT NOT NULL>,list ARRAY<DECIMAL(4,2)>",
                schema.toDDL());
        assertEquals(List.of("id", "at", "name", "inner", "list"), Arrays.asList(schema.fieldNames()));
        assertEquals(
                schema, StructType.of(session.createDataFrame(List.of(), schema).schema()));
    }

    @Test
    void rowsAreTextAndJson() {
        Row row = session.sql(
                        "SELECT 1 AS a, 'x' AS b, named_struct('c', array(1.5D, NULL)) AS d, map('k', DATE '2024-05-01') AS e,"
                                + " map(1, true) AS f, CAST(NULL AS INT) AS g, 2.50 AS h, X'0102' AS i, CAST('NaN' AS DOUBLE) AS j")
                .head();
        assertEquals(
                "{\"a\":1,\"b\":\"x\",\"d\":{\"c\":[1.5,null]},\"e\":{\"k\":\"2024-05-01\"},"
                        + "\"f\":[{\"key\":1,\"value\":true}],\"g\":null,\"h\":2.50,\"i\":\"AQI=\",\"j\":\"NaN\"}",
                row.json());
        assertEquals("1;x", Row.of(1, "x").mkString(";"));
        assertEquals("<1x>", Row.of(1, "x").mkString("<", "", ">"));
        assertThrows(IllegalStateException.class, () -> Row.of(1).json());
    }

    @Test
    void enumsHaveSparksNames(@TempDir Path directory) throws Exception {
        assertSame(OutputMode.UPDATE, OutputMode.Update());
        assertEquals(Trigger.ProcessingTime(2_000), Trigger.ProcessingTime(2, TimeUnit.SECONDS));
        String a = directory.resolve("a").toString();
        String b = directory.resolve("b").toString();
        session.range(2).write().mode(SaveMode.Overwrite).json(a);
        session.range(3).write().mode(SaveMode.Append).json(b);
        assertEquals(5, session.read().json(a, b).count());
        Files.writeString(directory.resolve("lines"), "one\ntwo\n");
        Dataset<String> lines =
                session.read().textFile(directory.resolve("lines").toString());
        assertEquals(List.of("one", "two"), lines.collectAsList());
    }

    /// Hints to a cluster: they give the same Dataset.
    @Test
    void whatIsForAClusterDoesNothing() {
        Dataset<Row> rows = session.range(3);
        assertSame(
                rows,
                rows.cache()
                        .persist()
                        .repartition(4)
                        .coalesce(1)
                        .hint("broadcast")
                        .unpersist());
    }

    @Test
    void missingValuesAreDroppedAndFilled() {
        Dataset<Row> rows = session.sql(
                "SELECT * FROM VALUES (1, 'a', 1.0D), (NULL, 'b', CAST('NaN' AS DOUBLE)), (NULL, NULL, NULL)"
                        + " AS t(n, `s.t`, d)");
        assertEquals(1, rows.na().drop().count());
        assertEquals(2, rows.na().drop("all").count());
        assertEquals(2, rows.na().drop(new String[] {"s.t"}).count());
        assertEquals(
                "[[1,a,1.0], [7,b,7.0], [7,null,7.0]]",
                String.valueOf(rows.na().fill(7L).collectAsList()));
        assertEquals(
                "[[1,a,1.0], [null,b,NaN], [null,?,null]]",
                String.valueOf(rows.na().fill("?").collectAsList()));
        assertEquals(
                "[[1,a,1.0], [0,b,NaN], [0,-,null]]",
                String.valueOf(rows.na().fill(Map.of("n", 0, "s.t", "-")).collectAsList()));
        assertEquals(
                "[[1,x,1.0], [null,b,NaN], [null,null,null]]",
                String.valueOf(rows.na().replace("s.t", Map.of("a", "x")).collectAsList()));
        assertEquals(rows.schema().names(), rows.na().fill(7L).schema().names());
        assertThrows(AnalysisException.class, () -> rows.na().drop(new String[] {"nope"}));
    }

    @Test
    void aColumnOfOneSideIsDropped() {
        Dataset<Row> left = session.range(3);
        Dataset<Row> right = session.range(2);
        Dataset<Row> joined = left.join(right, left.col("id").equalTo(right.col("id")));
        assertEquals(
                "[[0], [1]]",
                String.valueOf(joined.drop(right.col("id")).orderBy("id").collectAsList()));
        assertEquals(0, joined.drop(col("id")).columns().length);
        assertEquals(2, joined.drop(col("other"), functions.lit(1)).columns().length);
        assertEquals(1, left.transform(rows -> rows.drop("id")).drop("x").columns().length + 1);
    }

    /// Spark makes the left's and the right's column of it, see spark.sql.selfJoinAutoResolveAmbiguity.
    @Test
    void aColumnEqualToItselfJoinsADatasetWithItself() {
        Dataset<Row> rows = session.sql("SELECT * FROM VALUES (1, 2), (2, 3), (3, 3) AS t(id, parent)");
        Column same = rows.col("id").equalTo(rows.col("id"));
        assertEquals(3, rows.join(rows, same).count());
        Column both = rows.col("id").eqNullSafe(rows.col("id")).and(functions.lit(true));
        assertEquals(3, rows.join(rows, both, "left").count());
        assertEquals(1, rows.join(rows.filter("parent = 2"), same).count());
        var error = assertThrows(
                AnalysisException.class, () -> rows.join(rows, rows.col("id").equalTo(rows.col("parent"))));
        assertEquals(ErrorCondition.AMBIGUOUS_REFERENCE, error.condition());
        assertTrue(String.valueOf(error.hint()).contains("df.as(\"a\")"), error.hint());
        assertEquals(
                3,
                rows.as("a")
                        .join(rows.as("b"), col("a.parent").equalTo(col("b.id")))
                        .count());
    }

    @Test
    void queriesAreWaitedForAndFound() {
        assertFalse(session.streams().awaitAnyTermination(1));
        assertTrue(session.streams().get("00000000-0000-0000-0000-000000000000").isEmpty());
    }

    @Test
    void aStoppedSessionSaysSo() {
        Dataset<Row> rows = session.range(1);
        session.stop();
        for (Runnable call : List.<Runnable>of(rows::count, () -> session.sql("SELECT 1"), () -> session.range(1))) {
            String message =
                    assertThrows(IllegalStateException.class, call::run).getMessage();
            assertEquals("Cannot call methods on a stopped Session.", message);
        }
    }
}
