package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Queries that write files are killed by SIGKILL again and again, and what a reader finds is right each time.
///
/// `-Dkills=100` kills each query with each form of output so often; without it some of them are killed twice.
/// `-Dseed=7` has other events and other moments.
class FileKillsTest {

    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final long SEED = Long.getLong("seed", 1);
    private static final Pattern ROW = Pattern.compile("\\{\"k\":\"(\\w+)\",\"a\":(\\d+),\"b\":(\\d+)}");

    private static final List<Arguments> ALL = List.of(
            Arguments.of(KilledQuery.REMEMBERED_WORDS, true),
            Arguments.of(KilledQuery.WINDOWS, false),
            Arguments.of(KilledQuery.JOIN, true),
            Arguments.of(KilledQuery.REMEMBERED_WORDS, false),
            Arguments.of(KilledQuery.WINDOWS, true),
            Arguments.of(KilledQuery.JOIN, false));

    /// Half of them, unless it is asked for more.
    static List<Arguments> outputs() {
        return Integer.getInteger("kills") == null ? ALL.subList(0, 3) : ALL;
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void whatIsInTheFilesIsRightHoweverOftenTheQueryIsKilled(
            KilledQuery query, boolean partitioned, @TempDir Path directory) throws Exception {
        var output = output(directory.resolve("output"), partitioned);
        var undisturbed = output(directory.resolve("undisturbed/output"), partitioned);
        SinkKills.Findings found =
                new SinkKills(directory, query, FileProcess.class, SEED, KILLS).run(output, undisturbed);
        String merged = partitioned ? ", " + output.mergedFiles() + " merged files" : "";
        System.out.println("FileKillsTest, " + query + (partitioned ? ", partitioned: " : ": ") + found + merged);
        if (partitioned && KILLS > 1) assertTrue(output.mergedFiles() > 0, "no files were merged");
        if (KILLS >= 20) assertTrue(found.cutShort() > 0, "no kill in the output");
    }

    private static FileOutput output(Path directory, boolean partitioned) {
        return new FileOutput(directory, "json", partitioned, FileKillsTest::rows);
    }

    private static List<String> rows(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Matcher row = ROW.matcher(line);
            assertTrue(row.matches(), () -> line + " in " + file);
            rows.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
        }
        return rows;
    }
}
