package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Kills a query that writes to a sink by SIGKILL at random moments, again and again, and looks each time at what a
/// reader finds: the rows of whole micro-batches, each once, and of as many as the sink says.
///
/// In the end that must be what plain loops over the input give, and what the query gives that nobody disturbs.
///
/// ```java
/// new SinkKills(directory, KilledQuery.WINDOWS, MyProgram.class, 1, 100).run(output, undisturbed);
/// ```
public final class SinkKills {

    /// More than a process takes before it is killed.
    private static final int FILES_PER_KILL = 24;

    private final Path directory;
    private final KilledQuery query;
    private final Class<?> program;
    private final int kills;
    private final Random random;
    private final EventFiles input;
    private final List<List<String>> expected;
    private int runs;
    private int atWork;
    private int cutShort;
    private int betweenOutputAndCommit;
    private long lastBatchId = -1;

    /// @param directory where input and checkpoints go
    /// @param program whose `main` calls [KilledQuery#run(String\[\], java.util.function.Function)]
    public SinkKills(Path directory, KilledQuery query, Class<?> program, long seed, int kills) {
        this.directory = directory;
        this.query = query;
        this.program = program;
        this.kills = kills;
        random = new Random(seed);
        input = new EventFiles(seed, 20 + FILES_PER_KILL * kills, 30);
        expected = query.expected(input);
    }

    /// What the kills fell into.
    ///
    /// @param atWork how many came after the first micro-batch of the process
    /// @param cutShort how many left traces of output that does not count
    /// @param betweenOutputAndCommit how many left output that does count, of a micro-batch that the checkpoint did not
    ///     know to be committed; seen only if the next process came as far as to say so
    /// @param rows how many there were in the end
    public record Findings(
            int kills, int atWork, int cutShort, int betweenOutputAndCommit, long microBatches, int rows) {
        @Override
        public String toString() {
            return kills + " kills, " + atWork + " at work, " + cutShort + " in the output, " + betweenOutputAndCommit
                    + " between output and commit; " + microBatches + " micro-batches, " + rows + " rows";
        }
    }

    /// @param output of the query that is killed
    /// @param undisturbed of the one that is not: another place
    /// @throws AssertionError if anything is missing, there twice, or wrong
    public Findings run(KilledOutput output, KilledOutput undisturbed) throws IOException, InterruptedException {
        input.write(directory);
        for (int i = 0; i < kills; i++) {
            kill(output);
            KilledOutput.Found found = output.find();
            check(found, "after " + (i + 1) + " kills");
            if (found.cutShort()) cutShort++;
            lastBatchId = found.lastBatchId();
        }
        finish(output);
        KilledOutput.Found found = output.find();
        assertEquals(expected.size() - 1, found.lastBatchId(), "the last micro-batch");
        check(found, "in the end");
        Path apart = directory.resolve("undisturbed");
        input.write(apart);
        try (ChildProcess process = start(apart, undisturbed)) {
            process.end();
        }
        same(sorted(undisturbed.find().rows()), sorted(found.rows()), "killed and undisturbed");
        return new Findings(
                kills,
                atWork,
                cutShort,
                betweenOutputAndCommit,
                expected.size(),
                found.rows().size());
    }

    /// Once in four while it opens, else some micro-batches later.
    private void kill(KilledOutput output) throws IOException, InterruptedException {
        try (ChildProcess process = start(directory, output)) {
            assertEquals(Optional.of(KilledQuery.STARTING), said(process));
            if (random.nextInt(4) == 0) {
                process.runFor(random.nextInt(600));
            } else {
                atWork++;
                said(process); // that it runs
                said(process).ifPresent(this::first);
                for (int i = random.nextInt(12); i > 0; i--) said(process);
                process.runFor(random.nextInt(25));
            }
            assertTrue(process.kill(), "all was done before the last kill: that is too little input");
        }
    }

    /// The first micro-batch of a process that it says to be committed.
    private void first(String line) {
        if (Long.parseLong(line.substring(KilledQuery.BATCH.length())) <= lastBatchId) betweenOutputAndCommit++;
    }

    /// What a process says next; a driver of a database may have things to say as well.
    private static Optional<String> said(ChildProcess process) throws IOException {
        while (true) {
            Optional<String> line = process.line();
            if (line.isEmpty() || KilledQuery.says(line.get())) return line;
        }
    }

    private void finish(KilledOutput output) throws IOException, InterruptedException {
        try (ChildProcess process = start(directory, output)) {
            process.end();
        }
    }

    private ChildProcess start(Path place, KilledOutput output) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(place.toString(), query.name(), String.valueOf(1 + runs % 3)));
        arguments.addAll(output.arguments());
        Path errors = place.resolve("errors-" + runs++ + ".txt");
        return ChildProcess.start(errors, program, arguments.toArray(String[]::new));
    }

    private void check(KilledOutput.Found found, String when) {
        List<String> rows = new ArrayList<>();
        for (int id = 0; id <= found.lastBatchId(); id++) rows.addAll(expected.get(id));
        same(sorted(rows), sorted(found.rows()), when);
    }

    private static List<String> sorted(List<String> rows) {
        List<String> sorted = new ArrayList<>(rows);
        Collections.sort(sorted);
        return sorted;
    }

    /// Names some of what differs: all of it would be a long text.
    private static void same(List<String> expected, List<String> actual, String when) {
        if (expected.equals(actual)) return;
        throw new AssertionError(when + ": of " + expected.size() + " rows and " + actual.size() + ", missing "
                + without(expected, actual) + ", too much " + without(actual, expected));
    }

    /// What a sorted list has more of than another, as far as it is worth reading.
    private static List<String> without(List<String> rows, List<String> others) {
        List<String> rest = new ArrayList<>();
        int other = 0;
        for (String row : rows) {
            while (other < others.size() && others.get(other).compareTo(row) < 0) other++;
            if (other < others.size() && others.get(other).equals(row)) {
                other++;
            } else if (rest.size() < 10) {
                rest.add(row);
            }
        }
        return rest;
    }
}
