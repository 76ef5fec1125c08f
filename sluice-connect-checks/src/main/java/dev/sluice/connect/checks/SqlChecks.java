package dev.sluice.connect.checks;

import static org.apache.spark.sql.functions.col;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;

/// SQL, settings, the catalog, files, and what errors look like.
final class SqlChecks {

    private final SparkSession spark;
    private final String directory;

    SqlChecks(SparkSession spark, String directory) {
        this.spark = spark;
        this.directory = directory;
    }

    void addTo(Map<String, Callable<String>> all) {
        all.put("sql: a query", () -> Checks.rows(spark.sql("SELECT id, id * 2 AS twice FROM range(3)")));
        all.put("sql: named arguments", () -> Checks.rows(spark.sql("SELECT :a + 1, :b", Map.of("a", 41, "b", "x"))));
        all.put("sql: arguments by place", () -> Checks.rows(spark.sql("SELECT ? + ?", new Object[] {1, 2})));
        all.put("sql: a view", () -> {
            spark.range(3).createOrReplaceTempView("three");
            return Checks.rows(spark.sql("SELECT sum(id) FROM three"))
                    + Checks.rows(spark.table("three").orderBy("id"));
        });
        all.put("sql: a view that is there", () -> {
            spark.range(1).createTempView("three");
            return "made";
        });
        all.put(
                "sql: a command",
                () -> Checks.rows(spark.sql("CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 1 AS one")));
        all.put("sql: show tables", () -> Checks.sorted(spark.sql("SHOW TABLES LIKE 'th*'")));
        all.put("sql: describe", () -> Checks.rows(spark.sql("DESCRIBE three")));
        all.put("sql: set", () -> Checks.rows(spark.sql("SET spark.sql.session.timeZone = UTC")));
        all.put("sql: a syntax error", () -> Checks.rows(spark.sql("SELECT FROM WHERE")));
        all.put("sql: an unknown column", () -> Checks.rows(spark.sql("SELECT nosuch FROM range(1)")));
        all.put("sql: an unknown table", () -> Checks.rows(spark.sql("SELECT * FROM nosuch")));
        all.put("sql: an unknown table by name", () -> Checks.rows(spark.table("nosuch")));
        all.put(
                "sql: an unknown column by name",
                () -> Checks.rows(spark.range(1).select(col("nosuch"))));
        all.put("sql: a division by zero", () -> Checks.rows(spark.sql("SELECT 1 / 0")));
        all.put("sql: raise_error", () -> Checks.rows(spark.sql("SELECT raise_error('oh')")));
        all.put("sql: types", () -> spark.sql("""
                SELECT CAST(1 AS TINYINT) a, CAST(1 AS SMALLINT) b, 1L c, CAST(1 AS FLOAT) d, 1.5BD e, X'01' f, DATE'2020-01-01' g,
                TIMESTAMP'2020-01-01' h, TIMESTAMP_NTZ'2020-01-01' i, INTERVAL '1' YEAR j, INTERVAL '1' DAY k, array(1) l, map('a', 1) m,
                struct(1 AS x) n, NULL o""").schema().toDDL());
        all.put("sql: values of types", () -> Checks.rows(spark.sql("""
                SELECT CAST(1 AS TINYINT) a, CAST(-1 AS SMALLINT) b, 1.50BD e, DATE'2020-01-01' g, array(1, NULL) l, map('a', NULL) m,
                struct(1 AS x, array('y') AS y) n, NULL o, array(struct(1 AS z)) p""")));
        all.put(
                "sql: ctes and subqueries",
                () -> Checks.rows(
                        spark.sql(
                                "WITH t AS (SELECT id FROM range(5)) SELECT (SELECT max(id) FROM t), count(*) FROM t WHERE id IN (SELECT id FROM range(2))")));
        all.put(
                "sql: explain",
                () -> "" + RowChecks.printed(() -> spark.range(1).explain()).isEmpty());
        all.put(
                "sql: ddl",
                () -> org.apache.spark.sql.types.StructType.fromDDL("a INT, b ARRAY<STRING>")
                        .treeString());

        all.put("conf: set and get", () -> {
            spark.conf().set("spark.sql.shuffle.partitions", "3");
            return spark.conf().get("spark.sql.shuffle.partitions");
        });
        all.put("conf: unset", () -> {
            spark.conf().set("spark.some.thing", "x");
            spark.conf().unset("spark.some.thing");
            return spark.conf().get("spark.some.thing", "none");
        });
        all.put("conf: an unknown key", () -> spark.conf().get("spark.nosuch.key"));
        all.put(
                "conf: getOption",
                () -> spark.conf().getOption("spark.nosuch.key").toString());

        all.put(
                "catalog: databases",
                () -> spark.catalog().currentDatabase() + " " + spark.catalog().currentCatalog());
        all.put(
                "catalog: tableExists",
                () -> spark.catalog().tableExists("three") + " "
                        + spark.catalog().tableExists("nosuch"));
        all.put("catalog: databaseExists", () -> "" + spark.catalog().databaseExists("default"));
        all.put(
                "catalog: functionExists",
                () -> spark.catalog().functionExists("upper") + " "
                        + spark.catalog().functionExists("nosuch"));
        all.put(
                "catalog: listTables",
                () -> "" + spark.catalog().listTables().filter("name = 'three'").count());
        all.put(
                "catalog: listColumns",
                () -> Checks.rows(spark.catalog().listColumns("three").select("name", "dataType", "nullable")));
        all.put(
                "catalog: listDatabases",
                () -> Checks.rows(spark.catalog().listDatabases().select("name")));
        all.put(
                "catalog: dropTempView",
                () -> spark.catalog().dropTempView("v") + " " + spark.catalog().dropTempView("v"));
        all.put("catalog: cacheTable", () -> {
            spark.catalog().cacheTable("three");
            spark.catalog().uncacheTable("three");
            spark.catalog().clearCache();
            return "done";
        });

        all.put("files: json", () -> {
            spark.range(3)
                    .selectExpr("id", "concat('n', id) AS name")
                    .write()
                    .mode("overwrite")
                    .json(directory + "/json");
            return Checks.sorted(spark.read().schema("id BIGINT, name STRING").json(directory + "/json"));
        });
        all.put("files: csv", () -> {
            spark.range(3).write().mode("overwrite").option("header", "true").csv(directory + "/csv");
            return Checks.sorted(spark.read()
                    .option("header", "true")
                    .option("inferSchema", "true")
                    .csv(directory + "/csv"));
        });
        all.put("files: text", () -> {
            spark.sql("SELECT 'a line' AS value").write().mode("overwrite").text(directory + "/text");
            return Checks.rows(spark.read().text(directory + "/text"));
        });
        all.put("files: partitions", () -> {
            spark.range(4)
                    .selectExpr("id", "id % 2 AS odd")
                    .write()
                    .mode("overwrite")
                    .partitionBy("odd")
                    .json(directory + "/parts");
            return Checks.sorted(spark.read().json(directory + "/parts").filter("odd = 1"));
        });
        all.put("files: error if exists", () -> {
            spark.range(1).write().json(directory + "/json");
            return "written";
        });
        all.put("files: not there", () -> Checks.rows(spark.read().json(directory + "/nosuch")));
        all.put(
                "files: an unknown format",
                () -> Checks.rows(spark.read().format("nosuch").load()));
        all.put("interrupt: nothing runs", () -> "" + spark.interruptAll().isEmpty());
        all.put("interrupt: tags", () -> {
            spark.addTag("a");
            String tags = "" + spark.getTags();
            spark.clearTags();
            return tags;
        });
        all.put("session: a clone is apart", () -> {
            spark.sql("CREATE OR REPLACE TEMPORARY VIEW cloned AS SELECT 1 AS one");
            spark.conf().set("spark.cloned.thing", "before");
            var other = ((org.apache.spark.sql.connect.SparkSession) spark).cloneSession();
            try {
                String first =
                        other.table("cloned").collectAsList() + other.conf().get("spark.cloned.thing");
                spark.sql("CREATE OR REPLACE TEMPORARY VIEW cloned AS SELECT 2 AS two");
                spark.conf().set("spark.cloned.thing", "after");
                other.sql("CREATE OR REPLACE TEMPORARY VIEW its_own AS SELECT 3 AS three");
                return first + " " + other.table("cloned").collectAsList()
                        + other.conf().get("spark.cloned.thing") + " "
                        + spark.catalog().tableExists("its_own");
            } finally {
                other.close();
            }
        });
        all.put("session: another is apart", () -> {
            SparkSession other = spark.newSession();
            try {
                return "" + other.catalog().tableExists("three");
            } finally {
                other.close();
            }
        });
    }
}
