package dev.sluice.connect.client;

import static dev.sluice.api.functions.avg;
import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.count;
import static dev.sluice.api.functions.expr;
import static dev.sluice.api.functions.filter;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.max;
import static dev.sluice.api.functions.row_number;
import static dev.sluice.api.functions.struct;
import static dev.sluice.api.functions.sum;
import static dev.sluice.api.functions.transform;
import static dev.sluice.api.functions.upper;
import static dev.sluice.api.functions.when;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Column;
import dev.sluice.api.DataFrame;
import dev.sluice.api.RowFactory;
import dev.sluice.api.Session;
import dev.sluice.api.Window;
import dev.sluice.connector.SaveMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What methods of DataFrames say means the same wherever it runs.
class HandOverFramesTest {

    @TempDir
    private static Path directory;

    private static Servers servers;

    @BeforeAll
    static void start() throws IOException {
        servers = Servers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static DataFrame orders(Session session) {
        return session.createDataFrame(
                List.of(
                        RowFactory.create(1, "ann", 5.5, List.of(1, 2), Instant.parse("2026-03-01T10:00:00Z")),
                        RowFactory.create(2, "bob", null, List.of(), Instant.parse("2026-03-01T11:00:00Z")),
                        RowFactory.create(3, "ann", 2.25, null, null),
                        RowFactory.create(4, null, 1.0, List.of(7), Instant.parse("2026-03-02T00:00:00Z"))),
                "id INT, user STRING, amount DOUBLE, tags ARRAY<INT>, at TIMESTAMP");
    }

    private static DataFrame names(Session session) {
        return session.createDataFrame(
                List.of(RowFactory.create("ann", "Ann"), RowFactory.create("cid", "Cid")), "user STRING, name STRING");
    }

    static final Map<String, Function<Session, DataFrame>> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("range", session -> session.range(1, 10, 3).toDF());
        PROGRAMS.put("sql", session -> session.sql("SELECT 1 AS one, 'x' AS s"));
        PROGRAMS.put("sql with arguments", session -> session.sql("SELECT :a + 1 AS b", Map.of("a", 41)));
        PROGRAMS.put("rows of a program", session -> orders(session).orderBy("id"));
        PROGRAMS.put(
                "methods over such rows",
                session -> orders(session).filter("id > 1").select("id", "tags", "at"));
        PROGRAMS.put(
                "columns",
                session -> orders(session)
                        .select(
                                col("id").plus(1).as("next"),
                                upper(col("user")),
                                col("amount").cast("decimal(5,1)"),
                                expr("get(tags, 0)").isNull().as("none"),
                                col("user").isin("ann", "cid").as("known"),
                                col("id").between(2, 3).as("middle"),
                                col("id").notEqual(2).as("other"),
                                col("user").like("a%").as("a"),
                                lit("x").as("x"))
                        .orderBy("next"));
        PROGRAMS.put(
                "choices",
                session -> orders(session)
                        .withColumn(
                                "size",
                                when(col("amount").gt(5), "big")
                                        .when(col("amount").isNotNull(), "small")
                                        .otherwise("none"))
                        .withColumnRenamed("user", "who")
                        .drop("tags", "at")
                        .orderBy(col("id").desc()));
        PROGRAMS.put(
                "lambdas",
                session -> orders(session)
                        .select(
                                col("id"),
                                transform(col("tags"), x -> x.plus(col("id"))).as("t"),
                                filter(col("tags"), x -> x.gt(1)).as("f"))
                        .orderBy("id"));
        PROGRAMS.put(
                "groups",
                session -> orders(session)
                        .groupBy("user")
                        .agg(count(lit(1)).as("n"), sum("amount").as("total"), avg(col("amount")))
                        .orderBy(col("user").asc_nulls_last()));
        PROGRAMS.put("all as a group", session -> orders(session).agg(max("amount"), expr("count(distinct user)")));
        PROGRAMS.put(
                "rollup",
                session -> orders(session)
                        .rollup("user")
                        .count()
                        .orderBy(col("user").asc_nulls_last(), col("count")));
        PROGRAMS.put(
                "cube",
                session -> orders(session)
                        .cube(col("user"), col("id").gt(2).as("late"))
                        .agg(count("*").as("n"))
                        .orderBy("user", "late", "n"));
        PROGRAMS.put(
                "pivot",
                session -> orders(session)
                        .groupBy("id")
                        .pivot("user", List.of("ann", "bob"))
                        .sum("amount")
                        .orderBy("id"));
        PROGRAMS.put(
                "unpivot",
                session -> orders(session)
                        .select(
                                col("id"),
                                col("id").multiply(2).as("twice"),
                                col("id").multiply(3).as("thrice"))
                        .unpivot(new Column[] {col("id")}, new Column[] {col("twice"), col("thrice")}, "what", "value")
                        .orderBy("id", "value"));
        PROGRAMS.put(
                "window",
                session -> orders(session)
                        .select(
                                col("id"),
                                row_number()
                                        .over(Window.partitionBy("user")
                                                .orderBy(col("id").desc()))
                                        .as("r"),
                                sum("id")
                                        .over(Window.orderBy("id").rowsBetween(-1, 0))
                                        .as("s"))
                        .orderBy("id"));
        PROGRAMS.put(
                "join using",
                session -> orders(session)
                        .join(names(session), "user")
                        .select("id", "name")
                        .orderBy("id"));
        PROGRAMS.put("join on", session -> {
            DataFrame left = orders(session);
            DataFrame right = names(session);
            return left.join(right, left.col("user").equalTo(right.col("user")), "full_outer")
                    .select(left.col("id"), right.col("name"))
                    .orderBy("id", "name");
        });
        PROGRAMS.put(
                "aliases",
                session -> orders(session)
                        .as("a")
                        .join(orders(session).as("b"), expr("a.id = b.id + 1"))
                        .select("a.id", "b.id")
                        .toDF("one", "other")
                        .orderBy("one"));
        PROGRAMS.put(
                "set operations",
                session -> orders(session)
                        .select("user")
                        .union(names(session).select("user"))
                        .distinct()
                        .exceptAll(names(session).select("user").limit(1))
                        .orderBy("user"));
        PROGRAMS.put(
                "union by name",
                session -> orders(session)
                        .select("id", "user")
                        .unionByName(names(session), true)
                        .orderBy(col("id"), col("user")));
        PROGRAMS.put(
                "duplicates and missing values",
                session -> orders(session)
                        .na()
                        .fill("nobody", new String[] {"user"})
                        .dropDuplicates("user")
                        .select("user")
                        .orderBy("user"));
        PROGRAMS.put(
                "limit and offset",
                session -> orders(session).orderBy("id").offset(1).limit(2).select("id"));
        PROGRAMS.put(
                "structs",
                session -> orders(session)
                        .select(struct("id", "user").as("s"))
                        .select(col("s.user"), col("s").getField("id").as("id"))
                        .orderBy("id"));
        PROGRAMS.put("a view", session -> {
            orders(session).createOrReplaceTempView("orders");
            return session.sql("SELECT user, count(*) AS n FROM orders GROUP BY user ORDER BY user")
                    .filter(col("n").gt(1));
        });
        PROGRAMS.put("a statement that only the place knows", session -> {
            session.sql("DECLARE OR REPLACE VARIABLE low INT DEFAULT 2");
            return session.sql("SELECT id FROM range(4) WHERE id >= low ORDER BY id");
        });
        PROGRAMS.put("DESCRIBE QUERY", session -> session.sql("DESCRIBE QUERY SELECT 1 AS x, 'a' AS y"));
        PROGRAMS.put("a common table with a view's name", session -> {
            orders(session).createOrReplaceTempView("t");
            return session.sql("WITH t AS (SELECT 7 AS seven) SELECT * FROM t");
        });
        PROGRAMS.put("a common table inside of a query that reads the view", session -> {
            orders(session).createOrReplaceTempView("t");
            return session.sql(
                    "SELECT count(*) AS n FROM t WHERE id IN (WITH t AS (SELECT 1 AS one UNION ALL SELECT 3) SELECT one FROM t)");
        });
        PROGRAMS.put("files", session -> {
            String path = directory + "/files";
            orders(session)
                    .select("id", "user")
                    .write()
                    .mode(SaveMode.OVERWRITE)
                    .json(path);
            return session.read().schema("id INT, user STRING").json(path).orderBy("id");
        });
    }

    @TestFactory
    Stream<DynamicTest> methodsMeanTheSame() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Servers.Place place : servers.remote()) {
            PROGRAMS.forEach((name, program) -> tests.add(DynamicTest.dynamicTest(
                    name + ", " + place.name(),
                    () -> assertEquals(shown(servers.places().getFirst(), program), shown(place, program)))));
        }
        return tests.stream();
    }

    public record Person(String user, String name) {}

    private static String shown(Servers.Place place, Function<Session, DataFrame> program) {
        try (Session session = place.session()) {
            DataFrame frame = program.apply(session);
            return frame.schema().asNullable().toDdl() + "\n" + frame.showString(20, 0, false) + frame.collectAsList();
        }
    }

    @TestFactory
    Stream<DynamicTest> objectsAreReadHere() throws IOException {
        return servers.places().stream()
                .map(place -> DynamicTest.dynamicTest(place.name(), () -> {
                    try (Session session = place.session()) {
                        assertEquals(
                                List.of(new Person("cid", "Cid")),
                                names(session)
                                        .filter("name > 'B'")
                                        .as(Person.class)
                                        .collectAsList());
                    }
                }));
    }
}
