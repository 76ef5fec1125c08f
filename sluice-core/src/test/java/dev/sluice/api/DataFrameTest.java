package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.count;
import static dev.sluice.api.functions.expr;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.sum;
import static dev.sluice.api.functions.upper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Spark's method names, and what they make of rows.
class DataFrameTest {

    private Session session;
    private DataFrame people;
    private DataFrame teams;

    @BeforeEach
    void open() {
        session = GoldenTest.session();
        people = session.createDataFrame(
                List.of(Row.of(1, "Ada", 10), Row.of(2, "Bob", 20), Row.of(3, "Cyd", null), Row.of(4, null, 10)),
                "id INT, name STRING, team INT");
        teams = session.createDataFrame(List.of(Row.of(10, "red"), Row.of(20, "blue")), "team INT, colour STRING");
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static void check(DataFrame frame, String... rows) {
        assertEquals(List.of(rows), frame.toJSON());
    }

    @Test
    void columnsAreChosenComputedAndNamed() {
        check(
                people.select(col("id"), upper(col("name")).as("who")).where("id < 3"),
                "{\"id\":1,\"who\":\"ADA\"}",
                "{\"id\":2,\"who\":\"BOB\"}");
        check(people.selectExpr("id + 1 AS next").limit(1), "{\"next\":2}");
        check(people.withColumn("next", col("id").plus(1)).select("next").limit(1), "{\"next\":2}");
        check(people.withColumnRenamed("name", "who").drop("team").limit(1), "{\"id\":1,\"who\":\"Ada\"}");
        check(people.toDF("a", "b", "c").limit(1), "{\"a\":1,\"b\":\"Ada\",\"c\":10}");
    }

    @Test
    void rowsAreFilteredSortedAndCut() {
        check(
                people.filter(col("team").isNotNull()).orderBy(col("id").desc()).select("id"),
                "{\"id\":4}",
                "{\"id\":2}",
                "{\"id\":1}");
        check(people.orderBy("name").select("id"), "{\"id\":4}", "{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
        check(people.select("id").limit(3).offset(1), "{\"id\":2}", "{\"id\":3}");
        check(people.select("team").distinct().orderBy("team"), "{}", "{\"team\":10}", "{\"team\":20}");
        check(
                people.select("id").where("id > 3").union(people.select("team").where("team = 20")),
                "{\"id\":4}",
                "{\"id\":20}");
    }

    @Test
    void groupsAreCounted() {
        check(
                people.groupBy("team").count().orderBy("team"),
                "{\"count\":1}",
                "{\"team\":10,\"count\":2}",
                "{\"team\":20,\"count\":1}");
        check(
                people.groupBy(col("team"))
                        .agg(sum(col("id")).as("ids"), count(lit(1)).as("n"))
                        .where("team = 10"),
                "{\"team\":10,\"ids\":5,\"n\":2}");
        check(people.agg(expr("max(id)")), "{\"max(id)\":4}");
        check(people.groupBy().agg(Map.of("id", "sum")), "{\"sum(id)\":10}");
    }

    @Test
    void sidesAreJoined() {
        check(
                people.join(teams, "team").select("name", "colour").orderBy("name"),
                "{\"colour\":\"red\"}",
                "{\"name\":\"Ada\",\"colour\":\"red\"}",
                "{\"name\":\"Bob\",\"colour\":\"blue\"}");
        check(
                people.join(teams, people.col("team").equalTo(teams.col("team")), "left_anti")
                        .select("id"),
                "{\"id\":3}");
        assertEquals(8, people.crossJoin(teams).count());
    }

    @Test
    void columnsOfTheSameNameAreToldApartByTheirFrame() {
        DataFrame joined = people.join(teams, people.col("team").equalTo(teams.col("team")));
        check(joined.select(teams.col("team"), people.col("id")).where("id = 2"), "{\"team\":20,\"id\":2}");
        assertThrows(SluiceException.class, () -> joined.select("team"));
    }

    @Test
    void whatIsWrongIsSaidWhenItIsSaid() {
        SluiceException error = assertThrows(SluiceException.class, () -> people.select("nmae"));
        assertEquals("UNRESOLVED_COLUMN.WITH_SUGGESTION", error.getCondition());
        assertThrows(SluiceException.class, () -> people.col("nmae"));
        assertThrows(SluiceException.class, people::writeStream);
        assertThrows(IllegalArgumentException.class, () -> people.join(teams, lit(true), "sideways"));
    }

    @Test
    void aFrameSaysWhatItIs() {
        assertEquals("[id: int, name: string ... 1 more field]", people.toString());
        assertEquals("[team: int, colour: string]", teams.toString());
        assertEquals(List.of("id", "name", "team"), List.of(people.columns()));
        assertFalse(people.isStreaming());
        assertTrue(session.table("visits").isStreaming());
        assertEquals("id INT,name STRING,team INT", people.schema().toDdl());
    }

    @Test
    void rowsAreShownAsATable() {
        assertEquals("""
                +---+----+
                | id|name|
                +---+----+
                |  1| Ada|
                |  2| Bob|
                +---+----+
                only showing top 2 rows""", people.select("id", "name").showString(2, 20, false));
    }

    @Test
    void rowsComeAsJavaValues() {
        Row row = people.where("id = 3").head();
        assertEquals(3, row.getInt(0));
        assertEquals("Cyd", row.getAs("name"));
        assertTrue(row.isNullAt(2));
        assertEquals(4, people.count());
        assertTrue(people.where("id > 9").isEmpty());
        assertEquals("[1,Ada,10]", people.first().toString());
    }

    @Test
    void valuesOfAllTypesGoInAndComeOut() {
        var date = java.time.LocalDate.of(2020, 2, 29);
        var instant = java.time.Instant.parse("2020-01-01T00:00:00.123456Z");
        Row row = Row.of(
                (byte) 1,
                (short) 2,
                3L,
                1.5f,
                2.5d,
                new java.math.BigDecimal("1.50"),
                true,
                date,
                instant,
                List.of(1, 2),
                Map.of("k", 1),
                Row.of(7, "x"));
        DataFrame frame = session.createDataFrame(
                List.of(row),
                "b TINYINT, s SMALLINT, l BIGINT, f FLOAT, d DOUBLE, e DECIMAL(5,2), ok BOOLEAN, day DATE, at TIMESTAMP, "
                        + "list ARRAY<INT>, map MAP<STRING, INT>, st STRUCT<n: INT, t: STRING>");
        assertEquals(row.toSeq(), frame.head().toSeq());
        assertThrows(SluiceException.class, () -> session.createDataFrame(List.of(Row.of("x")), "n INT"));
        assertThrows(SluiceException.class, () -> session.createDataFrame(List.of(Row.of(1, 2)), "n INT"));
    }

    @Test
    void aNewColumnMayMakeRows() {
        DataFrame lines = session.createDataFrame(List.of(Row.of(1, "a b"), Row.of(2, "c")), "n INT, line STRING");
        DataFrame words = lines.withColumn("word", functions.expr("explode(split(line, ' '))"));
        assertEquals(List.of("n", "line", "word"), List.of(words.columns()));
        assertEquals(
                List.of("1a", "1b", "2c"),
                words.collectAsList().stream()
                        .map(row -> row.get(0) + row.getString(2))
                        .toList());
        DataFrame replaced = lines.withColumn("line", functions.expr("explode(split(line, ' '))"));
        assertEquals(List.of("n", "line"), List.of(replaced.columns()));
        assertEquals(3, replaced.count());
    }
}
