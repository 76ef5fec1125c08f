package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The runs of one word count: a directory with its input, its checkpoint and its output, and one process after the
/// other. Each has another number of state partitions than the one before.
final class WordCountRuns {

    static final String INPUT = "input";
    static final String CHECKPOINT = "checkpoint";
    static final String OUTPUT = "output.txt";

    private final WordFiles input;
    private final int keyLength;
    private final Path directory;
    private final SnapshotDirectory snapshots;
    private int runs;
    private int kills;
    private int killsAtWork;
    private int killsInSnapshot;

    /// @param keyLength to how many characters each word is filled up before it is counted
    WordCountRuns(WordFiles input, int keyLength, Path directory) throws IOException {
        this.input = input;
        this.keyLength = keyLength;
        this.directory = directory;
        input.write(directory.resolve(INPUT));
        snapshots = SnapshotDirectory.create(directory.resolve(CHECKPOINT));
    }

    /// @param kills how many there were
    /// @param atWork how many of them came after the first micro-batch of the process was computed
    /// @param inSnapshot how many of them left a snapshot behind that is not finished
    /// @param logWasCut whether the beginning of the log is gone, since snapshots hold what it said
    /// @param written what all processes wrote
    record Findings(int kills, int atWork, int inSnapshot, boolean logWasCut, WrittenRows.Findings written) {
        @Override
        public String toString() {
            return kills + " kills, " + atWork + " at work, " + inSnapshot + " in a snapshot; "
                    + written.microBatches() + " micro-batches; written in vain: " + written.again()
                    + " whole, " + written.inPart() + " in part";
        }
    }

    /// Starts the query, lets it go on, and kills it.
    ///
    /// @throws AssertionError if it failed, or came to its end
    void killed(KillMoment moment) throws IOException, InterruptedException {
        try (ChildProcess process = start()) {
            boolean atWork = moment.await(process, snapshots);
            assertTrue(process.kill(), "all was counted after " + kills + " kills: that is too little input");
            kills++;
            if (atWork) killsAtWork++;
        }
        if (snapshots.hasUnfinished()) killsInSnapshot++;
    }

    /// Lets the query come to its end, and holds its output to a plain count of the input.
    Findings finished() throws IOException, InterruptedException {
        try (ChildProcess process = start()) {
            boolean wasLeft = process.end().stream().anyMatch(line -> line.startsWith(WordCountProcess.COMMITTED));
            assertTrue(wasLeft, "all was counted before the last kill: that is too little input");
        }
        WrittenRows.Findings written = WrittenRows.check(directory.resolve(OUTPUT), input);
        assertEquals(input.counts(), written.last(), "the final counts");
        assertEquals(input.fileCount(), written.microBatches());
        boolean logWasCut = Files.notExists(directory.resolve(CHECKPOINT + "/log/00000000000000000000.log"));
        return new Findings(kills, killsAtWork, killsInSnapshot, logWasCut, written);
    }

    private ChildProcess start() throws IOException {
        var partitions = String.valueOf(1 + runs % 3);
        Path errors = directory.resolve("errors-" + runs++ + ".txt");
        return ChildProcess.start(
                errors, WordCountProcess.class, directory.toString(), partitions, String.valueOf(keyLength));
    }
}
