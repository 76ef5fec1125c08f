package dev.sluice.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Sluice's Nexmark queries on a real Spark, over the files that "sluice bench gen" writes, with the same digest: a line of
 * JSON each in the fields of all runners, or the answers as test data.
 *
 * <p>NexmarkFigures QUERIES DATA_DIR q0|q1|...|all [option=value ...], QUERIES being sluice-benchmarks/src/main/resources/nexmark.
 * Options: files=1 (in a micro-batch), partitions=2, cores=2, state=memory|rocksdb, sink=noop|digest, record=DIR.
 */
public final class NexmarkFigures {

    private static final Map<String, String> TABLES = Map.of(
            "person",
                    "id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING, state STRING,"
                            + " dateTime TIMESTAMP, extra STRING",
            "auction",
                    "id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT,"
                            + " dateTime TIMESTAMP, expires TIMESTAMP, seller BIGINT, category BIGINT, extra STRING",
            "bid",
                    "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, dateTime TIMESTAMP,"
                            + " extra STRING");
    private static final int SHOWN = 20;

    private final SparkSession session;
    private final Path queries;
    private final Path data;
    private final Map<String, String> options;

    private NexmarkFigures(SparkSession session, Path queries, Path data, Map<String, String> options) {
        this.session = session;
        this.queries = queries;
        this.data = data;
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : Arrays.asList(args).subList(3, args.length)) {
            options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
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
        session.sparkContext().setLogLevel("OFF");
        var figures = new NexmarkFigures(session, Path.of(args[0]), Path.of(args[1]), options);
        figures.views();
        List<String> names = args[2].equals("all")
                ? Stream.iterate(0, n -> n <= 22, n -> n + 1).map(n -> "q" + n).toList()
                : List.of(args[2]);
        for (String name : names) figures.run(name);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private void views() {
        int files = Integer.parseInt(options.getOrDefault("files", "1"));
        TABLES.forEach((table, columns) -> {
            DataStreamReader reader = session.readStream().schema(columns);
            if (files > 0) reader = reader.option("maxFilesPerTrigger", files);
            reader.csv(data + "/nexmark/in/" + table)
                    .withWatermark("dateTime", "4 seconds")
                    .createOrReplaceTempView(table);
        });
    }

    private void run(String name) throws Exception {
        String text = Files.readString(queries.resolve(name + ".sql"));
        Map<String, String> says = new HashMap<>();
        text.lines().filter(line -> line.startsWith("-- ") && line.contains(": ")).forEach(line -> {
            String[] words = line.substring(3).split(": ", 2);
            says.put(words[0], words[1]);
        });
        boolean digest = options.containsKey("record") || options.getOrDefault("sink", "noop").equals("digest");
        try {
            long startNanos = System.nanoTime();
            long startCpuNanos = EventFigures.cpuNanos();
            Dataset<Row> result = session.sql(text);
            Answer.begin(digest ? key(says, result.columns()) : new int[0]);
            DataStreamWriter<Row> writer = (digest ? texts(result) : result)
                    .writeStream()
                    .outputMode(says.get("mode"))
                    .trigger(Trigger.AvailableNow())
                    .option("checkpointLocation", Files.createTempDirectory("nexmark-figures").toString());
            StreamingQuery query = (digest ? writer.foreach(new Answering()) : writer.format("noop")).start();
            query.awaitTermination();
            report(name, (System.nanoTime() - startNanos) / 1e9, (EventFigures.cpuNanos() - startCpuNanos) / 1e9, digest);
        } catch (Exception e) {
            String message = String.valueOf(e.getMessage());
            System.out.println("{\"workload\":\"nexmark\",\"peer\":\"spark\",\"query\":\"" + name + "\",\"refused\":\""
                    + message.lines().findFirst().orElse("").replace("\\", "").replace("\"", "'") + "\"}");
            return;
        }
        if (options.containsKey("record") && !says.containsKey("clock")) {
            Files.writeString(Path.of(options.get("record"), name + ".answer"), Answer.text());
        }
    }

    private void report(String name, double seconds, double cpu, boolean digest) throws IOException {
        long rows = Long.parseLong(Files.readString(data.resolve("nexmark/rows")).strip());
        var line = new StringBuilder("{\"workload\":\"nexmark\",\"peer\":\"spark\",\"query\":\"" + name + "\"");
        options.forEach((option, value) -> line.append(",\"").append(option).append("\":\"").append(value).append('"'));
        line.append(String.format(
                ",\"rows\":%d,\"seconds\":%.3f,\"rows_per_s\":%d,\"cpu_s\":%.3f,\"peak_rss_mb\":%d,\"java\":%d",
                rows, seconds, (long) (rows / seconds), cpu, EventFigures.peakMegabytes(), Runtime.version().feature()));
        if (digest) line.append(Answer.json());
        System.out.println(line.append('}'));
    }

    private static int[] key(Map<String, String> says, String[] columns) {
        if (!says.containsKey("key")) return new int[0];
        return Stream.of(says.get("key").split(", "))
                .mapToInt(name -> Arrays.asList(columns).indexOf(name))
                .toArray();
    }

    private static Dataset<Row> texts(Dataset<Row> result) {
        return result.selectExpr(Stream.of(result.columns())
                .map(name -> "coalesce(CAST(`" + name + "` AS STRING), 'NULL') AS `" + name + "`")
                .toArray(String[]::new));
    }

    /** The rows of a query's result; all tasks are in this process. */
    private static final class Answer {

        private static int[] key = {};
        private static long emitted;
        private static final Map<String, Long> ROWS = new TreeMap<>();
        private static final Map<List<Object>, String> LAST = new HashMap<>();

        static synchronized void begin(int[] of) {
            key = of;
            emitted = 0;
            ROWS.clear();
            LAST.clear();
        }

        static synchronized void add(Row row) {
            emitted++;
            String text = row.mkString(" | ");
            if (key.length > 0) {
                String before = LAST.put(Arrays.stream(key).mapToObj(row::get).toList(), text);
                if (before != null) ROWS.merge(before, -1L, Long::sum);
            }
            ROWS.merge(text, 1L, Long::sum);
        }

        private static List<String> rows() {
            return ROWS.entrySet().stream()
                    .flatMap(row -> Stream.generate(row::getKey).limit(row.getValue()))
                    .toList();
        }

        static synchronized String json() {
            long groups = rows().size();
            return String.format(
                    ",\"emitted\":%d,\"groups\":%d,\"total\":%d,\"checksum\":\"%016x\"",
                    emitted, groups, groups, checksum());
        }

        /** How many rows there are, their digest, and the first of them in the order of their texts. */
        static synchronized String text() {
            var text = new StringBuilder(String.format("rows %d%nchecksum %016x%n", rows().size(), checksum()));
            rows().stream().limit(SHOWN).forEach(row -> text.append(row).append('\n'));
            return text.toString();
        }

        private static long checksum() {
            return rows().stream().mapToLong(EventFigures::hash).sum();
        }
    }

    private static final class Answering extends ForeachWriter<Row> {
        @Override
        public boolean open(long partition, long epoch) {
            return true;
        }

        @Override
        public void process(Row row) {
            Answer.add(row);
        }

        @Override
        public void close(Throwable error) {}
    }
}
