package dev.sluice.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.app.Main;
import dev.sluice.app.Terminal;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The comparison's workloads in small. The digests are those of its own program without an engine, peer "plain".
class WorkloadDigestsTest {

    private static final String[] GIVEN = {
        "W1 7 9 15 5160eeb60d784494",
        "W2 120 35 39 a59f0f086bd24cd6",
        "W3 80 60 80 a917a193d42fd907",
        "W5 5 12 15 4a720c6a61ada7a1",
    };

    @TempDir
    private Path work;

    static Stream<Arguments> runs() {
        return Stream.of(GIVEN)
                .flatMap(given -> Stream.of(
                                "engine=sluice",
                                "engine=sluice files=0 cores=1 partitions=3 conf.spark.sql.streaming.noDataMicroBatches.enabled=false",
                                "engine=plain",
                                "engine=limit cores=1",
                                "engine=limit cores=3")
                        .map(options -> Arguments.of(given, options)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void allEnginesTellTheDigestOfTheComparison(String given, String options) throws URISyntaxException {
        String[] told = given.split(" ", -1);
        JsonObject line = JsonValue.parse(bench(told[0], ("sink=digest " + options).split(" ")))
                .asObject();
        assertEquals(Long.parseLong(told[1]), line.require("rows").asLong());
        assertEquals(Long.parseLong(told[2]), line.require("groups").asLong());
        assertEquals(Long.parseLong(told[3]), line.require("total").asLong());
        assertEquals(told[4], line.require("checksum").asString());
    }

    /// What `run.sh` looks for: a row of a table with a number in its last column, and the report on a line behind it.
    @Test
    void theFirstResultIsShownOnTheScreen() throws URISyntaxException {
        List<String> lines = bench("W5").lines().toList();
        assertTrue(lines.contains("|    fox|    2|"), lines::toString);
        JsonObject report = JsonValue.parse(lines.getLast()).asObject();
        assertEquals(1, report.require("batches").asLong());
        assertEquals(null, report.get("checksum"));
    }

    private String bench(String workload, String... options) throws URISyntaxException {
        Path data = Path.of(WorkloadDigestsTest.class.getResource("/workloads").toURI());
        var line = new ArrayList<>(List.of("bench", workload, data.toString(), "work=" + work));
        line.addAll(Arrays.asList(options));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = Main.run(line, new Terminal(InputStream.nullInputStream(), print(out), print(err), ""));
        assertEquals(0, status, err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
