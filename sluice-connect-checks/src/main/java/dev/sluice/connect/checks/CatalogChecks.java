package dev.sluice.connect.checks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/// Views of all sessions, and what the catalog is asked besides names: what it does, and what it knows of tables.
final class CatalogChecks {

    private final SparkSession spark;
    private final String directory;

    CatalogChecks(SparkSession spark, String directory) {
        this.spark = spark;
        this.directory = directory;
    }

    void addTo(Map<String, Callable<String>> all) {
        globalViews(all);
        tables(all);
        databases(all);
    }

    @SuppressWarnings("deprecation") // the old forms are what clients still send a schema by
    private void globalViews(Map<String, Callable<String>> all) {
        all.put("global: a view of another session", () -> {
            spark.sql("CREATE OR REPLACE TEMPORARY VIEW inner_words AS SELECT 'in' AS word");
            spark.table("inner_words").createOrReplaceGlobalTempView("words");
            SparkSession other = spark.newSession();
            try {
                return Checks.rows(other.table("global_temp.words")) + " "
                        + other.catalog().tableExists("global_temp.words") + " "
                        + other.catalog().tableExists("global_temp", "words") + " "
                        + other.catalog().tableExists("words");
            } finally {
                other.close();
            }
        });
        all.put("global: a name that is taken", () -> {
            spark.range(1).createGlobalTempView("words");
            return "made";
        });
        all.put("global: replaced", () -> {
            spark.range(2).createOrReplaceGlobalTempView("words");
            return Checks.rows(spark.sql("SELECT id FROM global_temp.words"));
        });
        all.put("global: getTable", () -> "" + spark.catalog().getTable("global_temp.words"));
        all.put("global: getTable of a schema", () -> "" + spark.catalog().getTable("global_temp", "words"));
        all.put(
                "global: listTables",
                () -> lines(spark.catalog().listTables("global_temp").filter("name IN ('words', 'inner_words')")));
        all.put("global: listTables by pattern", () -> lines(spark.catalog().listTables("global_temp", "word*")));
        all.put("global: listViews", () -> lines(spark.catalog().listViews("global_temp", "*words")));
        all.put("global: listColumns", () -> lines(spark.catalog().listColumns("global_temp.words")));
        all.put("global: listColumns of a schema", () -> lines(spark.catalog().listColumns("global_temp", "words")));
        all.put("global: databaseExists", () -> "" + spark.catalog().databaseExists("global_temp"));
        all.put("global: dropView", () -> {
            spark.catalog().dropView("global_temp.words", false);
            return "" + spark.catalog().tableExists("global_temp.words");
        });
        all.put("global: dropGlobalTempView", () -> {
            spark.range(1).createGlobalTempView("words");
            return spark.catalog().dropGlobalTempView("words") + " "
                    + spark.catalog().dropGlobalTempView("words") + " "
                    + spark.catalog().tableExists("global_temp.words");
        });
        all.put("global: not there", () -> Checks.rows(spark.table("global_temp.words")));
        all.put("global: dropTempView of a local one", () -> {
            spark.range(1).createOrReplaceGlobalTempView("apart");
            String before = "" + spark.catalog().dropTempView("apart");
            return before + " " + spark.catalog().dropGlobalTempView("apart");
        });
    }

    private void tables(Map<String, Callable<String>> all) {
        all.put("tables: made", () -> {
            spark.sql("DROP TABLE IF EXISTS things");
            spark.sql("SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y'")
                    .write()
                    .mode("overwrite")
                    .json(directory + "/things");
            spark.catalog()
                    .createTable(
                            "things",
                            "json",
                            org.apache.spark.sql.types.StructType.fromDDL("a INT COMMENT 'the first', b STRING"),
                            Map.of("path", directory + "/things"));
            return Checks.sorted(spark.table("things"));
        });
        all.put("tables: getTable", () -> "" + spark.catalog().getTable("things"));
        all.put("tables: listColumns", () -> lines(spark.catalog().listColumns("things")));
        all.put(
                "tables: getTableProperties",
                () -> "" + spark.catalog().getTableProperties("things").keySet());
        all.put("tables: getTableProperties of none", () -> "" + spark.catalog().getTableProperties("nosuch"));
        all.put("tables: getCreateTableString", () -> {
            spark.sql("CREATE TABLE IF NOT EXISTS said (a INT COMMENT 'the first', b STRING) USING json");
            String said = spark.catalog().getCreateTableString("said", false);
            spark.sql("DROP TABLE said");
            return said.strip();
        });
        all.put("tables: getCreateTableString of none", () -> spark.catalog().getCreateTableString("nosuch", false));
        all.put(
                "tables: listPartitions of one without",
                () -> lines(spark.catalog().listPartitions("things")));
        all.put("tables: listPartitions of none", () -> lines(spark.catalog().listPartitions("nosuch")));
        all.put("tables: analyzeTable", () -> {
            spark.catalog().analyzeTable("things", true);
            spark.catalog().analyzeTable("things", false);
            return "done";
        });
        all.put("tables: analyzeTable of none", () -> {
            spark.catalog().analyzeTable("nosuch", false);
            return "done";
        });
        all.put("tables: recoverPartitions of one without", () -> {
            spark.catalog().recoverPartitions("things");
            return "done";
        });
        all.put("tables: recoverPartitions of none", () -> {
            spark.catalog().recoverPartitions("nosuch");
            return "done";
        });
        all.put("tables: recoverPartitions of a view", () -> {
            spark.range(1).createOrReplaceTempView("a_view");
            spark.catalog().recoverPartitions("a_view");
            return "done";
        });
        all.put("tables: truncateTable", () -> {
            spark.sql("CREATE TABLE IF NOT EXISTS emptied (a INT) USING json");
            spark.sql("INSERT INTO emptied VALUES (1)");
            spark.catalog().truncateTable("emptied");
            return Checks.rows(spark.table("emptied"));
        });
        all.put("tables: truncateTable of none", () -> {
            spark.catalog().truncateTable("nosuch");
            return "done";
        });
        all.put("tables: truncateTable of a view", () -> {
            spark.catalog().truncateTable("a_view");
            return "done";
        });
        all.put("tables: listViews", () -> lines(spark.catalog().listViews().filter("name = 'a_view'")));
        all.put("tables: dropTable of a view", () -> {
            spark.catalog().dropTable("a_view", false, false);
            return "" + spark.catalog().tableExists("a_view");
        });
        all.put("tables: dropTable", () -> {
            spark.catalog().dropTable("emptied", false, false);
            return "" + spark.catalog().tableExists("emptied");
        });
        all.put("tables: dropTable of none", () -> {
            return condition(() -> spark.catalog().dropTable("emptied", false, false));
        });
        all.put("tables: dropTable if there is one", () -> {
            spark.catalog().dropTable("emptied", true, true);
            return "done";
        });
        all.put("tables: dropView of a table", () -> {
            spark.catalog().dropView("things", false);
            return "" + spark.catalog().tableExists("things");
        });
        all.put("tables: dropView of none", () -> {
            return condition(() -> spark.catalog().dropView("nosuch", false));
        });
        all.put("tables: dropView if there is one", () -> {
            spark.catalog().dropView("nosuch", true);
            spark.range(1).createOrReplaceTempView("a_view");
            spark.catalog().dropView("a_view", true);
            return "" + spark.catalog().tableExists("a_view");
        });
        all.put("tables: of partitions", () -> {
            spark.sql("DROP TABLE IF EXISTS parted");
            spark.range(4)
                    .selectExpr("id", "id % 2 AS odd")
                    .write()
                    .partitionBy("odd")
                    .format("json")
                    .saveAsTable("parted");
            return lines(spark.catalog().listPartitions("parted")) + "\n"
                    + lines(spark.catalog().listColumns("parted"));
        });
        all.put("tables: recoverPartitions", () -> {
            spark.catalog().recoverPartitions("parted");
            spark.catalog().dropTable("parted", false, false);
            return "" + spark.catalog().tableExists("parted");
        });
    }

    @SuppressWarnings("deprecation")
    private void databases(Map<String, Callable<String>> all) {
        all.put("databases: createDatabase that is there", () -> {
            spark.catalog().createDatabase("default", true, Map.of());
            return "done";
        });
        all.put("databases: createDatabase of the same name", () -> {
            spark.catalog().createDatabase("default", false, Map.of());
            return "done";
        });
        all.put("databases: dropDatabase default", () -> {
            spark.catalog().dropDatabase("default", false, false);
            return "done";
        });
        all.put("databases: dropDatabase of none", () -> {
            spark.catalog().dropDatabase("nosuch", false, false);
            return "done";
        });
        all.put("databases: dropDatabase if there is one", () -> {
            spark.catalog().dropDatabase("nosuch", true, false);
            return "done";
        });
        all.put(
                "databases: by pattern",
                () -> lines(spark.catalog().listDatabases("def*").select("name", "catalog")) + "|"
                        + lines(spark.catalog().listDatabases("x*").select("name")));
        all.put(
                "databases: catalogs by pattern",
                () -> lines(spark.catalog().listCatalogs("spark*").select("name")) + "|"
                        + lines(spark.catalog().listCatalogs("x*").select("name")));
        all.put(
                "databases: functions by pattern",
                () -> lines(spark.catalog().listFunctions("default", "uppe*").select("name")));
        all.put(
                "databases: functionExists in one",
                () -> spark.catalog().functionExists("default", "upper") + " "
                        + spark.catalog().functionExists("default", "nosuch"));
        all.put(
                "databases: getFunction",
                () -> "" + spark.catalog().getFunction("upper").isTemporary());
    }

    /// Which class it is, of two that say the same, depends on where Spark looked.
    private static String condition(Runnable refused) {
        try {
            refused.run();
            return "done";
        } catch (Exception e) {
            return Checks.error(e).replaceFirst("^[^ ]+ ", "");
        }
    }

    private static String lines(Dataset<?> rows) {
        List<String> lines =
                rows.toDF().collectAsList().stream().map(Object::toString).toList();
        return lines.stream().collect(Collectors.joining("\n"));
    }
}
