package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.connector.Sink;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a [Sink] promises that keeps each micro-batch once, over crashes: a test of a connector extends this, and says
/// how to open its sink and what readers see.
///
/// Opening it again means the next run of the query: what was not committed then does not count, and what was committed
/// is known.
public abstract class SinkContract {

    /// The columns of the rows that are written.
    protected static final DataType.Struct SCHEMA =
            DataType.Struct.of(Field.of("word", DataType.Atomic.STRING), Field.of("n", DataType.Atomic.LONG));

    public SinkContract() {}

    /// Opens the sink for rows of [#SCHEMA]: within a test always at the same place, which is empty at first.
    protected abstract Sink open();

    /// What readers see now, each row as its values with a space between, in any order.
    protected abstract List<String> seen();

    /// Whether a sink that was left behind by another one is refused.
    protected boolean refusesWhoIsLeftBehind() {
        return true;
    }

    @Test
    void nothingIsSeenBeforeTheCommitAndAllAfterIt() {
        try (Sink sink = open()) {
            assertEquals(OptionalLong.empty(), sink.lastCommitted());
            Sink.Batch batch = sink.begin(0, false);
            write(batch, 0, "a 1", "b 2");
            assertSeen();
            batch.commit();
            assertSeen("a 1", "b 2");
            assertEquals(OptionalLong.of(0), sink.lastCommitted());
        }
    }

    @Test
    void allWritersOfAMicroBatchAreSeen() {
        try (Sink sink = open()) {
            Sink.Batch batch = sink.begin(0, false);
            try (Sink.Writer first = batch.writer(0);
                    Sink.Writer second = batch.writer(1)) {
                write(first, "a 1");
                write(second, "b 2");
                write(first, "c 3");
            }
            write(batch, 2); // a task without rows
            batch.commit();
            assertSeen("a 1", "b 2", "c 3");
        }
    }

    @Test
    void whatIsAbortedIsNotSeenAndMayBeWrittenAgain() {
        try (Sink sink = open()) {
            Sink.Batch batch = sink.begin(0, false);
            write(batch, 0, "a 1");
            batch.abort(new IllegalStateException("a task failed"));
            assertSeen();
            commit(sink, 0, "a 1");
            assertSeen("a 1");
        }
    }

    @Test
    void aTaskThatNeverEndedLeavesNothing() {
        try (Sink sink = open()) {
            Sink.Batch batch = sink.begin(0, false);
            write(batch.writer(0), "a 1"); // and is not closed
            batch.abort(new IllegalStateException("a task failed"));
            assertSeen();
        }
    }

    @Test
    void theNextRunKnowsTheLastMicroBatch() {
        String ledger;
        try (Sink sink = open()) {
            commit(sink, 0, "a 1");
            commit(sink, 1, "b 2");
            ledger = sink.ledger();
        }
        try (Sink next = open()) {
            assertNotNull(ledger, "where it keeps what its last micro-batch was");
            assertEquals(ledger, next.ledger());
            assertEquals(OptionalLong.of(1), next.lastCommitted());
            commit(next, 2, "c 3");
        }
        assertSeen("a 1", "b 2", "c 3");
    }

    @Test
    void aMicroBatchWithoutRowsCounts() {
        try (Sink sink = open()) {
            commit(sink, 0);
        }
        try (Sink next = open()) {
            assertEquals(OptionalLong.of(0), next.lastCommitted());
        }
        assertSeen();
    }

    @Test
    void aRunThatEndedInTheMiddleLeavesNothing() {
        Sink crashed = open();
        write(crashed.begin(0, false), 0, "a 1"); // and the process is gone
        try (Sink next = open()) {
            assertEquals(OptionalLong.empty(), next.lastCommitted());
            commit(next, 0, "a 1");
        }
        assertSeen("a 1");
    }

    @Test
    void whoWasLeftBehindChangesNothing() {
        if (!refusesWhoIsLeftBehind()) return;
        try (Sink paused = open();
                Sink next = open()) {
            Sink.Batch late = paused.begin(0, false);
            write(late, 0, "a 1");
            commit(next, 0, "a 1");
            var refused = assertThrows(SluiceException.class, late::commit);
            late.abort(refused);
        }
        assertSeen("a 1");
    }

    private void assertSeen(String... rows) {
        List<String> expected = new ArrayList<>(List.of(rows));
        List<String> actual = new ArrayList<>(seen());
        expected.sort(null);
        actual.sort(null);
        assertEquals(expected, actual);
    }

    private static void commit(Sink sink, long batchId, String... rows) {
        Sink.Batch batch = sink.begin(batchId, false);
        write(batch, 0, rows);
        batch.commit();
    }

    private static void write(Sink.Batch batch, int partition, String... rows) {
        try (Sink.Writer writer = batch.writer(partition)) {
            write(writer, rows);
        }
    }

    private static void write(Sink.Writer writer, String... rows) {
        List<List<Object>> values = Arrays.stream(rows)
                .map(row -> row.split(" "))
                .map(parts -> List.<Object>of(parts[0], Long.parseLong(parts[1])))
                .toList();
        writer.write(Values.chunk(SCHEMA, values));
    }
}
