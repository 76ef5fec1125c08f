package dev.sluice.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.benchmarks.nexmark.NexmarkFiles;
import dev.sluice.benchmarks.nexmark.NexmarkQuery;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.LocalStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The queries over 100 seconds of an auction house. A real Spark 4.2 gave the answers, of streams over the same rows
/// as files: `NexmarkFigures` in tools/spark-recorder wrote them.
class NexmarkTest {

    private static final int EVENTS = 10_000;
    private static final int BIDS = EVENTS / 50 * 46;

    @TempDir
    private Path work;

    static Stream<String> asked() {
        return NexmarkQuery.names().stream().filter(name -> {
            NexmarkQuery query = NexmarkQuery.of(name);
            return query.refused() == null && !query.dependsOnClock();
        });
    }

    static Stream<String> refused() {
        return NexmarkQuery.names().stream()
                .filter(name -> NexmarkQuery.of(name).refused() != null);
    }

    @ParameterizedTest
    @MethodSource("asked")
    void queriesGiveWhatSparkGives(String name) throws IOException {
        assertEquals(recorded(name), answer(result(name, null, "batches=20")));
    }

    /// Of each kind of state one.
    @ParameterizedTest
    @ValueSource(strings = {"q3", "q5", "q7", "q9", "q11", "q18"})
    void oneMicroBatchOfFilesGivesTheSame(String name) throws IOException {
        var files = new LocalStorage(work.toString());
        NexmarkFiles.write(files, "nexmark/in", 1, 100, EVENTS, 3);
        assertEquals(recorded(name), answer(result(name, ".", "files=0", "cores=1", "partitions=3")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeAskedOfAStreamIsRefused(String name) {
        var refusal = assertThrows(SluiceException.class, () -> result(name, null));
        assertEquals(NexmarkQuery.of(name).refused(), refusal.getCondition());
        assertTrue(NexmarkQuery.of(name).says().containsKey("why"), name);
    }

    /// Bids are counted by the time when they are read: by whom, and how many, does not depend on it.
    @Test
    void windowsOfTheClockHaveAllBids() {
        List<String> rows = result("q12", null).rows();
        assertEquals(
                BIDS,
                rows.stream()
                        .mapToInt(row -> Integer.parseInt(row.split(" \\| ")[1]))
                        .sum());
        assertTrue(rows.stream().allMatch(row -> row.matches("1\\d{3} \\| \\d+ \\| 20\\d\\d-.*0")), rows::toString);
    }

    @Test
    void eachQuerySaysWhatItAsks() {
        for (String name : NexmarkQuery.names()) {
            NexmarkQuery query = NexmarkQuery.of(name);
            assertTrue(query.title().matches("[A-Z].*: .*\\."), query::title);
            assertTrue(List.of("append", "update").contains(query.mode()), name);
            assertEquals(
                    query.mode().equals("update") && query.refused() == null,
                    !query.key().isEmpty(),
                    name);
            assertTrue(
                    List.of("mode", "key", "rewritten", "clock", "refused", "why")
                            .containsAll(query.says().keySet()),
                    name);
        }
    }

    @Test
    void theReadmeListsThem() throws IOException {
        var table = new StringBuilder();
        for (String name : NexmarkQuery.names()) {
            NexmarkQuery query = NexmarkQuery.of(name);
            String note = query.dependsOnClock()
                    ? "Its answer depends on when it is asked; the tests look at the sums only."
                    : query.says().getOrDefault("rewritten", "");
            boolean asked = query.refused() == null;
            table.append(String.format(
                    "| %s | %s | %s | %s |%n",
                    name,
                    query.title(),
                    asked ? query.mode() : "",
                    asked ? note : "**Not asked.** " + query.says().get("why")));
        }
        String readme = Files.readString(Path.of("../benchmarks/README.md"));
        assertTrue(readme.contains(table), () -> "the table of benchmarks/README.md has to be:\n" + table);
    }

    private RowDigest result(String name, String data, String... more) {
        List<String> words = Stream.concat(
                        Stream.of("events=" + EVENTS, "eventsPerSecond=100", "work=work"), Stream.of(more))
                .toList();
        var options = BenchOptions.of(words);
        var files = new LocalStorage(work.toString());
        NexmarkQuery query = NexmarkQuery.of(name);
        try (Session session = WorkloadRun.open(options, files, System.out)) {
            new NexmarkRun(data, options, files, System.out).views(session, EVENTS);
            DataFrame result = session.sql(query.sql());
            var rows = new RowDigest(result.columns(), query.key(), true);
            WorkloadRun.run(RowDigest.texts(result), query.mode(), options, files, writer -> writer.sink(() -> rows));
            return rows;
        }
    }

    private static String answer(RowDigest result) {
        var text = new StringBuilder(
                "rows " + result.rows().size() + "\nchecksum " + result.digest().get("checksum") + "\n");
        result.rows().stream()
                .sorted()
                .limit(20)
                .forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }

    private static String recorded(String name) throws IOException {
        try (InputStream answer = NexmarkTest.class.getResourceAsStream("/nexmark/" + name + ".answer")) {
            return new String(Objects.requireNonNull(answer, name + ".answer").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
