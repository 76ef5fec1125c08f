package dev.sluice.connect.checks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/// Tables that are written by `writeTo`, and what tables of files refuse.
final class WriteChecks {

    private final SparkSession spark;

    WriteChecks(SparkSession spark) {
        this.spark = spark;
    }

    void addTo(Map<String, Callable<String>> all) {
        all.put("writeTo: append to none", () -> {
            spark.range(1).writeTo("written").append();
            return "done";
        });
        all.put("writeTo: create", () -> {
            spark.sql("DROP TABLE IF EXISTS written");
            spark.range(3)
                    .selectExpr("id", "id % 2 AS odd")
                    .writeTo("written")
                    .using("json")
                    .create();
            return Checks.sorted(spark.table("written"));
        });
        all.put("writeTo: create what is there", () -> {
            spark.range(3).writeTo("written").using("json").create();
            return "done";
        });
        all.put("writeTo: append", () -> {
            spark.range(3, 4)
                    .selectExpr("id", "id % 2 AS odd")
                    .writeTo("written")
                    .append();
            return Checks.sorted(spark.table("written"));
        });
        all.put("writeTo: append by name", () -> {
            spark.sql("SELECT 0L AS odd, 8L AS id").writeTo("written").append();
            return Checks.sorted(spark.table("written"));
        });
        all.put("writeTo: append a column too many", () -> {
            spark.range(1)
                    .selectExpr("id", "id AS odd", "id AS more")
                    .writeTo("written")
                    .append();
            return "done";
        });
        all.put("writeTo: append a column too few", () -> {
            spark.range(1).writeTo("written").append();
            return "done";
        });
        all.put("writeTo: overwrite", () -> {
            spark.range(1).selectExpr("id", "id AS odd").writeTo("written").overwrite(lit(true));
            return Checks.sorted(spark.table("written"));
        });
        all.put("writeTo: overwrite a condition", () -> {
            spark.range(1)
                    .selectExpr("id", "id AS odd")
                    .writeTo("written")
                    .overwrite(col("odd").equalTo(0));
            return Checks.sorted(spark.table("written"));
        });
        all.put("writeTo: overwritePartitions", () -> {
            spark.range(5, 6).selectExpr("id", "id AS odd").writeTo("written").overwritePartitions();
            return Checks.sorted(spark.table("written"));
        });
        all.put("writeTo: replace", () -> {
            spark.range(2).writeTo("written").using("json").replace();
            return Checks.sorted(spark.table("written"));
        });
        all.put("writeTo: createOrReplace", () -> {
            spark.range(2).writeTo("written").using("json").createOrReplace();
            return Checks.sorted(spark.table("written"));
        });
        all.put("writeTo: replace none", () -> {
            spark.range(2).writeTo("nosuch").using("json").replace();
            return "done";
        });
        all.put("writeTo: createOrReplace none", () -> {
            spark.range(2).writeTo("nosuch").using("json").createOrReplace();
            return "done";
        });
        all.put("writeTo: partitioned", () -> {
            spark.sql("DROP TABLE IF EXISTS written_parts");
            spark.range(4)
                    .selectExpr("id", "id % 2 AS odd")
                    .writeTo("written_parts")
                    .using("json")
                    .partitionedBy(col("odd"))
                    .create();
            String rows = Checks.sorted(spark.table("written_parts"));
            spark.sql("DROP TABLE written_parts");
            return rows;
        });
        all.put("writeTo: an unknown format", () -> {
            spark.range(1).writeTo("written_parts").using("nosuch").create();
            return "done";
        });
        all.put("writeTo: a view", () -> {
            spark.range(1).createOrReplaceTempView("written_view");
            spark.range(1).writeTo("written_view").append();
            return "done";
        });
        all.put("writeTo: done", () -> {
            spark.sql("DROP TABLE IF EXISTS written");
            spark.catalog().dropTempView("written_view");
            return "done";
        });
        all.put("write: sorted without buckets", () -> {
            spark.range(1).write().mode("overwrite").format("json").sortBy("id").saveAsTable("sorted_rows");
            return "done";
        });
        for (SaveMode mode : SaveMode.values()) {
            all.put("write: noop, " + mode, () -> {
                spark.range(3).write().format("noop").mode(mode).save();
                return "written";
            });
        }
        all.put("write: mergeInto", () -> {
            spark.sql("CREATE TABLE IF NOT EXISTS merged (id BIGINT) USING json");
            try {
                spark.range(1)
                        .as("s")
                        .toDF()
                        .mergeInto("merged", lit(true))
                        .whenNotMatched()
                        .insertAll()
                        .merge();
            } finally {
                spark.sql("DROP TABLE merged");
            }
            return "done";
        });
        all.put("write: MERGE INTO", () -> {
            spark.sql("CREATE TABLE IF NOT EXISTS merged (id BIGINT) USING json");
            try {
                spark.sql(
                        "MERGE INTO merged t USING (SELECT 1L AS id) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT *");
            } finally {
                spark.sql("DROP TABLE merged");
            }
            return "done";
        });
    }
}
