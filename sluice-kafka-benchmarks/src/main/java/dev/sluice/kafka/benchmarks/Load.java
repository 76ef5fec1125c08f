package dev.sluice.kafka.benchmarks;

import dev.sluice.benchmarks.topic.Child;
import dev.sluice.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sends records of 150 bytes and 1,000 keys to the topic `in` at a steady rate, and says how long each took to the
/// topic `out`; in the way, the settings and the fields of the other engines' load, so that figures can be held beside
/// each other. Sender and reader share this process, hence one clock.
///
/// Options: `job`, `rate`, `secs` and of these `warm` that are not counted.
final class Load {

    static final int KEYS = 1_000;

    private static final String PADDING = "|" + "abcdefghij".repeat(14).substring(0, 139);
    private static final long FIRST_ANSWER_SECONDS = 60;
    private static final long LAST_ANSWER_SECONDS = 20;

    private final Map<String, String> options;
    private final String engine;
    private final int rate;
    private final int seconds;
    private final int warmUp;
    private final Answers answers;
    private double readySeconds;
    private double loadSeconds;
    private double cpuSeconds;
    private long behindNanos;

    private Load(String servers, String engine, Map<String, String> options) {
        this.options = options;
        this.engine = engine;
        rate = Integer.parseInt(options.getOrDefault("rate", "1000"));
        seconds = Integer.parseInt(options.getOrDefault("secs", "30"));
        warmUp = Integer.parseInt(options.getOrDefault("warm", "15"));
        answers = new Answers(
                servers, rate * seconds, options.getOrDefault("job", "map").equals("count"));
    }

    /// @param args brokers, the engine's process, and options
    public static void main(String[] args) throws Exception {
        Child.endWithParent();
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 2; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            options.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        var load = new Load(args[0], args[1], options);
        Map<String, Object> client = Map.of("bootstrap.servers", args[0], "linger.ms", 0, "acks", "all");
        try (load.answers;
                var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            load.probe(producer);
            load.send(producer);
            load.answers.await(TimeUnit.SECONDS.toMillis(LAST_ANSWER_SECONDS));
        }
        System.out.println(load.report());
    }

    /// Until the engine answers.
    private void probe(KafkaProducer<String, String> producer) throws Exception {
        long start = System.nanoTime();
        do {
            producer.send(new ProducerRecord<>("in", Answers.PROBE, Answers.PROBE))
                    .get();
            TimeUnit.MILLISECONDS.sleep(200);
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(FIRST_ANSWER_SECONDS)) {
                throw new IllegalStateException("the engine gave no answer");
            }
        } while (!answers.hasProbe());
        readySeconds = (System.nanoTime() - start) / 1e9;
        TimeUnit.SECONDS.sleep(2);
    }

    private void send(KafkaProducer<String, String> producer) throws IOException {
        long start = System.nanoTime();
        double cpuBefore = cpuSeconds(engine);
        for (int i = 0; i < rate * seconds; i++) {
            if (i == warmUp * rate) cpuBefore = cpuSeconds(engine);
            long due = start + (long) (i * 1e9 / rate);
            long now = System.nanoTime();
            for (; now < due; now = System.nanoTime()) LockSupport.parkNanos(due - now);
            if (i >= warmUp * rate) behindNanos = Math.max(behindNanos, now - due);
            var record = new ProducerRecord<>("in", String.valueOf(i % KEYS), Answers.number(i) + PADDING);
            answers.sent(i, now);
            var _ = producer.send(record);
        }
        producer.flush();
        loadSeconds = (System.nanoTime() - start) / 1e9 - warmUp;
        cpuSeconds = cpuSeconds(engine) - cpuBefore;
    }

    private String report() throws IOException {
        long[] nanos = answers.sortedNanos(warmUp * rate);
        long rows = (long) rate * (seconds - warmUp);
        var line = JsonValue.object().put("workload", "W4").put("peer", options.getOrDefault("engine", "sluice"));
        options.forEach((name, value) -> {
            if (!name.equals("engine")) line.put(name, value);
        });
        line.put("rows", rows)
                .put("seconds", rounded(loadSeconds))
                .put("rows_per_s", (long) (rows / loadSeconds))
                .put("cpu_s", rounded(cpuSeconds))
                .put("peak_rss_mb", peakMegabytes(engine))
                .put("p50_ms", millis(nanos, 0.5))
                .put("p90_ms", millis(nanos, 0.9))
                .put("p99_ms", millis(nanos, 0.99))
                .put("p999_ms", millis(nanos, 0.999))
                .put("max_ms", millis(nanos, 1))
                .put("unanswered", answers.missing())
                .put("result_records", answers.resultCount())
                .put("ready_s", rounded(readySeconds))
                .put("sender_behind_max_ms", rounded(behindNanos / 1e6));
        return line.build().toText();
    }

    private static double millis(long[] sorted, double share) {
        if (sorted.length == 0) return -1;
        return rounded(sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6);
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }

    /// User and system time of a process, which Linux counts in hundredths of a second.
    private static double cpuSeconds(String pid) throws IOException {
        Path file = Path.of("/proc", pid, "stat");
        if (!Files.exists(file)) return 0;
        String text = Files.readString(file);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static long peakMegabytes(String pid) throws IOException {
        Path file = Path.of("/proc", pid, "status");
        if (!Files.exists(file)) return -1;
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(-1);
    }
}
