package dev.sluice.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.app.Main;
import dev.sluice.app.Terminal;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.storage.LocalStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {

    @TempDir
    private Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void twoFilesOfWords() throws IOException {
        Path in = Files.createDirectories(data.resolve("w1/in"));
        Files.writeString(in.resolve("a.txt"), "the quick  fox\nthe dog\n");
        Files.writeString(in.resolve("b.txt"), "dog the\n");
        Files.writeString(data.resolve("w1/rows"), "3\n");
    }

    private int bench(String... words) {
        var line = new ArrayList<>(List.of("bench"));
        line.addAll(List.of(words));
        return Main.run(line, new Terminal(InputStream.nullInputStream(), print(out), print(err), data.toString()));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    @Test
    void tellsTheDigestThatOtherEnginesTell() throws IOException {
        assertEquals(0, bench("W1", ".", "sink=digest", "work=work"), err.toString(StandardCharsets.UTF_8));

        JsonObject line = JsonValue.parse(out.toString(StandardCharsets.UTF_8)).asObject();
        assertEquals("W1", line.require("workload").asString());
        assertEquals("sluice", line.require("peer").asString());
        assertEquals(3, line.require("rows").asLong());
        assertEquals(2, line.require("batches").asLong());
        assertEquals(7, line.require("emitted").asLong());
        assertEquals(5, line.require("groups").asLong());
        assertEquals(8, line.require("total").asLong());
        assertEquals("abac1a8c17588bd6", line.require("checksum").asString());
        assertTrue(line.get("peak_rss_mb") != null && line.get("cpu_s") != null && line.get("seconds") != null);

        try (Stream<Path> left = Files.list(data.resolve("work"))) {
            assertEquals(List.of(), left.toList(), "the checkpoint is deleted behind the run");
        }
    }

    @Test
    void nexmarkMakesItsEventsMeanwhile() {
        String[] options = {"events=5000", "batches=4", "sink=digest", "work=work"};
        assertEquals(0, bench("nexmark", "query=q2", options[0], options[1], options[2], options[3]));
        JsonObject line = JsonValue.parse(out.toString(StandardCharsets.UTF_8)).asObject();
        assertEquals("nexmark", line.require("workload").asString());
        assertEquals("q2", line.require("query").asString());
        assertEquals(5000, line.require("rows").asLong());
        assertEquals(4, line.require("batches").asLong());
        assertTrue(line.require("groups").asLong() > 0 && line.get("checksum") != null, line::toText);
    }

    @Test
    void repeatedRunsAreReportedEach() {
        assertEquals(0, bench("W1", ".", "sink=digest", "repeats=3", "engine=limit"));
        assertEquals(0, bench("W1", ".", "sink=digest", "repeats=2", "work=work"));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(5, lines.size());
        for (String line : lines) assertTrue(line.contains("abac1a8c17588bd6"), line);
    }

    @Test
    void latencyIsToldOfAllRowsOfBothTriggers() {
        assertEquals(0, bench("latency", "checkpoints", "rowsPerSecond=500", "seconds=1"));
        List<JsonObject> lines = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonValue.parse(line).asObject())
                .toList();
        assertEquals(
                List.of("default", "real-time"),
                lines.stream().map(line -> line.require("trigger").asString()).toList());
        for (JsonObject line : lines) {
            assertEquals(500, line.require("rows").asLong(), line::toText);
            assertTrue(line.get("median_ms") != null && line.get("p99_ms") != null, line::toText);
        }
    }

    @Test
    void withoutALimitAllFilesAreOneMicroBatch() {
        assertEquals(0, bench("W1", ".", "files=0", "work=work"), err.toString(StandardCharsets.UTF_8));
        JsonObject line = JsonValue.parse(out.toString(StandardCharsets.UTF_8)).asObject();
        assertEquals(1, line.require("batches").asLong());
        assertEquals(null, line.get("checksum"));
    }

    /// In small: twenty files' worth of time, so that most of the state has gone before the end.
    @ParameterizedTest
    @ValueSource(strings = {"join", "session"})
    void streamsUnderWatermarksGiveWhatAPlainLoopFinds(String name) {
        var files = new EventFiles(20, 300);
        Workload workload = name.equals("join") ? new StreamJoin(name, files) : new Sessions(name, files);
        LocalStorage storage = new LocalStorage(data.toString());
        BenchCommand.generate(workload, ".", storage);

        JsonObject plain = measured(workload, storage, "engine=plain");
        JsonObject sluice = measured(workload, storage, "sink=digest", "work=work", "files=2");
        assertTrue(plain.require("groups").asLong() > 500, plain::toText);
        for (String told : List.of("rows", "emitted", "groups", "total", "checksum")) {
            assertEquals(plain.require(told), sluice.require(told), told);
        }
        assertTrue(sluice.require("batches").asLong() >= 10, sluice::toText);
    }

    private static JsonObject measured(Workload workload, LocalStorage storage, String... options) {
        var run = new WorkloadRun(workload, BenchOptions.of(List.of(options)), storage, System.out);
        return JsonValue.parse(run.report(".")).asObject();
    }

    @Test
    void mistakesNameWhatMayHaveBeenMeant() throws IOException {
        Files.writeString(Files.createDirectories(data.resolve("empty/join")).resolve("rows"), "0\n");
        assertEquals(2, bench("W1", ".", "snk=digest"));
        assertEquals(2, bench("W9", "."));
        assertEquals(2, bench("W1", ".", "files=some"));
        assertEquals(2, bench("W0", "."));
        assertEquals(2, bench("W1"));
        assertEquals(2, bench("join", "empty", "engine=limit"));
        assertEquals(2, bench("W1", ".", "engine=spark"));
        assertEquals(2, bench("nexmark", "query=q23"));
        assertEquals(2, bench("nexmark", ".", "query=q0"));
        assertEquals(2, bench("nexmark", "query=q6"));
        assertEquals("""
                sluice: there is no option snk
                hint: did you mean sink?
                sluice: there is no workload W9; those there are: W0, W1, W2, W3, W5, join, session
                hint: did you mean W0?
                sluice: files=some: a number is needed, 0 or more
                sluice: there is no ./w0/rows: generate the data of W0 first
                sluice: bench needs a workload and a directory: sluice bench WORKLOAD DATA_DIR [option=value …] | nexmark [DATA_DIR] query=qN [option=value …] | gen DATA_DIR
                sluice: engine=limit: there is none of join
                sluice: engine=spark: it is sluice or plain or limit
                sluice: there is no query q23: they are q0 to q22
                hint: did you mean q2?
                sluice: there is no ./nexmark/rows: generate the data of nexmark first
                sluice: q6 can't be asked of a stream: OVER, which Spark refuses on streams as well (NON_TIME_WINDOW_NOT_SUPPORTED_IN_STREAMING).
                """, err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void tinyMicroBatchesTellWhatTheirPhasesTook() {
        assertEquals(0, bench("tiny", "tiny", "batches=20", "rows=3"), err.toString(StandardCharsets.UTF_8));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(2, lines.size());
        for (String each : lines) {
            JsonObject line = JsonValue.parse(each).asObject();
            assertEquals(20, line.require("batches").asLong());
            assertTrue(line.require("p99_us").asObject().get("commitSync") != null, each);
        }
    }

    @Test
    void anIdleSessionIsMeasuredForEachSource() {
        assertEquals(0, bench("idle", "idle", "queries=2", "seconds=1"), err.toString(StandardCharsets.UTF_8));
        JsonObject line = JsonValue.parse(out.toString(StandardCharsets.UTF_8)).asObject();
        JsonObject percent = line.require("cpu_percent_of_core").asObject();
        assertTrue(percent.fields().keySet().containsAll(List.of("no_queries", "memory", "socket", "files")));
    }
}
