package dev.sluice.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.ObjectBuilder;
import dev.sluice.storage.LocalStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a session costs whose queries have nothing to do: each reads one source, counts its words, and has seen one
/// line. The processor's time is the whole process's, in percent of one core.
final class Idle {

    private static final String QUERY =
            "SELECT word, count(*) AS c FROM lines LATERAL VIEW explode(split(value, ' ')) t AS word GROUP BY word";
    private static final List<String> SOURCES = List.of("memory", "socket", "files");

    private final LocalStorage files;
    private final String directory;
    private final PrintStream out;
    private final BenchOptions options;

    /// @param directory where checkpoints and input files are written
    Idle(LocalStorage files, String directory, BenchOptions options, PrintStream out) {
        this.files = files;
        this.directory = directory;
        this.options = options;
        this.out = out;
    }

    /// @return a line of JSON
    String run() {
        ObjectBuilder line = JsonValue.object()
                .put("workload", "idle")
                .put("queries", options.queries())
                .put("seconds", options.seconds());
        ObjectBuilder percent = JsonValue.object();
        percent.put("no_queries", percentOfCore());
        for (String source : SOURCES) percent.put(source, percentOfCore(source));
        return line.put("cpu_percent_of_core", percent.build()).build().toText();
    }

    private double percentOfCore(String source) {
        List<AutoCloseable> peers = new ArrayList<>();
        try (Session session = WorkloadRun.open(options, files, out)) {
            for (int i = 0; i < options.queries(); i++) {
                lines(session, source, i, peers).createOrReplaceTempView("lines");
                session.sql(QUERY)
                        .writeStream()
                        .outputMode("update")
                        .format("noop")
                        .queryName(source + i)
                        .option("checkpointLocation", directory + "/" + source + i + "-" + System.nanoTime())
                        .start();
            }
            for (StreamingQuery query : session.streams().active()) query.processAllAvailable();
            return percentOfCore();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            peers.forEach(Idle::close);
        }
    }

    private DataFrame lines(Session session, String source, int number, List<AutoCloseable> peers) throws IOException {
        switch (source) {
            case "memory" -> {
                var stream = new MemoryStream(DataType.Struct.of(Field.of("value", DataType.Atomic.STRING)));
                stream.add(List.of(List.of("one line")));
                session.registerStream("memory" + number, stream.schema(), stream::open);
                return session.sql("FROM STREAM memory" + number);
            }
            case "socket" -> {
                var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                peers.add(server);
                return session.readStream()
                        .format("socket")
                        .option("host", "localhost")
                        .option("port", server.getLocalPort())
                        .load();
            }
            default -> {
                String input = directory + "/in" + number;
                files.replace(input + "/a.txt", "one line\n".getBytes(StandardCharsets.UTF_8));
                return session.readStream().text(input);
            }
        }
    }

    private double percentOfCore() {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    100L * options.seconds()); // what is just over is compiled meanwhile, and collected
            long start = System.nanoTime();
            long cpu = cpuNanos();
            TimeUnit.SECONDS.sleep(options.seconds());
            return Math.round((cpuNanos() - cpu) * 10_000.0 / (System.nanoTime() - start)) / 100.0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void close(AutoCloseable peer) {
        try {
            peer.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
