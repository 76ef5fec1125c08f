package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.lit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.AnalysisException;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a Dataset makes of its rows as a whole. The answers are those of Spark 4.2.
final class RowOperationsTest {

    record Person(String name, Integer team) {}

    record Team(Integer id, String colour) {}

    private final Session session = Session.builder().parallelism(2).create();
    private final DataFrame people = session.sql(
            "SELECT * FROM VALUES ('Ada', 1, 2.5D), ('Bob', 2, NULL), ('12', 2, 4.0D), (NULL, NULL, -1.0D) AS t(name, team, score)");

    @AfterEach
    void close() {
        session.close();
    }

    private static void check(Dataset<?> frame, String... rows) {
        assertEquals(
                List.of(rows),
                frame.collectAsList().stream().map(String::valueOf).toList());
    }

    @Test
    void rowsBecomeColumns() {
        DataFrame pets =
                session.sql("SELECT * FROM VALUES ('b', 1, 10L), ('a', NULL, 20L), (NULL, 3, 30L) AS t(k, x, y)");
        assertEquals(
                "key STRING NOT NULL,a BIGINT,b BIGINT",
                pets.transpose().schema().toDdl());
        check(pets.transpose(), "[x,null,1]", "[y,20,10]");
        DataFrame numbers = session.sql("SELECT * FROM VALUES (2, 1, 'u'), (1, 2, 'v') AS t(k, x, y)");
        assertEquals(
                "key STRING NOT NULL,u INT,v INT",
                numbers.transpose(col("y")).schema().toDdl());
        check(numbers.transpose(col("y")), "[k,2,1]", "[x,1,2]");
        assertEquals(
                "key STRING NOT NULL,`1` INT,`2` INT",
                numbers.drop("y").transpose().schema().toDdl());
        check(pets.where("false").transpose(), "[x]", "[y]");
        check(pets.select("k").transpose());
        assertEquals(
                ErrorCondition.TRANSPOSE_NO_LEAST_COMMON_TYPE,
                assertThrows(AnalysisException.class, numbers::transpose).condition());
        assertEquals(
                ErrorCondition.TRANSPOSE_INVALID_INDEX_COLUMN,
                assertThrows(AnalysisException.class, () -> numbers.transpose(col("k").plus(1)))
                        .condition());
        var tooMany = assertThrows(
                SluiceException.class, () -> session.range(501).toDF().transpose());
        assertEquals(
                "[TRANSPOSE_EXCEED_ROW_LIMIT] Number of rows exceeds the allowed limit of 500 for TRANSPOSE. If this was "
                        + "intended, set spark.sql.transposeMaxValues to at least the current row count. SQLSTATE: 54006",
                tooMany.getMessage());
    }

    @Test
    void columnsAreNamedWithTheirTypes() {
        assertEquals(
                "[(a,ArrayType(IntegerType,false)), (s,StructType(StructField(b,IntegerType,false))), (d,DecimalType(2,1)),"
                        + " (m,MapType(StringType,IntegerType,false)), (i,DayTimeIntervalType(0,0))]",
                List.of(session.sql("SELECT array(1) AS a, struct(1 AS b) AS s, 1.5 AS d, map('a', 1) AS m, "
                                        + "INTERVAL '1' DAY AS i")
                                .dtypes())
                        .toString());
    }

    @Test
    void rowsAreComparedAsSets() {
        DataFrame a = session.sql("SELECT * FROM VALUES (1), (1), (1), (2), (NULL) AS t(n)");
        DataFrame b = session.sql("SELECT * FROM VALUES (1), (3), (NULL) AS t(n)");
        check(a.except(b), "[2]");
        check(a.exceptAll(b).orderBy("n"), "[1]", "[1]", "[2]");
        check(a.intersect(b).orderBy("n"), "[null]", "[1]");
        check(a.intersectAll(a).orderBy("n"), "[null]", "[1]", "[1]", "[1]", "[2]");
    }

    @Test
    void columnsBecomeRows() {
        DataFrame wide = session.sql("SELECT 1 AS id, 11 AS `a.x`, 12L AS b, 'x' AS other");
        DataFrame tall = wide.unpivot(new Column[] {col("id")}, new Column[] {col("`a.x`"), col("b")}, "var", "val");
        check(tall, "[1,a.x,11]", "[1,b,12]");
        assertEquals(
                "id INT NOT NULL,var STRING NOT NULL,val BIGINT NOT NULL",
                tall.schema().toDdl());
        check(wide.drop("other").melt(new Column[] {col("id")}, "var", "val"), "[1,a.x,11]", "[1,b,12]");
    }

    @Test
    void pairsOfObjectsAreJoined() {
        Dataset<Person> persons = people.select("name", "team").as(Person.class);
        Dataset<Team> teams = session.sql("SELECT * FROM VALUES (2, 'red'), (3, 'blue') AS t(id, colour)")
                .as(Team.class);
        Column same = persons.col("team").equalTo(teams.col("id"));
        check(
                persons.joinWith(teams, same).orderBy("_1.name"),
                "(Person[name=12, team=2],Team[id=2, colour=red])",
                "(Person[name=Bob, team=2],Team[id=2, colour=red])");
        List<Tuple2<Person, Team>> all =
                persons.joinWith(teams, same, "full_outer").collectAsList();
        assertEquals(5, all.size());
        assertEquals(2, all.stream().filter(pair -> pair._2() == null).count());
        assertEquals(1, all.stream().filter(pair -> pair._1() == null).count());
        Dataset<Long> numbers = session.range(2).as(Encoders.LONG());
        check(numbers.joinWith(numbers.as("o"), lit(true)).orderBy("_1", "_2").limit(2), "(0,0)", "(0,1)");
        assertThrows(IllegalArgumentException.class, () -> persons.joinWith(teams, same, "left_semi"));
    }

    @Test
    void columnsAreSummedUp() {
        check(
                people.describe(),
                "[count,3,3,3]",
                "[mean,12.0,1.6666666666666667,1.8333333333333333]",
                "[stddev,null,0.5773502691896257,2.565800719723442]",
                "[min,12,1,-1.0]",
                "[max,Bob,2,4.0]");
        check(
                people.summary("count", "25%", "75%", "count_distinct"),
                "[count,3,3,3]",
                "[25%,12.0,1,-1.0]",
                "[75%,12.0,2,4.0]",
                "[count_distinct,3,2,3]");
        assertEquals(
                List.of("summary", "team"), people.describe("team").schema().names());
        assertThrows(IllegalArgumentException.class, () -> people.summary("middle"));
        assertThrows(AnalysisException.class, () -> people.describe("nope"));
    }

    @Test
    void statisticsAreAsked() {
        DataFrame pairs = session.sql("SELECT * FROM VALUES (1, 2), (2, 4), (3, 7), (3, NULL) AS t(a, b)");
        assertEquals(0.20403741306518114, pairs.stat().corr("a", "b"), 1e-12);
        assertEquals(0.5833333333333334, pairs.stat().cov("a", "b"), 1e-12);
        assertEquals(
                List.of("a_b", "2", "4", "7", "null"),
                pairs.stat().crosstab("a", "b").schema().names());
        check(pairs.stat().crosstab("a", "b").orderBy("a_b"), "[1,1,0,0,0]", "[2,0,1,0,0]", "[3,0,0,1,1]");
        check(pairs.stat().freqItems(new String[] {"a"}, 0.5), "[[3]]");
        assertArrayEquals(new double[] {1, 2, 3}, pairs.stat().approxQuantile("a", new double[] {0, 0.5, 1}, 0));
    }

    /// Each row is in one part, and a seed chooses the same rows again.
    @Test
    void rowsAreSharedOutByChance() {
        DataFrame rows = session.range(1000);
        assertEquals(0, rows.sample(0).count());
        assertEquals(1000, rows.sample(1.0).count());
        long some = rows.sample(0.3, 7).count();
        assertTrue(some > 200 && some < 400, () -> some + " of 1000");
        assertEquals(
                rows.sample(0.3, 7).collectAsList(), rows.sample(false, 0.3, 7).collectAsList());
        assertFalse(
                rows.sample(0.3, 7).collectAsList().equals(rows.sample(0.3, 8).collectAsList()));
        Dataset<Row>[] parts = rows.randomSplit(new double[] {1, 2, 0}, 5);
        assertEquals(0, parts[2].count());
        assertEquals(List.of("id"), List.of(parts[0].columns()));
        assertTrue(parts[0].count() > 200 && parts[0].count() < 450);
        assertEquals(
                rows.collectAsList(), parts[0].union(parts[1]).orderBy("id").collectAsList());
        DataFrame by = rows.withColumn("k", col("id").mod(3)).stat().sampleBy("k", Map.of(0L, 1.0, 1L, 0.0), 1);
        assertEquals(334, by.count());
        assertThrows(IllegalArgumentException.class, () -> rows.sample(1.5));
        assertThrows(IllegalArgumentException.class, () -> rows.randomSplit(new double[] {0, 0}));
        assertThrows(dev.sluice.error.SluiceException.class, () -> rows.sample(true, 0.5));
    }

    @Test
    void theLastRowsAreTaken() {
        assertEquals("[[2], [3]]", String.valueOf(session.range(4).tailAsList(2)));
        assertEquals(4, ((Object[]) session.range(4).tail(9)).length);
        check(session.range(3).sortWithinPartitions(col("id").desc()), "[2]", "[1]", "[0]");
    }

    @Test
    void rowsAreKeptAsTheyAre() {
        var calls = new AtomicInteger();
        Column called = functions
                .udf(calls::incrementAndGet, DataTypes.IntegerType)
                .asNondeterministic()
                .apply();
        DataFrame numbers = session.range(2).select(called.as("n"));
        DataFrame kept = numbers.localCheckpoint();
        check(kept.orderBy("n"), "[1]", "[2]");
        check(kept.where(kept.col("n").gt(1)), "[2]");
        assertEquals(2, calls.get());
        assertTrue(session.createDataFrame(kept.collectAsList(), kept.schema()).isLocal());
        assertFalse(kept.isLocal());
        assertFalse(session.range(2).isLocal());

        DataFrame later = numbers.localCheckpoint(false);
        assertEquals("n", later.columns()[0]);
        assertEquals(2, calls.get());
        check(later.orderBy("n"), "[3]", "[4]");
        check(later.union(later.where("n > 3")), "[3]", "[4]", "[4]");
        assertEquals(4, calls.get());
    }

    @Test
    void rowsThatFailAreMadeAgain() {
        var calls = new AtomicInteger();
        Column failing = functions
                .udf(
                        () -> {
                            if (calls.incrementAndGet() == 1) throw new IllegalStateException("once");
                            return 7;
                        },
                        DataTypes.IntegerType)
                .asNondeterministic()
                .apply();
        DataFrame kept = session.range(1).select(failing.as("n")).localCheckpoint(false);
        assertThrows(SluiceException.class, kept::collectAsList);
        check(kept, "[7]");
        check(kept, "[7]");
        assertEquals(2, calls.get());
    }

    @Test
    void aSchemaChoosesAndCasts() {
        DataFrame rows = session.sql("SELECT 1 AS b, 'x' AS a, 3 AS c");
        DataFrame fitted =
                rows.to(new StructType().add("A", "string").add("b", "bigint").add("d", "date"));
        assertEquals("A STRING,b BIGINT,d DATE", fitted.schema().toDdl().replace(" NOT NULL", ""));
        check(fitted, "[x,1,null]");
        assertThrows(AnalysisException.class, () -> rows.to(new StructType().add("d", "date", false)));
    }

    /// What a real Spark 4.2 answers.
    @Test
    void aSchemaFindsFieldsByName() {
        DataFrame rows =
                session.sql("SELECT named_struct('a', 1, 'b', 2) AS s, array(named_struct('a', 1, 'b', 2)) AS l,"
                        + " map('k', named_struct('a', 1, 'b', 2)) AS m");
        check(rows.to(fromDDL("s STRUCT<b INT, a INT>")), "[[2,1]]");
        check(rows.to(fromDDL("s STRUCT<c INT, a BIGINT>")), "[[null,1]]");
        check(rows.to(fromDDL("s STRUCT<b INT>, l ARRAY<STRUCT<b: INT, a: STRING>>")), "[[2],[[2,1]]]");
        check(rows.to(fromDDL("m MAP<STRING, STRUCT<b: INT>>")), "[{k=[2]}]");
        assertEquals(
                "s STRUCT<b: INT NOT NULL> NOT NULL",
                rows.to(fromDDL("s STRUCT<b: INT NOT NULL> NOT NULL")).schema().toDdl());
        DataFrame nullable = session.sql("SELECT named_struct('a', CAST(NULL AS INT)) AS s, array(1, NULL) AS l");
        assertEquals(
                "[NULLABLE_COLUMN_OR_FIELD] Column or field `s`.`a` is nullable while it's required to be non-nullable."
                        + " SQLSTATE: 42000",
                refusal(() -> nullable.to(fromDDL("s STRUCT<a: INT NOT NULL>"))));
        assertEquals(
                ErrorCondition.NOT_NULL_CONSTRAINT_VIOLATION_ARRAY_ELEMENT,
                assertThrows(
                                AnalysisException.class,
                                () -> nullable.to(new StructType()
                                        .add("l", DataTypes.createArrayType(DataTypes.IntegerType, false))))
                        .condition());
        DataFrame twice = session.sql("SELECT 1 AS a, 2 AS A");
        assertEquals(
                "[AMBIGUOUS_COLUMN_OR_FIELD] Column or field `a` is ambiguous and has 2 matches. SQLSTATE: 42702",
                refusal(() -> twice.to(fromDDL("a INT"))));
    }

    /// What a real Spark 4.2 answers: columns and fields are said by the names that they have.
    @Test
    void aSchemaThatDoesNotFitIsRefused() {
        String[][] refused = {
            {
                "named_struct('b', 1, 'c', 2)",
                "s STRUCT<a: INT NOT NULL>",
                "[UNRESOLVED_FIELD.WITH_SUGGESTION] A field with name `a` cannot be resolved with the struct-type"
                        + " column `S`. Did you mean one of the following? [`b`, `c`]. SQLSTATE: 42703"
            },
            {
                "named_struct('A', named_struct('b', 1))",
                "s STRUCT<a: STRUCT<x: INT NOT NULL>>",
                "[UNRESOLVED_FIELD.WITH_SUGGESTION] A field with name `x` cannot be resolved with the struct-type"
                        + " column `S`.`A`. Did you mean one of the following? [`b`]. SQLSTATE: 42703"
            },
            {
                "array(named_struct('b', 1))",
                "s ARRAY<STRUCT<a: INT NOT NULL>>",
                "[UNRESOLVED_FIELD.WITH_SUGGESTION] A field with name `a` cannot be resolved with the struct-type"
                        + " column `S`.`element`. Did you mean one of the following? [`b`]. SQLSTATE: 42703"
            },
            {
                "1",
                "a INT NOT NULL",
                "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `a` cannot be"
                        + " resolved. Did you mean one of the following? [`S`]. SQLSTATE: 42703"
            },
            {
                "named_struct('A', CAST(NULL AS INT))",
                "s STRUCT<a: INT NOT NULL>",
                "[NULLABLE_COLUMN_OR_FIELD] Column or field `S`.`A` is nullable while it's required to be non-nullable."
                        + " SQLSTATE: 42000"
            },
            {
                "named_struct('A', array(1))",
                "s STRUCT<a: ARRAY<DATE>>",
                "[INVALID_COLUMN_OR_FIELD_DATA_TYPE] Column or field `S`.`A`.`element` is of type \"INT\" while it's"
                        + " required to be \"DATE\". SQLSTATE: 42000"
            },
            {
                "named_struct('A', named_struct('x', 1, 'X', 2))",
                "s STRUCT<a: STRUCT<X: INT>>",
                "[AMBIGUOUS_COLUMN_OR_FIELD] Column or field `S`.`A`.`X` is ambiguous and has 2 matches."
                        + " SQLSTATE: 42702"
            },
        };
        for (String[] each : refused) {
            DataFrame rows = session.sql("SELECT " + each[0] + " AS S");
            assertEquals(each[2], refusal(() -> rows.to(fromDDL(each[1]))));
        }
    }

    private static StructType fromDDL(String columns) {
        return StructType.fromDDL(columns);
    }

    private static String refusal(Runnable asked) {
        return String.valueOf(assertThrows(AnalysisException.class, asked::run).getMessage());
    }

    @Test
    void fieldsOfStructsAreReplaced() {
        DataFrame rows = session.sql(
                "SELECT named_struct('a', 1, 'in', named_struct('x', 2, 'y', 3)) AS s UNION ALL SELECT NULL");
        Column s = col("s");
        check(rows.select(s.withField("b", lit("new"))), "[[1,[2,3],new]]", "[null]");
        check(rows.select(s.withField("a", lit(7L)).withField("in.x", s.getField("a"))), "[[7,[1,3]]]", "[null]");
        check(rows.select(s.dropFields("a", "in.y", "nothing")), "[[[2]]]", "[null]");
        assertEquals(
                "STRUCT<a: BIGINT NOT NULL, in: STRUCT<x: INT NOT NULL, y: INT NOT NULL> NOT NULL>",
                rows.select(s.withField("a", lit(7L))).schema().field(0).type().sql());
        var error = assertThrows(AnalysisException.class, () -> rows.select(s.dropFields("a", "in")));
        assertEquals(ErrorCondition.CANNOT_DROP_ALL_FIELDS, error.condition());
        check(people.where(col("team").isInCollection(List.of(1, 5))).select("name"), "[Ada]");
    }
}
