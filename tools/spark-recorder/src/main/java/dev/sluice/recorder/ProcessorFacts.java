package dev.sluice.recorder;

import java.io.Serializable;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/// Prints what Spark says to the queries of `TransformWithStateTest`: a processor that says which column is the time,
// and an
/// aggregate above it.
public final class ProcessorFacts {

    /// An event.
    public static final class Event implements Serializable {
        private int id;
        private Timestamp at;

        public Event() {}

        Event(int id, long second) {
            this.id = id;
            this.at = new Timestamp(1_000 * second);
        }

        public int getId() {
            return id;
        }

        public void setId(int id) {
            this.id = id;
        }

        public Timestamp getAt() {
            return at;
        }

        public void setAt(Timestamp at) {
            this.at = at;
        }
    }

    /// How many there were.
    public static final class Seen implements Serializable {
        private int id;
        private long n;
        private Timestamp at;

        public Seen() {}

        Seen(int id, long n, Timestamp at) {
            this.id = id;
            this.n = n;
            this.at = at;
        }

        public int getId() {
            return id;
        }

        public void setId(int id) {
            this.id = id;
        }

        public long getN() {
            return n;
        }

        public void setN(long n) {
            this.n = n;
        }

        public Timestamp getAt() {
            return at;
        }

        public void setAt(Timestamp at) {
            this.at = at;
        }
    }

    /// Counts the rows of a group, and tells of them when the watermark has passed their minute.
    public static final class Minutes extends StatefulProcessor<Integer, Event, Seen> {
        private final long emittedAgo;
        private transient MapState<Long, Long> counts;

        Minutes(long emittedAgoMillis) {
            emittedAgo = emittedAgoMillis;
        }

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            counts = getHandle().getMapState("counts", Encoders.LONG(), Encoders.LONG(), TTLConfig.NONE());
        }

        @Override
        public scala.collection.Iterator<Seen> handleInputRows(
                Integer id, scala.collection.Iterator<Event> rows, TimerValues times) {
            while (rows.hasNext()) {
                long end = (rows.next().getAt().getTime() / 60_000 + 1) * 60_000;
                Long before = counts.getValue(end);
                counts.updateValue(end, before == null ? 1 : before + 1);
                if (before == null) getHandle().registerTimer(end);
            }
            return CollectionConverters.asScala(Collections.<Seen>emptyIterator());
        }

        @Override
        public scala.collection.Iterator<Seen> handleExpiredTimer(
                Integer id, TimerValues times, ExpiredTimerInfo timer) {
            long end = timer.getExpiryTimeInMs();
            Long count = counts.getValue(end);
            counts.removeKey(end);
            return CollectionConverters.asScala(List.of(new Seen(id, count, new Timestamp(end - emittedAgo)))
                    .iterator());
        }
    }

    private final SparkSession spark;
    private MemoryStream<Event> events;

    private ProcessorFacts(SparkSession spark) {
        this.spark = spark;
    }

    public static void main(String[] args) throws Exception {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                .config(
                        "spark.sql.streaming.stateStore.providerClass",
                        "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider")
                .getOrCreate();
        new ProcessorFacts(spark).ask();
        System.exit(0);
    }

    private void ask() throws Exception {
        long[][] chain = {{1, 5, 1, 30, 2, 40}, {1, 75, 3, 119}, {9, 300}};
        run("chain", () -> hours(minutes(-1)), chain);
        run("chain at the minute's end", () -> hours(minutes(0)), chain);
        run("late already", () -> minutes(600_000).toDF(), new long[][] {{1, 605, 1, 800}, {1, 900}});
        run("no watermark", () -> timed(fresh(), 0, "at").toDF(), chain);
        run(
                "no time",
                () -> timed(fresh().withWatermark("at", "10 seconds"), 0, "n").toDF(),
                chain);
        run(
                "no column",
                () -> timed(fresh().withWatermark("at", "10 seconds"), 0, "when")
                        .toDF(),
                chain);
    }

    private Dataset<Event> fresh() {
        events = new MemoryStream<>(1, spark, Option.empty(), Encoders.bean(Event.class));
        return events.toDS();
    }

    private Dataset<Seen> minutes(long emittedAgo) {
        return timed(fresh().withWatermark("at", "10 seconds"), emittedAgo, "at");
    }

    private static Dataset<Seen> timed(Dataset<Event> rows, long emittedAgo, String column) {
        KeyValueGroupedDataset<Integer, Event> groups =
                rows.groupByKey((MapFunction<Event, Integer>) Event::getId, Encoders.INT());
        return groups.transformWithState(
                new Minutes(emittedAgo), column, OutputMode.Append(), Encoders.bean(Seen.class));
    }

    private static Dataset<Row> hours(Dataset<Seen> minutes) {
        return minutes.groupBy(functions.window(functions.col("at"), "2 minutes"))
                .agg(functions.sum("n").as("n"), functions.count("*").as("groups"))
                .selectExpr("unix_seconds(window.end) AS end", "n", "groups");
    }

    private void run(String name, ScriptQuery.Rows rows, long[][] feeds) throws Exception {
        System.out.println("# " + name);
        StreamingQuery query = null;
        try {
            query = rows.get()
                    .writeStream()
                    .outputMode("append")
                    .option(
                            "checkpointLocation",
                            Files.createTempDirectory("facts").toString())
                    .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (batch, id) ->
                            batch.toJSON().collectAsList().forEach(row -> System.out.println(id + " " + row)))
                    .start();
            for (long[] feed : feeds) {
                List<Event> fed = new ArrayList<>();
                for (int i = 0; i < feed.length; i += 2) fed.add(new Event((int) feed[i], feed[i + 1]));
                events.addData(CollectionConverters.asScala(fed).toSeq());
                query.processAllAvailable();
                System.out.println("fed");
            }
        } catch (Exception e) {
            System.out.println("error " + SparkError.of(e).condition() + " "
                    + SparkError.of(e).messageLines());
        } finally {
            if (query != null) query.stop();
        }
    }
}
