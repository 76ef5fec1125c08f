package dev.sluice.connect.checks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.Trigger;

/// Streaming queries: started, asked, ended, listened to.
final class StreamChecks {

    private final SparkSession spark;
    private final String directory;

    StreamChecks(SparkSession spark, String directory) {
        this.spark = spark;
        this.directory = directory;
    }

    private Dataset<Row> lines() {
        spark.sql("SELECT explode(array('the quick fox', 'the lazy dog')) AS value")
                .write()
                .mode("overwrite")
                .text(directory + "/lines");
        return spark.readStream().text(directory + "/lines");
    }

    private Dataset<Row> words() {
        return lines().select(explode(split(col("value"), " ")).as("word"))
                .groupBy("word")
                .agg(count("*").as("count"));
    }

    private StreamingQuery counted(String name) throws Exception {
        return words().writeStream()
                .outputMode("complete")
                .format("memory")
                .queryName(name)
                .trigger(Trigger.AvailableNow())
                .start();
    }

    void addTo(Map<String, Callable<String>> all) {
        all.put("streams: isStreaming", () -> "" + lines().isStreaming());
        all.put("streams: word count", () -> {
            StreamingQuery query = counted("words1");
            query.awaitTermination();
            return Checks.sorted(spark.sql("SELECT * FROM words1"));
        });
        all.put("streams: a memory table by name", () -> Checks.sorted(spark.table("words1")));
        all.put("streams: await with a time limit", () -> {
            StreamingQuery query = counted("words2");
            query.awaitTermination();
            return query.awaitTermination(1000) + " " + query.isActive() + " " + query.name() + " "
                    + query.exception().isDefined();
        });
        all.put("streams: progress", () -> {
            StreamingQuery query = counted("words3");
            query.awaitTermination();
            var last = query.lastProgress();
            return last.batchId() + " " + last.numInputRows() + " " + last.name() + " " + query.recentProgress().length
                    + " " + last.sources().length + " " + last.stateOperators().length + " "
                    + last.stateOperators()[0].numRowsTotal();
        });
        all.put("streams: a running query", () -> {
            StreamingQuery query = spark.readStream()
                    .format("rate")
                    .option("rowsPerSecond", 5)
                    .load()
                    .writeStream()
                    .format("noop")
                    .queryName("running")
                    .start();
            boolean active = query.isActive();
            boolean listed = java.util.Arrays.stream(spark.streams().active())
                    .anyMatch(one -> one.id().equals(query.id()));
            boolean got = spark.streams().get(query.id()) != null;
            String status = query.status().message().isEmpty() ? "silent" : "says something";
            query.stop();
            return active + " " + listed + " " + got + " " + status + " " + query.isActive();
        });
        all.put("streams: a query that is not there", () -> "" + spark.streams().get(java.util.UUID.randomUUID()));
        all.put("streams: processAllAvailable", () -> {
            StreamingQuery query = lines().writeStream()
                    .format("memory")
                    .queryName("all_lines")
                    .start();
            query.processAllAvailable();
            String rows = Checks.sorted(spark.table("all_lines"));
            query.stop();
            return rows;
        });
        all.put("streams: files", () -> {
            StreamingQuery query = lines().writeStream()
                    .format("json")
                    .option("checkpointLocation", directory + "/ck1")
                    .trigger(Trigger.AvailableNow())
                    .start(directory + "/out1");
            query.awaitTermination();
            return Checks.sorted(spark.read().json(directory + "/out1"));
        });
        all.put("streams: going on", () -> {
            StreamingQuery query = lines().writeStream()
                    .format("json")
                    .option("checkpointLocation", directory + "/ck1")
                    .trigger(Trigger.AvailableNow())
                    .start(directory + "/out1");
            query.awaitTermination();
            return "" + spark.read().json(directory + "/out1").count();
        });
        all.put("streams: windows and watermark", () -> {
            spark.sql(
                            "SELECT * FROM VALUES ('2024-01-01 10:00:00', 'a'), ('2024-01-01 10:07:00', 'b'), ('2024-01-01 10:01:00', 'a') AS t(at, k)")
                    .write()
                    .mode("overwrite")
                    .json(directory + "/events");
            StreamingQuery query = spark.readStream()
                    .schema("at TIMESTAMP, k STRING")
                    .json(directory + "/events")
                    .withWatermark("at", "10 minutes")
                    .groupBy(window(col("at"), "5 minutes"), col("k"))
                    .count()
                    .selectExpr("CAST(window.start AS STRING) AS start", "k", "count")
                    .writeStream()
                    .outputMode("complete")
                    .format("memory")
                    .queryName("windows")
                    .trigger(Trigger.AvailableNow())
                    .start();
            query.awaitTermination();
            return Checks.sorted(spark.table("windows"));
        });
        all.put("streams: append without a watermark", () -> {
            words().writeStream()
                    .outputMode("append")
                    .format("memory")
                    .queryName("never")
                    .start();
            return "started";
        });
        all.put("streams: a sort", () -> {
            lines().orderBy("value")
                    .writeStream()
                    .format("memory")
                    .queryName("never")
                    .start();
            return "started";
        });
        all.put("streams: collected", () -> Checks.rows(lines()));
        all.put("streams: a failing query", () -> {
            StreamingQuery query = lines().selectExpr("CAST(value AS INT) AS n")
                    .writeStream()
                    .format("noop")
                    .trigger(Trigger.AvailableNow())
                    .start();
            try {
                query.awaitTermination();
                return "ended well";
            } catch (Exception e) {
                return Checks.error(e) + " " + query.exception().isDefined() + " " + query.isActive();
            }
        });
        all.put("streams: deduplication", () -> {
            StreamingQuery query = lines().selectExpr("explode(split(value, ' ')) AS word")
                    .dropDuplicates("word")
                    .writeStream()
                    .format("memory")
                    .queryName("distinct_words")
                    .trigger(Trigger.AvailableNow())
                    .start();
            query.awaitTermination();
            return Checks.sorted(spark.table("distinct_words"));
        });
        all.put("streams: a join with a table", () -> {
            spark.sql("SELECT 'the' AS word, 'article' AS kind").createOrReplaceTempView("kinds");
            StreamingQuery query = lines().selectExpr("explode(split(value, ' ')) AS word")
                    .join(spark.table("kinds"), "word")
                    .writeStream()
                    .format("memory")
                    .queryName("joined")
                    .trigger(Trigger.AvailableNow())
                    .start();
            query.awaitTermination();
            return Checks.sorted(spark.table("joined"));
        });
        all.put("streams: awaitAnyTermination", () -> {
            spark.streams().resetTerminated();
            counted("words4");
            spark.streams().awaitAnyTermination();
            return "ended";
        });
        all.put("streams: listener", () -> {
            // Spark's client hears of the start by the answer to it, and of the rest by another conversation.
            List<String> started = Collections.synchronizedList(new ArrayList<>());
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            var over = new java.util.concurrent.CountDownLatch(1);
            var listener = new StreamingQueryListener() {
                @Override
                public void onQueryStarted(QueryStartedEvent event) {
                    started.add("started " + event.name());
                }

                @Override
                public void onQueryProgress(QueryProgressEvent event) {
                    heard.add("progress " + event.progress().numInputRows());
                }

                @Override
                public void onQueryTerminated(QueryTerminatedEvent event) {
                    heard.add("terminated " + event.exception().isDefined());
                    over.countDown();
                }
            };
            spark.streams().addListener(listener);
            StreamingQuery query = counted("words5");
            query.awaitTermination();
            over.await();
            spark.streams().removeListener(listener);
            return Checks.lines(started) + "\n" + Checks.lines(heard);
        });
        all.put("streams: listener, idle", () -> {
            var heard = new CompletableFuture<StreamingQueryListener.QueryIdleEvent>();
            var listener = new StreamingQueryListener() {
                @Override
                public void onQueryStarted(QueryStartedEvent event) {}

                @Override
                public void onQueryProgress(QueryProgressEvent event) {}

                @Override
                public void onQueryIdle(QueryIdleEvent event) {
                    heard.complete(event);
                }

                @Override
                public void onQueryTerminated(QueryTerminatedEvent event) {}
            };
            spark.streams().addListener(listener);
            spark.conf().set("spark.sql.streaming.noDataProgressEventInterval", "1");
            StreamingQuery query = lines().writeStream().format("noop").start();
            StreamingQueryListener.QueryIdleEvent idle = heard.get();
            query.stop();
            spark.conf().unset("spark.sql.streaming.noDataProgressEventInterval");
            spark.streams().removeListener(listener);
            return query.id().equals(idle.id()) + " " + query.runId().equals(idle.runId()) + " "
                    + idle.timestamp().replaceAll("\\d", "0");
        });
        all.put("streams: foreachBatch", () -> {
            lines().writeStream()
                    .foreachBatch(
                            (org.apache.spark.api.java.function.VoidFunction2<Dataset<Row>, Long>) (rows, id) -> {})
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
            return "ended";
        });
        all.put("streams: an unknown sink", () -> {
            lines().writeStream().format("nosuch").start();
            return "started";
        });
    }
}
