package dev.sluice.benchmarks.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.app.UsageException;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.storage.LocalStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class GrowthTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private boolean growth(String... options) {
        List<String> words = new ArrayList<>(List.of("/data", "out=.", "work=work"));
        Collections.addAll(words, options);
        return Growth.run(
                words,
                new LocalStorage(directory.toString()),
                new PrintStream(screen, true, StandardCharsets.UTF_8),
                () -> 120);
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    /// A launcher that says of each point what the script says.
    private String launcher(String script) throws IOException {
        Path file = directory.resolve("sluice");
        Files.writeString(file, "#!/usr/bin/env bash\necho \"$SLUICE_JAVA_OPTS $*\" >> \"${0%/*}/calls\"\n" + script);
        assertTrue(file.toFile().setExecutable(true));
        return "sluice=" + file;
    }

    @Test
    void eachPointIsAProcessAndThePageHasATableOfEachCurve() throws IOException {
        Files.writeString(directory.resolve("RESULTS.md"), "# Figures\n");
        String launcher = launcher("""
                cores=; x=; for w in "$@"; do case $w in cores=*) cores=${w#cores=};; x=*) x=${w#x=};; esac; done
                if [ "$cores" ]; then echo "{\\"seconds\\":$((6 / cores)).0}"; exit; fi
                echo "{\\"ns_a_row\\":$((x / 1000)).5,\\"stall_ms\\":4.25,\\"us_a_batch\\":1500,\\"heap_kb_a_query\\":2500}"
                """);
        assertTrue(growth("most=100", launcher));
        List<String> calls = text("calls").lines().toList();
        assertEquals(6 + 2 + 7, calls.size(), () -> calls.toString());
        assertEquals("-Xmx1g bench W1 /data cores=1 sink=digest work=work", calls.getFirst());
        assertEquals(
                "-Xmx1g bench growth /data point=queries x=100 seconds=5 paceMillis=20 work=work", calls.getLast());

        String page = text("RESULTS.md");
        assertTrue(page.startsWith("# Figures\n\n<!-- bench growth writes from here -->\n\n## Growth\n"), page);
        assertTrue(page.contains("| W3 | 6 | 3 | 2 |\n"), page);
        assertTrue(page.contains("| 10 | 1.5 |  | 0.5 |  |\n"), page);
        assertTrue(page.contains("| 100 |  |  |  | 2.5 |  |  |\n"), page);
        assertEquals(15, text("growth.jsonl").lines().count());
    }

    @Test
    void manyKeysAreHeldAgainstAMillion() throws IOException {
        String launcher = launcher("""
                for w in "$@"; do case $w in x=*) x=${w#x=};; esac; done
                echo "{\\"ns_a_row\\":$((x / 1000)),\\"stall_ms\\":$((x / 1000000))}"
                """);
        assertTrue(growth("curves=keys", "keysHeap=3g", launcher));
        assertTrue(text("calls")
                .contains("-Xmx3g bench growth /data point=keys x=31622777 seconds=5 paceMillis=20 work=work"));
        String page = text("RESULTS.md");
        assertTrue(page.contains("From 10^6 to 10^7.5 keys a row costs 31.6 times as much (bar: 1.5)."), page);
        assertTrue(page.contains("| 31,622,777 |  |  | 31 |  |  |"), page);
    }

    @Test
    void aPointThatFailsIsSaidAndTheOthersAreDrawn() throws IOException, ParserConfigurationException, SAXException {
        String launcher = launcher("""
                case "$*" in *x=1000\\ *) echo "no memory" >&2; exit 3;; esac
                echo "{\\"ns_a_row\\":150.5,\\"us_a_batch\\":1500}"
                """);
        assertFalse(growth("curves=rows", launcher));
        assertTrue(text("RESULTS.md").contains("Failed: `{\"curve\":\"rows\",\"what\":\"\",\"x\":1000,"));
        var drawn = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text("growth.svg").getBytes(StandardCharsets.UTF_8)));
        assertEquals(2 * 6, drawn.getElementsByTagName("circle").getLength());
    }

    /// What is really measured, in small.
    @Test
    void pointsTellWhatTheyMeasured() {
        for (String point : List.of("keys x=2000", "rows x=500", "queries x=2")) {
            assertTrue(growth(("point=" + point + " seconds=0.05 paceMillis=1").split(" ", -1)), point);
        }
        List<JsonObject> told = screen.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonValue.parse(line).asObject())
                .toList();
        for (String figure : List.of("ns_a_row", "new_key_ns_a_row", "stall_ms", "still_ms", "state_bytes_a_key")) {
            assertTrue(
                    Double.parseDouble(told.get(0).require(figure).toString().replaceAll("[^0-9.E+-]", "")) > 0,
                    figure);
        }
        assertTrue(told.get(1).require("batches").asLong() >= 3);
        assertTrue(told.get(2).get("rows_per_s") != null && told.get(2).get("threads_a_query") != null);
        assertFalse(Files.exists(directory.resolve("work"))
                && directory.resolve("work").toFile().list().length > 0);
    }

    @Test
    void theFirstRowsVisitEachKeyOnceAndTheOthersAnyOfThem() {
        for (long keys : new long[] {10, 10_000, 31_623}) {
            Set<Long> seen = new HashSet<>();
            for (long row = 0; row < keys; row++) seen.add(KeyRows.key(row, keys));
            assertEquals(keys, seen.size());
            for (long row = keys; row < 3 * keys; row++) seen.add(KeyRows.key(row, keys));
            assertEquals(keys, seen.size());
        }
    }

    @Test
    void aStallIsWhatAMicroBatchTakesBeyondItsNeighbours() {
        List<Cycle> cycles = Stream.iterate(1, n -> n <= 100, n -> n + 1)
                .map(n -> new Cycle(10, n == 50 ? 19_000_000 : 9_000_000, 0, n == 50 ? 8 : 0))
                .toList();
        List<Cycle.Stall> stalls = Cycle.stalls(cycles);
        assertEquals(new Cycle.Stall(10, 8), stalls.get(49));
        assertEquals(new Cycle.Stall(0, 0), stalls.get(50));
        assertEquals(900_000, Cycle.nanosPerRow(cycles));
    }

    @Test
    void mistakesNameWhatMayHaveBeenMeant() {
        assertEquals(
                "there is no curve key; those there are: cores, keys, rows, queries\nhint: did you mean keys?",
                assertThrows(UsageException.class, () -> growth("curves=key")).getMessage());
        assertEquals(
                "there is no option round\nhint: did you mean rounds?",
                assertThrows(UsageException.class, () -> growth("round=2")).getMessage());
        assertEquals(
                "x=many: a number is needed, 1 or more",
                assertThrows(UsageException.class, () -> growth("point=keys", "x=many"))
                        .getMessage());
    }
}
