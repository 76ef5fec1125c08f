package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what all runs wrote, micro-batch by micro-batch, and holds each to a plain count of the input.
///
/// A micro-batch that is written several times must be the same every time; what was written of it before a kill must
/// be a part of it. Every number must come, in order, and none twice but in a row.
final class WrittenRows {

    private final WordFiles input;
    private final Map<String, Long> counted = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private Set<String> expected = Set.of();
    private long batchId = -1;
    private boolean complete = true;
    private long microBatches;
    private long again;
    private long inPart;

    private WrittenRows(WordFiles input) {
        this.input = input;
    }

    /// @param microBatches how many there were
    /// @param again how often one was written as a whole that had been written as a whole
    /// @param inPart how often a part of one was written and no more
    /// @param last what was last written for each word
    record Findings(long microBatches, long again, long inPart, Map<String, Long> last) {}

    static Findings check(Path output, WordFiles input) throws IOException {
        var rows = new WrittenRows(input);
        try (BufferedReader lines = Files.newBufferedReader(output)) {
            List<String> attempt = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(OutputFile.RUN)) {
                    rows.checkPart(attempt);
                    attempt.clear();
                } else if (line.endsWith(" " + OutputFile.END)) {
                    rows.checkWhole(Long.parseLong(line.substring(0, line.indexOf(' '))), attempt);
                    attempt.clear();
                } else if (!line.isEmpty()) {
                    attempt.add(line);
                }
            }
            assertEquals(List.of(), attempt, "the last run wrote a part of a micro-batch");
        }
        assertTrue(rows.complete, "the last micro-batch was never written as a whole");
        return new Findings(rows.microBatches, rows.again, rows.inPart, rows.last);
    }

    private void checkWhole(long id, List<String> attempt) {
        begin(id);
        Set<String> written = new HashSet<>(attempt);
        assertEquals(attempt.size(), written.size(), () -> "micro-batch " + id + " has a row twice");
        assertEquals(List.of(), some(expected, written), () -> "missing from micro-batch " + id);
        assertEquals(List.of(), some(written, expected), () -> "too much in micro-batch " + id);
        if (complete) again++;
        complete = true;
        for (String row : attempt) {
            String[] fields = row.split(" ");
            last.put(fields[1], Long.parseLong(fields[2]));
        }
    }

    private static List<String> some(Set<String> rows, Set<String> without) {
        return rows.stream().filter(row -> !without.contains(row)).limit(5).toList();
    }

    /// @param attempt what is there of it; of the last row perhaps not all
    private void checkPart(List<String> attempt) {
        if (attempt.isEmpty()) return;
        int space = attempt.getFirst().indexOf(' ');
        if (space < 0) return; // not even its number
        inPart++;
        begin(Long.parseLong(attempt.getFirst().substring(0, space)));
        for (String row : attempt.subList(0, attempt.size() - 1)) {
            assertTrue(expected.contains(row), "\"" + row + "\" was written and is wrong");
        }
        String row = attempt.getLast();
        boolean torn = expected.stream().anyMatch(right -> right.startsWith(row));
        assertTrue(
                torn || (batchId + " " + OutputFile.END).startsWith(row), "\"" + row + "\" was written and is wrong");
    }

    /// Counts the file of a micro-batch, if it is not the one that was there before.
    private void begin(long id) {
        if (id == batchId) return;
        assertEquals(batchId + 1, id, "a gap between micro-batches");
        assertTrue(complete, "micro-batch " + batchId + " was never written as a whole");
        List<String> words = input.words((int) id);
        for (String word : words) counted.merge(word, 1L, Long::sum);
        expected = new HashSet<>();
        for (String word : words) expected.add(id + " " + word + " " + counted.get(word));
        batchId = id;
        complete = false;
        microBatches++;
    }
}
