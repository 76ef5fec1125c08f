package dev.sluice.recorder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/**
 * The workload W6 of "sluice bench" on a real Spark: the same topic, the same SQL, the same digest on a line of JSON.
 *
 * <p>TopicFigures QUERIES HOST:PORT [option=value ...], QUERIES being sluice-benchmarks/src/main/resources/topic. Options: rows
 * (there are), cores=2, partitions=2, state=memory|rocksdb.
 */
public final class TopicFigures {

    /** Keys and their last counts; all tasks are in this process. */
    private static final Map<String, long[]> LAST = new ConcurrentHashMap<>();

    private static final AtomicLong EMITTED = new AtomicLong();

    private TopicFigures() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 2; i < args.length; i++) {
            options.put(args[i].substring(0, args[i].indexOf('=')), args[i].substring(args[i].indexOf('=') + 1));
        }
        String provider = options.getOrDefault("state", "memory").equals("rocksdb")
                ? "RocksDBStateStoreProvider"
                : "HDFSBackedStateStoreProvider";
        SparkSession session = SparkSession.builder()
                .master("local[" + options.getOrDefault("cores", "2") + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", options.getOrDefault("partitions", "2"))
                .config("spark.sql.session.timeZone", "UTC")
                .config(
                        "spark.sql.streaming.stateStore.providerClass",
                        "org.apache.spark.sql.execution.streaming.state." + provider)
                .getOrCreate();
        session.sparkContext().setLogLevel("ERROR");
        long startNanos = System.nanoTime();
        long startCpuNanos = EventFigures.cpuNanos();
        session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", args[1])
                .option("subscribe", "events")
                .option("startingOffsets", "earliest")
                .load()
                .createOrReplaceTempView("records");
        session.sql(Files.readString(Path.of(args[0], "events.sql")))
                .withWatermark("event_time", "10 seconds")
                .createOrReplaceTempView("events");
        session.sql(Files.readString(Path.of(args[0], "counts.sql")))
                .writeStream()
                .outputMode("update")
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", Files.createTempDirectory("topic-figures").toString())
                .foreach(new Keeping())
                .start()
                .awaitTermination();
        report(options, (System.nanoTime() - startNanos) / 1e9, (EventFigures.cpuNanos() - startCpuNanos) / 1e9);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void report(Map<String, String> options, double seconds, double cpu) throws Exception {
        long rows = Long.parseLong(options.getOrDefault("rows", "0"));
        long total = 0;
        long checksum = 0;
        for (Map.Entry<String, long[]> each : LAST.entrySet()) {
            long[] numbers = each.getValue();
            total += numbers[0];
            checksum += EventFigures.hash(each.getKey() + "," + numbers[0] + "," + numbers[1]);
        }
        System.out.printf(
                "{\"workload\":\"W6\",\"peer\":\"spark\",\"rows\":%d,\"seconds\":%.3f,\"rows_per_s\":%d,\"cpu_s\":%.3f,"
                        + "\"peak_rss_mb\":%d,\"java\":%d,\"emitted\":%d,\"groups\":%d,\"total\":%d,"
                        + "\"checksum\":\"%016x\"}%n",
                rows,
                seconds,
                (long) (rows / seconds),
                cpu,
                EventFigures.peakMegabytes(),
                Runtime.version().feature(),
                EMITTED.get(),
                LAST.size(),
                total,
                checksum);
    }

    private static final class Keeping extends ForeachWriter<Row> {
        @Override
        public boolean open(long partition, long epoch) {
            return true;
        }

        @Override
        public void process(Row row) {
            EMITTED.incrementAndGet();
            LAST.put(row.getString(0), new long[] {row.getLong(1), row.getLong(2)});
        }

        @Override
        public void close(Throwable error) {}
    }
}
