package dev.sluice.connect.checks;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/// What is said of whole frames: metrics in passing, parts by chance, rows as columns, files, rows that are kept, large
/// plans.
final class FrameChecks {

    private final SparkSession spark;
    private final String directory;

    FrameChecks(SparkSession spark, String directory) {
        this.spark = spark;
        this.directory = directory;
    }

    /// One partition, whose rows have an order.
    private Dataset<Row> numbers(int count) {
        return spark.range(0, count, 1, 1).toDF();
    }

    void addTo(Map<String, Callable<String>> all) {
        all.put("frames: observe", () -> {
            var seen = new Observation("seen");
            numbers(100)
                    .observe(seen, count(lit(1)).as("rows"), sum("id").as("sum"), avg("id"))
                    .filter("id > 90")
                    .collectAsList();
            return new TreeMap<>(seen.getAsJava()).toString();
        });
        all.put("frames: observe nested values and none", () -> {
            var seen = new Observation("seen");
            numbers(3)
                    .observe(
                            seen,
                            size(collect_list("id")).as("all"),
                            max(struct(col("id"), lit("x").as("name"))).as("last"),
                            sum(lit(null).cast("int")).as("none"),
                            max(lit(1.5).cast("decimal(5,2)")).as("decimal"))
                    .collectAsList();
            return new TreeMap<>(seen.getAsJava()).toString();
        });
        all.put("frames: observe twice", () -> {
            var before = new Observation("before");
            var after = new Observation("after");
            numbers(10)
                    .observe(before, count(lit(1)).as("n"))
                    .filter("id % 2 = 0")
                    .observe(after, count(lit(1)).as("n"))
                    .collectAsList();
            return before.getAsJava() + " " + after.getAsJava();
        });
        all.put("frames: observe what is written", () -> {
            var seen = new Observation("written");
            numbers(7)
                    .observe(seen, count(lit(1)).as("n"))
                    .write()
                    .mode("overwrite")
                    .json(directory + "/observed");
            return "" + seen.getAsJava();
        });
        all.put(
                "frames: observe no aggregate",
                () -> "" + numbers(3).observe("seen", col("id").plus(1)).collectAsList());
        all.put("frames: observe a stream", () -> {
            numbers(5)
                    .selectExpr("CAST(id AS STRING) AS value")
                    .write()
                    .mode("overwrite")
                    .text(directory + "/seen");
            StreamingQuery query = spark.readStream()
                    .text(directory + "/seen")
                    .observe("lines", count(lit(1)).as("n"), max("value").as("last"))
                    .writeStream()
                    .format("noop")
                    .trigger(Trigger.AvailableNow())
                    .start();
            query.awaitTermination();
            return "" + query.lastProgress().observedMetrics();
        });

        all.put("frames: randomSplit", () -> {
            var parts = numbers(60).randomSplit(new double[] {1, 2, 1}, 42);
            List<String> ids = new ArrayList<>();
            for (var part : parts) ids.add(part.collectAsList().toString());
            return String.join("\n", ids);
        });
        all.put("frames: randomSplit has each row once", () -> {
            var rows = spark.range(1000)
                    .selectExpr("id % 100 AS k", "id")
                    .groupBy("k")
                    .count();
            var seen = new HashSet<Long>();
            long sum = 0;
            for (var part : rows.randomSplit(new double[] {0.3, 0.7}, 7)) {
                List<Row> all1 = part.collectAsList();
                all1.forEach(row -> seen.add(row.getLong(0)));
                sum += all1.size();
            }
            return seen.size() + " of " + sum;
        });
        all.put(
                "frames: sample",
                () -> numbers(40).sample(0.3, 5).collectAsList().toString());

        all.put(
                "frames: transpose",
                () -> Checks.rows(spark.sql("SELECT * FROM VALUES ('a', 1, 2), ('b', 3, 4) AS t(k, x, y)")
                        .transpose()));
        all.put(
                "frames: transpose by a column",
                () -> Checks.rows(spark.sql("SELECT * FROM VALUES (1, 'a', 2), (3, 'b', 4) AS t(x, k, y)")
                        .transpose(col("k"))));
        all.put(
                "frames: transpose of two types",
                () -> Checks.rows(
                        spark.sql("SELECT 'a' AS k, 1 AS x, array(1) AS y").transpose()));

        all.put("frames: inputFiles", () -> {
            numbers(3).write().mode("overwrite").json(directory + "/input");
            String[] files =
                    spark.read().schema("id BIGINT").json(directory + "/input").inputFiles();
            return files.length + " " + Arrays.stream(files).allMatch(file -> file.endsWith(".json")) + " "
                    + numbers(3).inputFiles().length;
        });

        all.put("frames: localCheckpoint", () -> {
            Dataset<Row> kept =
                    spark.sql("SELECT id, rand() AS chance FROM range(20)").localCheckpoint();
            return "" + kept.collectAsList().equals(kept.collectAsList()) + " " + kept.count() + " "
                    + kept.schema().toDDL();
        });
        all.put("frames: localCheckpoint when it is needed", () -> {
            Dataset<Row> kept =
                    spark.sql("SELECT id, rand() AS chance FROM range(20)").localCheckpoint(false);
            return "" + kept.collectAsList().equals(kept.collectAsList()) + " "
                    + kept.filter("id > 10").count();
        });
        all.put(
                "frames: localCheckpoint of what fails",
                () -> ""
                        + spark.sql("SELECT 1 / id FROM range(2)")
                                .localCheckpoint()
                                .count());

        all.put("frames: a compressed plan", () -> {
            SparkSession other = spark.newSession();
            try {
                other.conf().set("spark.connect.session.planCompression.threshold", "1000");
                var sum = lit(0);
                for (int i = 0; i < 200; i++) sum = sum.plus(i);
                return Checks.rows(other.range(2).select(col("id"), sum.as("sum"))) + " "
                        + other.range(2).select(sum.as("sum")).schema().toDDL();
            } finally {
                other.close();
            }
        });
    }
}
