package dev.sluice.recorder;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * The workloads join and session of "sluice bench" on a real Spark, over the same files, with the same digest.
 *
 * <p>EventFigures join|session DATA_DIR rocksdb|hdfs
 */
public final class EventFigures {

    private static final AtomicLong ROWS = new AtomicLong();
    private static final AtomicLong TOTAL = new AtomicLong();
    private static final AtomicLong CHECKSUM = new AtomicLong();

    private static final String JOIN = "SELECT CAST(c.value AS STRING) || ' ' || CAST(i.id AS STRING) AS k,"
            + " CAST(i.value AS BIGINT) AS c, CAST(c.value AS BIGINT) AS s FROM impressions i JOIN clicks c"
            + " ON i.id = c.id AND c.at >= i.at AND c.at <= i.at + INTERVAL 10 MINUTES";
    private static final String SESSION = "SELECT CAST(id AS STRING) || ' ' ||"
            + " CAST(unix_millis(session_window.start) AS STRING) AS k, count(*) AS c, CAST(sum(value) AS BIGINT) AS s"
            + " FROM events GROUP BY id, session_window(at, '10 minutes')";

    private EventFigures() {}

    public static void main(String[] args) throws Exception {
        boolean join = args[0].equals("join");
        String provider = args[2].equals("rocksdb") ? "RocksDBStateStoreProvider" : "HDFSBackedStateStoreProvider";
        SparkSession session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.session.timeZone", "UTC")
                .config(
                        "spark.sql.streaming.stateStore.providerClass",
                        "org.apache.spark.sql.execution.streaming.state." + provider)
                .getOrCreate();
        session.sparkContext().setLogLevel("ERROR");
        for (String side : join ? new String[] {"impressions", "clicks"} : new String[] {"events"}) {
            session.readStream()
                    .schema("id BIGINT, at TIMESTAMP, value INT")
                    .option("maxFilesPerTrigger", 1)
                    .csv(args[1] + "/" + args[0] + "/in/" + side)
                    .withWatermark("at", "2 minutes")
                    .createOrReplaceTempView(side);
        }
        long startNanos = System.nanoTime();
        long startCpuNanos = cpuNanos();
        StreamingQuery query = session.sql(join ? JOIN : SESSION)
                .writeStream()
                .outputMode("append")
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", Files.createTempDirectory("event-figures").toString())
                .foreach(new Adding())
                .start();
        query.awaitTermination();
        System.out.printf(
                "{\"workload\":\"%s\",\"peer\":\"spark\",\"provider\":\"%s\",\"seconds\":%.1f,\"cpu_s\":%.1f,"
                        + "\"peak_rss_mb\":%d,\"batches\":%d,\"emitted\":%d,\"total\":%d,\"checksum\":\"%016x\"}%n",
                args[0],
                args[2],
                (System.nanoTime() - startNanos) / 1e9,
                (cpuNanos() - startCpuNanos) / 1e9,
                peakMegabytes(),
                query.lastProgress().batchId() + 1,
                ROWS.get(),
                TOTAL.get(),
                CHECKSUM.get());
        System.exit(0);
    }

    /** Adds the rows up; all tasks are in this process. */
    private static final class Adding extends ForeachWriter<Row> {
        @Override
        public boolean open(long partition, long epoch) {
            return true;
        }

        @Override
        public void process(Row row) {
            ROWS.incrementAndGet();
            TOTAL.addAndGet(row.getLong(1));
            CHECKSUM.addAndGet(hash(row.getString(0) + "," + row.getLong(1) + "," + row.getLong(2)));
        }

        @Override
        public void close(Throwable error) {}
    }

    /** FNV-1a over the characters, its bits mixed by the finalizer of MurmurHash3. */
    static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * 0x100000001b3L;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static long peakMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
        return -1;
    }
}
