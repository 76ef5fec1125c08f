package dev.sluice.recorder;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/// The sides of a streaming query that are no rows: progress, status, explain, and what is refused, with which words.
final class StreamingFacts {
    private final SparkSession spark;
    private final Notebook notebook;
    private final Path scratch;

    StreamingFacts(SparkSession spark, Notebook notebook, Path scratch) {
        this.spark = spark;
        this.notebook = notebook;
        this.scratch = scratch;
    }

    void ask() {
        for (String mode : List.of("complete", "update")) {
            ask("word count on the console, " + mode, () -> wordCount(mode));
        }
        ask("file source before and after its first file", this::fileSource);
        ask("sources and their options", this::sourceSchemas);
        askWhatReadersRefuse();
        askWhatWritersRefuse();
        askWhatTriggersRefuse();
        askWhatActionsRefuse();
        askHowQueriesFail();
    }

    private Object wordCount(String mode) throws Exception {
        MemoryStream<String> lines = new MemoryStream<>(0, spark, Option.empty(), Encoders.STRING());
        Dataset<Row> counts =
                lines.toDF().selectExpr("explode(split(value, ' ')) AS word").groupBy("word").count();
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        StreamingQuery query = (StreamingQuery) Notebook.printingTo(
                console, () -> counts.writeStream().outputMode(mode).format("console").start());
        StringBuilder told = new StringBuilder();
        told.append(counts).append('\n').append(query.status().json()).append('\n');
        told.append(explained(query));
        for (List<String> feed : List.of(List.of("a b a", "", "c  d"), List.of("a z"))) {
            lines.addData(CollectionConverters.asScala(feed));
            query.processAllAvailable();
            told.append(query.status().json()).append('\n');
        }
        told.append(explained(query)).append(query.lastProgress().prettyJson()).append('\n');
        query.stop();
        told.append(query.status().prettyJson()).append('\n');
        for (StreamingQueryProgress progress : query.recentProgress()) {
            told.append(progress.json()).append('\n');
        }
        return told + "console:\n" + console;
    }

    private Object fileSource() throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("incoming"));
        StreamingQuery query = spark.readStream()
                .text(directory.toString())
                .writeStream()
                .format("memory")
                .queryName("incoming")
                .start();
        query.processAllAvailable();
        String before = explained(query) + query.status().json() + "\n" + query.lastProgress();
        Files.writeString(directory.resolve("a.txt"), "x y\nz\n");
        query.processAllAvailable();
        return before + "\n" + explained(query) + query.lastProgress().prettyJson();
    }

    private Object sourceSchemas() {
        return rate().schema().toDDL() + "\n"
                + socket().option("port", 1).load().schema().toDDL() + "\n"
                + socket().option("port", 1).option("includeTimestamp", "true").load().schema().toDDL();
    }

    private void askWhatReadersRefuse() {
        ask("socket without host", () -> reader("socket").option("port", 1).load());
        ask("socket without port", () -> socket().load());
        ask("socket, port abc", () -> run(socket().option("port", "abc").load().writeStream()));
        ask("socket, includeTimestamp maybe", () ->
                socket().option("port", 1).option("includeTimestamp", "maybe").load());
        ask("socket with schema", () -> socket().option("port", 1).schema("a INT").load());
        ask("socket, nobody listens", () -> run(socket().option("port", 1).load().writeStream()));
        ask("socket, batch", () -> spark.read().format("socket").option("host", "localhost").option("port", 1).load());
        ask("json without schema", () -> spark.readStream().json(scratch.toString()));
        ask("file, no such path", () -> spark.readStream().text("/no/such/path"));
        ask("file, path is a file", () -> run(spark.readStream().text(file("one.txt")).writeStream()));
        ask("file without path", () -> reader("text").load());
        ask("file with two paths", () -> reader("text").option("path", "/a").load("/b"));
        ask("maxFilesPerTrigger 0", () ->
                run(reader("text").option("maxFilesPerTrigger", 0).load(scratch.toString()).writeStream()));
        for (String value : List.of("0", "-1", "x")) {
            ask("rowsPerSecond " + value, () -> reader("rate").option("rowsPerSecond", value).load());
        }
        ask("numPartitions 0", () -> reader("rate").option("numPartitions", 0).load());
        ask("rampUpTime x", () -> reader("rate").option("rampUpTime", "x").load());
        ask("rate with schema", () -> reader("rate").schema("a INT").load());
        ask("rate, batch", () -> spark.read().format("rate").load());
        ask("unknown format", () -> reader("nosuch").load());
        ask("kafka without its package", () -> reader("kafka").load());
        ask("console as a source", () -> reader("console").load());
        ask("table that is none", () -> spark.readStream().table("nowhere"));
    }

    private void askWhatWritersRefuse() {
        ask("batch writeStream", () -> spark.range(1).writeStream());
        ask("unknown format", () -> rate().writeStream().format("nosuch").start());
        ask("unknown mode", () -> rate().writeStream().outputMode("nope"));
        ask("memory without name", () -> rate().writeStream().format("memory").start());
        ask("file without path", () -> rate().writeStream().format("json").start());
        ask("file without checkpoint", () -> rate().writeStream().format("json").start(scratch + "/out"));
        ask("file, update", () -> rate().writeStream().outputMode("update").format("json")
                .option("checkpointLocation", scratch + "/cp").start(scratch + "/out"));
        ask("one name twice", () -> {
            rate().writeStream().format("memory").queryName("twice").start();
            return rate().writeStream().format("memory").queryName("twice").start();
        });
        ask("memory recovered in append mode", () -> {
            DataStreamWriter<Row> writer = rate().writeStream().format("memory").queryName("recovered")
                    .option("checkpointLocation", scratch + "/recovered");
            StreamingQuery query = writer.start();
            query.processAllAvailable();
            query.stop();
            return writer.start();
        });
    }

    private void askWhatTriggersRefuse() {
        for (String interval :
                List.of("10 seconds", "interval 1 minute", "-1 second", "abc", "", "1 month", "3 parsecs")) {
            ask("every '" + interval + "'", () -> Trigger.ProcessingTime(interval));
        }
        ask("every -1 ms", () -> Trigger.ProcessingTime(-1));
    }

    private void askWhatActionsRefuse() {
        ask("collect", () -> rate().collectAsList());
        ask("show", () -> {
            rate().show();
            return null;
        });
        ask("count", () -> rate().count());
        ask("write", () -> rate().write());
        Dataset<Row> two = spark.range(2).toDF("value");
        ask("except a table", () -> run(rate().select("value").except(two).writeStream()));
        ask("sample", () -> run(rate().sample(0.5).writeStream()));
        ask("pivot", () -> run(rate().groupBy("value").pivot("value", List.of(1, 2)).count()
                .writeStream().outputMode("complete")));
        ask("dropDuplicates", () -> run(rate().dropDuplicates("value").writeStream()));
        ask("continuous aggregation", () -> run(rate().groupBy("value").count()
                .writeStream().outputMode("complete").trigger(Trigger.Continuous("1 second"))));
    }

    private void askHowQueriesFail() {
        ask("foreachBatch throws", () -> {
            rate().writeStream()
                    .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (rows, id) -> {
                        throw new IllegalStateException("boom");
                    })
                    .start()
                    .awaitTermination();
            return null;
        });
        ask("a row that cannot be computed: exception and status", () -> {
            MemoryStream<String> texts = new MemoryStream<>(1, spark, Option.empty(), Encoders.STRING());
            StreamingQuery query =
                    texts.toDF().selectExpr("1 / CAST(value AS INT) AS x").writeStream().format("noop").start();
            texts.addData(CollectionConverters.asScala(List.of("0")));
            try {
                query.processAllAvailable();
                return "nothing was thrown";
            } catch (Exception e) {
                return e + "\n" + query.status().json();
            }
        });
        ask("another query's checkpoint", () -> {
            String checkpoint = scratch + "/others";
            StreamingQuery first =
                    rate().writeStream().format("noop").option("checkpointLocation", checkpoint).start();
            first.processAllAvailable();
            first.stop();
            StreamingQuery second = rate().groupBy("value").agg(functions.count("*")).writeStream().outputMode("update")
                    .format("noop").option("checkpointLocation", checkpoint).start();
            second.awaitTermination(5_000);
            return second.status().json();
        });
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

    private Object run(DataStreamWriter<Row> writer) throws Exception {
        StreamingQuery query = writer.format("memory").queryName("q" + UUID.randomUUID()).start();
        query.processAllAvailable();
        return "runs";
    }

    private Dataset<Row> rate() {
        return reader("rate").load();
    }

    private DataStreamReader socket() {
        return reader("socket").option("host", "localhost");
    }

    private DataStreamReader reader(String format) {
        return spark.readStream().format(format);
    }

    private String file(String name) throws Exception {
        return Files.writeString(scratch.resolve(name), "a\nb\n").toString();
    }

    private static String explained(StreamingQuery query) {
        return Notebook.printedBy(() -> {
            query.explain();
            query.explain(true);
            return null;
        });
    }
}
