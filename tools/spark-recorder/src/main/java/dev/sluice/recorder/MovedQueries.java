package dev.sluice.recorder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Runs queries from their checkpoints, whoever wrote those, until all files are read: what MovingWithSparkTest asks of a real Spark.
 *
 * <p>MovedQueries JOBS: a file with a line for each, of the query, the directory of its files or HOST:PORT/TOPIC, its checkpoint and its output, separated
 * by tabs. All lines are tried; the program fails if one did.
 */
public final class MovedQueries {

    private static final String IN_TIME = "k1 = k2 AND t2 BETWEEN t1 AND t1 + INTERVAL 5 SECONDS";

    private MovedQueries() {}

    public static void main(String[] args) throws Exception {
        SparkSession session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "3")
                .getOrCreate();
        session.sparkContext().setLogLevel("OFF");
        List<String> failed = new ArrayList<>();
        for (String job : Files.readAllLines(Path.of(args[0]))) {
            try {
                run(session, job.split("\t"));
            } catch (Exception e) {
                failed.add(job + "\n    " + e.getMessage() + "\n    " + e.getCause());
            }
        }
        session.stop();
        failed.forEach(System.out::println);
        if (!failed.isEmpty()) System.exit(1);
    }

    private static void run(SparkSession session, String[] job) throws Exception {
        query(job[0], session, job[1])
                .writeStream()
                .format("json")
                .option("path", job[3])
                .option("checkpointLocation", job[2])
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
    }

    private static Dataset<Row> topicQuery(String name, Dataset<Row> records) {
        return switch (name) {
            case "topic_records" -> records.selectExpr("v", "partition", "offset");
            case "topic_windows" ->
                aggregated(
                                records.withWatermark("at", "30 seconds")
                                        .groupBy(functions.window(functions.col("at"), "10 seconds"), functions.col("v")),
                                "count(*) AS n",
                                "max(offset) AS last")
                        .selectExpr("window.start", "v", "n", "last");
            default -> throw new IllegalArgumentException("no query " + name);
        };
    }

    private static Dataset<Row> events(SparkSession session, String directory) {
        return session.readStream()
                .schema("at TIMESTAMP, k STRING, v BIGINT")
                .option("maxFilesPerTrigger", "1")
                .json(directory);
    }

    private static Dataset<Row> query(String name, SparkSession session, String directory) {
        if (name.startsWith("topic")) return topicQuery(name, records(session, directory));
        Dataset<Row> events = events(session, directory);
        Dataset<Row> late = events.withWatermark("at", "10 seconds");
        return switch (name) {
            case "stateless" -> events.selectExpr("at", "k", "v * 2 AS w").where("w > 4");
            case "windows" ->
                aggregated(
                                late.groupBy(functions.window(functions.col("at"), "10 seconds"), functions.col("k")),
                                "count(*) AS n",
                                "sum(v) AS s",
                                "avg(v) AS a",
                                "max(v) AS m")
                        .selectExpr("window.start", "window.end", "k", "n", "s", "a", "m");
            case "functions" ->
                aggregated(
                                late.groupBy(functions.window(functions.col("at"), "20 seconds")),
                                "count(v) AS n",
                                "sum(CAST(v AS DOUBLE)) AS d",
                                "sum(CAST(v AS DECIMAL(20,2))) AS m",
                                "sum(CAST(v AS DECIMAL(5,1))) AS a",
                                "min(k) AS l",
                                "max(k) AS h",
                                "round(stddev(v), 6) AS r",
                                "count_if(v > 0) AS p",
                                "bool_or(v > 4) AS o",
                                "min(CAST(v AS SMALLINT)) AS i",
                                "max(CAST(at AS DATE)) AS t")
                        .selectExpr("window.start", "n", "d", "m", "a", "l", "h", "r", "p", "o", "i", "t");
            case "duplicates" -> late.dropDuplicates("at", "k").select("at", "k");
            case "duplicates_for_ever" -> events.dropDuplicates("k").select("k");
            case "duplicates_lately" -> late.dropDuplicatesWithinWatermark("k").select("k", "at");
            case "limit" -> events.select("k").limit(41);
            case "sessions" ->
                aggregated(
                                late.groupBy(functions.session_window(functions.col("at"), "3 seconds"), functions.col("k")),
                                "count(*) AS n",
                                "sum(v) AS s")
                        .selectExpr("session_window.start", "session_window.end", "k", "n", "s");
            case "duplicates_counted" ->
                aggregated(
                                late.dropDuplicates("at", "k")
                                        .groupBy(functions.window(functions.col("at"), "10 seconds")),
                                "count(*) AS n")
                        .selectExpr("window.start", "n");
            case "windows_of_windows" ->
                aggregated(
                                late.groupBy(functions.window(functions.col("at"), "5 seconds"), functions.col("k"))
                                        .agg(functions.expr("count(*) AS n"))
                                        .groupBy(functions.window(functions.col("window"), "10 seconds")),
                                "count(*) AS c",
                                "max(n) AS m")
                        .selectExpr("window.start", "c", "m");
            case "join" -> left(events).join(right(events(session, directory)), functions.expr(IN_TIME), "leftOuter");
            case "join_at_once" ->
                left(events)
                        .where("k1 IS NOT NULL")
                        .join(
                                right(events(session, directory)).where("k2 IS NOT NULL"),
                                functions.expr("k1 = k2 AND t1 = t2"),
                                "fullOuter");
            case "join_for_ever" ->
                events.selectExpr("at AS t1", "k AS k1", "v AS v1")
                        .join(
                                events(session, directory).selectExpr("k AS k2", "v AS v2"),
                                functions.expr("k1 = k2 AND v1 = v2 + 7"));
            case "join_counted" ->
                aggregated(
                                left(events)
                                        .join(right(events(session, directory)), functions.expr(IN_TIME))
                                        .groupBy(functions.window(functions.col("t1"), "10 seconds")),
                                "count(*) AS n")
                        .selectExpr("window.start", "n");
            case "duplicates_joined" ->
                left(events)
                        .dropDuplicates("k1", "t1")
                        .join(
                                right(events(session, directory)).dropDuplicates("t2", "k2", "v2"),
                                functions.expr(IN_TIME),
                                "leftOuter");
            default -> throw new IllegalArgumentException("no query " + name);
        };
    }

    // Input: HOST:PORT/TOPIC.
    private static Dataset<Row> records(SparkSession session, String input) {
        String[] words = input.split("/");
        return session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", words[0])
                .option("subscribe", words[1])
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", "10")
                .load()
                .selectExpr("CAST(value AS STRING) AS v", "timestamp AS at", "partition", "offset");
    }

    private static Dataset<Row> left(Dataset<Row> events) {
        return events.selectExpr("at AS t1", "k AS k1", "v AS v1").withWatermark("t1", "10 seconds");
    }

    private static Dataset<Row> right(Dataset<Row> events) {
        return events.selectExpr("at AS t2", "k AS k2", "v AS v2").withWatermark("t2", "10 seconds");
    }

    private static Dataset<Row> aggregated(RelationalGroupedDataset groups, String... calls) {
        Column[] columns = new Column[calls.length - 1];
        for (int i = 0; i < columns.length; i++) columns[i] = functions.expr(calls[i + 1]);
        return groups.agg(functions.expr(calls[0]), columns);
    }
}
