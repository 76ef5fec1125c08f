package dev.sluice.recorder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.execution.streaming.sources.ContinuousMemoryStream;
import org.apache.spark.sql.execution.streaming.sources.LowLatencyMemoryStream;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/// Prints what Spark allows and refuses in real-time mode and in continuous processing, and what it tells of them.
public final class RealTimeFacts {

    private static final String SHORTEST = "spark.sql.streaming.realTimeMode.minBatchDuration";
    private static final String CHECK = "spark.sql.streaming.realTimeMode.allowlistCheck";

    private final SparkSession spark;
    private final Notebook notebook;
    private final Path scratch;

    private RealTimeFacts(SparkSession spark, Notebook notebook, Path scratch) {
        this.spark = spark;
        this.notebook = notebook;
        this.scratch = scratch;
    }

    public static void main(String[] args) throws IOException {
        Path scratch = Files.createTempDirectory("spark-recorder");
        SparkSession spark = SparkSession.builder()
                .master("local[8]")
                .appName("recorder")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toString())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        new RealTimeFacts(spark, new Notebook(System.out), scratch).ask();
        spark.stop();
        System.exit(0);
    }

    private void ask() {
        triggers();
        spark.conf().set(SHORTEST, "2000");
        modes();
        sources();
        sinks();
        operators();
        progress();
        continuous();
    }

    private void triggers() {
        ask("RealTime()", () -> Trigger.RealTime());
        ask("RealTime(10 s)", () -> Trigger.RealTime(10, TimeUnit.SECONDS));
        for (String interval : List.of("10 seconds", "5 minutes", "-1 second", "abc", "1 month", "0 seconds")) {
            ask("RealTime '" + interval + "'", () -> Trigger.RealTime(interval));
        }
        ask("RealTime(-1)", () -> Trigger.RealTime(-1));
        ask("RealTime(0)", () -> Trigger.RealTime(0));
        ask("Continuous(-1)", () -> Trigger.Continuous(-1));
        ask("Continuous '-1 second'", () -> Trigger.Continuous("-1 second"));
        ask("Continuous '1 month'", () -> Trigger.Continuous("1 month"));
        ask("too short", () -> run(stream().writeStream().format("console").trigger(Trigger.RealTime(4_999))));
        ask("the shortest", () -> spark.conf().get(SHORTEST) + " " + spark.conf().get(CHECK));
    }

    private void modes() {
        for (String mode : List.of("append", "complete", "update")) {
            ask("mode " + mode, () -> run(realTime(stream()).outputMode(mode).format("console")));
        }
        ask("complete, aggregated", () ->
                run(realTime(stream().groupBy("value").count()).outputMode("complete").format("console")));
    }

    private void sources() {
        ask("rate", () -> run(toConsole(spark.readStream().format("rate").load())));
        ask("rate-micro-batch", () -> run(toConsole(spark.readStream()
                .format("rate-micro-batch").option("rowsPerBatch", 1).load())));
        ask("a memory stream for micro-batches", () -> run(toConsole(
                new MemoryStream<>(7, spark, Option.empty(), Encoders.STRING()).toDF())));
        ask("files", () -> run(toConsole(spark.readStream().text(scratch.toString()))));
        ask("no stream", () -> run(toConsole(spark.range(1).toDF())));
    }

    private void sinks() {
        ask("noop", () -> run(realTime(stream()).format("noop")));
        ask("memory", () -> run(realTime(stream()).format("memory").queryName("m" + System.nanoTime())));
        ask("json", () -> run(realTime(stream()).format("json")
                .option("path", scratch + "/out")));
        ask("foreachBatch", () -> run(realTime(stream())
                .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (rows, id) -> {})));
        ask("foreach", () -> run(realTime(stream()).foreach(new Nothing())));
        ask("table", () -> {
            realTime(stream()).toTable("t" + System.nanoTime());
            return "runs";
        });
        spark.conf().set(CHECK, "false");
        ask("noop, unchecked", () -> run(realTime(stream()).format("noop")));
        ask("memory, unchecked", () -> run(realTime(stream()).format("memory").queryName("m" + System.nanoTime())));
        ask("json, unchecked", () -> run(realTime(stream()).format("json").option("path", scratch + "/out2")));
        spark.conf().set(CHECK, "true");
    }

    private void operators() {
        Dataset<Row> twin = stream();
        Dataset<Row> table = spark.range(3).selectExpr("CAST(id AS STRING) AS name");
        ask("filter, project", () -> run(toConsole(stream().filter("value > 'a'").selectExpr("upper(value)"))));
        ask("explode", () -> run(toConsole(stream().selectExpr("explode(split(value, ' '))"))));
        ask("map", () -> run(toConsole(stream().as(Encoders.STRING())
                .map((MapFunction<String, String>) String::toUpperCase, Encoders.STRING()).toDF())));
        ask("current time", () -> run(toConsole(stream().selectExpr("current_timestamp()", "value"))));
        ask("rand", () -> run(toConsole(stream().selectExpr("rand()", "value"))));
        ask("watermark", () -> run(toConsole(timed().withWatermark("at", "10 seconds"))));
        ask("union of two", () -> run(toConsole(stream().union(stream()))));
        ask("union of one", () -> run(toConsole(twin.union(twin))));
        ask("union of one, filtered", () -> run(toConsole(twin.filter("value > 'a'").union(twin))));
        ask("aggregate", () -> run(toConsole(stream().groupBy("value").count())));
        ask("aggregate of all", () -> run(toConsole(stream().selectExpr("count(*)"))));
        ask("window", () -> run(toConsole(timed().groupBy(functions.window(functions.col("at"), "1 minute")).count())));
        ask("distinct", () -> run(toConsole(stream().distinct())));
        ask("dropDuplicates", () -> run(toConsole(stream().dropDuplicates("value"))));
        ask("dropDuplicatesWithinWatermark", () -> run(toConsole(
                timed().withWatermark("at", "1 minute").dropDuplicatesWithinWatermark("value"))));
        ask("a table beside, broadcast", () -> run(toConsole(stream().join(table, functions.expr("name = value")))));
        ask("a table beside, left", () -> run(toConsole(stream().join(table, functions.expr("name = value"), "left"))));
        ask("a table beside, without equality", () ->
                run(toConsole(stream().join(table, functions.expr("name < value")))));
        ask("two streams", () -> run(toConsole(stream().as("a").join(stream().as("b"),
                functions.expr("a.value = b.value")).selectExpr("a.value"))));
        ask("limit", () -> run(toConsole(stream().limit(3))));
        ask("sort", () -> run(toConsole(stream().sort("value"))));
        ask("repartition", () -> run(toConsole(stream().repartition(2))));
        ask("coalesce", () -> run(toConsole(stream().coalesce(1))));
        spark.conf().set(CHECK, "false");
        ask("aggregate, unchecked", () -> run(toConsole(stream().groupBy("value").count())));
        ask("watermark, unchecked", () -> run(toConsole(timed().withWatermark("at", "10 seconds"))));
        spark.conf().set(CHECK, "true");
        ask("async progress", () -> run(toConsole(stream()).option("asyncProgressTrackingEnabled", "true")
                .option("asyncProgressTrackingCheckpointIntervalMs", "1000")));
    }

    private void progress() {
        ask("progress of two epochs", () -> {
            LowLatencyMemoryStream<String> lines = memory();
            ByteArrayOutputStream console = new ByteArrayOutputStream();
            StreamingQuery query = (StreamingQuery) Notebook.printingTo(console, () ->
                    toConsole(lines.toDF().selectExpr("value", "current_timestamp() AS at")).start());
            lines.addData(CollectionConverters.asScala(List.of("a", "b")));
            boolean early = happens(() -> query.recentProgress().length == 0 && shows(console, "b"));
            lines.addData(CollectionConverters.asScala(List.of("c")));
            happens(() -> shows(console, "c") && query.recentProgress().length >= 2);
            query.stop();
            StringBuilder told = new StringBuilder("shown before the first progress: " + early + "\n");
            for (StreamingQueryProgress done : query.recentProgress()) told.append(done.json()).append('\n');
            return told + "console:\n" + console;
        });
        ask("what comes again after a stop", () -> {
            LowLatencyMemoryStream<String> lines = memory();
            ByteArrayOutputStream console = new ByteArrayOutputStream();
            DataStreamWriter<Row> writer = toConsole(lines.toDF()).option("checkpointLocation", scratch + "/again");
            lines.addData(CollectionConverters.asScala(List.of("a")));
            Notebook.printingTo(console, () -> {
                StreamingQuery first = writer.start();
                happens(() -> shows(console, "a") && first.recentProgress().length >= 1);
                lines.addData(CollectionConverters.asScala(List.of("b")));
                happens(() -> shows(console, "b"));
                first.stop();
                StreamingQuery second = writer.start();
                happens(() -> second.recentProgress().length >= 1);
                second.stop();
                return null;
            });
            return console;
        });
    }

    private static boolean shows(ByteArrayOutputStream console, String value) {
        return console.toString(StandardCharsets.UTF_8).contains("|" + value);
    }

    /// Waits for what Spark may do, and says whether it did within half a minute.
    private static boolean happens(BooleanSupplier hoped) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!hoped.getAsBoolean()) {
            if (System.nanoTime() > end) return false;
            Thread.sleep(5);
        }
        return true;
    }

    private void continuous() {
        ask("continuous, rate", () -> run(continuous(rate()).format("console")));
        ask("continuous, rate, update", () -> run(continuous(rate()).outputMode("update").format("console")));
        ask("continuous, rate, complete", () -> run(continuous(rate()).outputMode("complete").format("console")));
        ask("continuous, memory stream", () -> run(continuous(ContinuousMemoryStream.apply(
                1, Encoders.STRING(), spark.sqlContext()).toDF()).format("console")));
        ask("continuous, memory stream for micro-batches", () -> run(continuous(
                new MemoryStream<>(8, spark, Option.empty(), Encoders.STRING()).toDF()).format("console")));
        ask("continuous, files", () -> run(continuous(spark.readStream().text(scratch.toString())).format("console")));
        ask("continuous, rate-micro-batch", () -> run(continuous(spark.readStream()
                .format("rate-micro-batch").option("rowsPerBatch", 1).load()).format("console")));
        ask("continuous, noop", () -> run(continuous(rate()).format("noop")));
        ask("continuous, memory", () -> run(continuous(rate()).format("memory").queryName("c" + System.nanoTime())));
        ask("continuous, json", () -> run(continuous(rate()).format("json").option("path", scratch + "/out3")));
        ask("continuous, foreachBatch", () -> run(continuous(rate())
                .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (rows, id) -> {})));
        ask("continuous, foreach", () -> run(continuous(rate()).foreach(new Nothing())));
        ask("continuous, explode", () -> run(continuous(rate().selectExpr("explode(array(value))")).format("console")));
        ask("continuous, current_timestamp", () ->
                run(continuous(rate().selectExpr("current_timestamp()")).format("console")));
    }

    /// Takes rows, and does nothing.
    public static final class Nothing extends ForeachWriter<Row> {
        @Override
        public boolean open(long partition, long epoch) {
            return true;
        }

        @Override
        public void process(Row row) {}

        @Override
        public void close(Throwable failure) {}
    }

    private void ask(String question, Notebook.Attempt attempt) {
        notebook.ask(question, attempt);
        for (StreamingQuery query : spark.streams().active()) {
            try {
                query.stop();
            } catch (Exception e) {
                // The next question does not depend on this one's end.
            }
        }
    }

    /// Starts a query and waits a little for it to fail.
    private Object run(DataStreamWriter<Row> writer) throws Exception {
        StreamingQuery query = writer.option("checkpointLocation", scratch + "/" + UUID.randomUUID()).start();
        try {
            query.awaitTermination(4_000);
        } catch (StreamingQueryException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            throw e;
        }
        return "runs";
    }

    private LowLatencyMemoryStream<String> memory() {
        return LowLatencyMemoryStream.apply(spark, 1, Encoders.STRING());
    }

    private Dataset<Row> stream() {
        return memory().toDF();
    }

    private Dataset<Row> timed() {
        return stream().selectExpr("value", "timestamp_seconds(length(value)) AS at");
    }

    private Dataset<Row> rate() {
        return spark.readStream().format("rate").load();
    }

    private static DataStreamWriter<Row> realTime(Dataset<Row> rows) {
        return rows.writeStream().outputMode("update").trigger(Trigger.RealTime(2_000));
    }

    private static DataStreamWriter<Row> toConsole(Dataset<Row> rows) {
        return realTime(rows).format("console");
    }

    private static DataStreamWriter<Row> continuous(Dataset<Row> rows) {
        return rows.writeStream().trigger(Trigger.Continuous(1_000));
    }
}
