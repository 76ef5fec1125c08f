package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.CrashingStorage;
import dev.sluice.storage.LocklessStorage;
import dev.sluice.storage.MemoryStorage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What flowed and was not committed comes again after a crash; what was committed does not, and state has each row
/// once.
@Timeout(60)
class RealTimeCrashTest extends RealTimeQueries {

    @Test
    void whatFlowedSinceTheLastMicroBatchComesAgainAfterACrash() {
        SteppedQuery killed = upper().stepped();
        say("a");
        step(killed);
        endMicroBatch(killed);
        say("b");
        step(killed);
        say("c");
        step(killed);
        killed.close();
        say("d");
        try (SteppedQuery query = upper().stepped()) {
            step(query);
            assertEquals(List.of("A", "B", "C", "B", "C", "D"), seen());
            assertEquals(1, endMicroBatch(query).batchId());
        }
    }

    @Test
    void whereverItIsKilledNothingIsLostAndOnlyTheLastMicroBatchComesAgain() {
        int lives = 0;
        boolean crashed = true;
        for (int at = 0; crashed; at++) {
            var disk = new MemoryStorage();
            var input = new MemoryStream(WORDS, clock);
            seen = new MemoryTable(WORDS);
            crashed = false;
            List<String> committed = new ArrayList<>();
            try (Session mortal = session(new CrashingStorage(new LocklessStorage(disk), at))) {
                mortal.registerStream("input", WORDS, input::open);
                runThreeMicroBatches(flow(mortal, "SELECT word FROM STREAM input"), input, committed);
            } catch (CrashingStorage.Crash _) {
                crashed = true;
            }
            List<String> before = seen();
            for (String word : List.of("a1", "a2", "b1", "b2", "c1", "c2")) {
                if (!before.contains(word)) input.add(List.of(List.of(word)));
            }
            try (Session next = session(disk.crashed())) {
                next.registerStream("input", WORDS, input::open);
                try (SteppedQuery query =
                        flow(next, "SELECT word FROM STREAM input").stepped()) {
                    while (query.step().isPresent()) {} // what was planned
                    step(query);
                    query.settle();
                }
            }
            List<String> all = seen();
            assertEquals(6, new HashSet<>(all).size(), () -> "lost: " + all);
            for (String word : committed) {
                assertEquals(1, all.stream().filter(word::equals).count(), () -> word + " again: " + all);
            }
            lives++;
        }
        assertTrue(lives > 10, "killed " + lives + " times");
    }

    private void runThreeMicroBatches(DataStreamWriter<Row> writer, MemoryStream input, List<String> committed) {
        SteppedQuery query = writer.stepped();
        for (String epoch : List.of("a", "b", "c")) {
            for (int i = 1; i <= 2; i++) {
                input.add(List.of(List.of(epoch + i)));
                step(query);
            }
            endMicroBatch(query);
            committed.add(epoch + 1);
            committed.add(epoch + 2);
        }
        query.close();
    }

    @Test
    void whereverItIsKilledStateHasEachRowOnce() {
        List<String> fed = List.of("a", "b", "a", "c", "b", "a", "d", "a");
        boolean crashed = true;
        for (int at = 0; crashed; at++) {
            var disk = new MemoryStorage();
            var input = new MemoryStream(WORDS, clock);
            seen = new MemoryTable(SqlParser.tableSchema("word STRING, n BIGINT"));
            int[] next = {0};
            crashed = false;
            try (Session mortal = session(new CrashingStorage(new LocklessStorage(disk), at))) {
                count(mortal, input, fed, next);
            } catch (CrashingStorage.Crash _) {
                crashed = true;
            }
            try (Session other = session(disk.crashed())) {
                count(other, input, fed, next);
            }
            Map<Object, Object> last = new TreeMap<>();
            seen.rows().forEach(row -> last.put(row.getFirst(), row.getLast()));
            assertEquals("{a=4, b=2, c=1, d=1}", last.toString(), "killed at call " + at);
        }
    }

    @Test
    void stateIsRightBehindSnapshotsAndBrokenMicroBatches() {
        session.conf().set("spark.sql.streaming.realTimeMode.allowlistCheck", false);
        session.conf().set("sluice.checkpoint.snapshotBytes", 1);
        session.conf().set("sluice.checkpoint.snapshotShareRows", 1);
        session.conf().set("sluice.checkpoint.snapshotSharePercent", 0);
        String counts = "SELECT word, count(*) AS n FROM STREAM words GROUP BY word";
        for (int life = 0; life < 3; life++) {
            seen = new MemoryTable(SqlParser.tableSchema("word STRING, n BIGINT"));
            SteppedQuery query = flow(counts).stepped();
            for (int i = 0; i < 6; i++) {
                say("a", "b", "c", "d", "e");
                step(query);
                say("a");
                step(query);
                endMicroBatch(query);
                if (i < 3) step(query); // a pause, in which a snapshot goes on
            }
            say("b", "f");
            step(query);
            query.close(); // in the middle: b and f come again
        }
        assertTrue(storage.list("place/snapshot").size() > 1);
        Map<Object, Object> last = new TreeMap<>();
        seen.rows().forEach(row -> last.put(row.getFirst(), row.getLast()));
        assertEquals("{a=36, b=21, c=18, d=18, e=18, f=3}", last.toString());
    }

    /// Counts what is not yet fed, two words in a micro-batch.
    private void count(Session in, MemoryStream input, List<String> fed, int[] next) {
        in.registerStream("input", WORDS, input::open);
        in.conf().set("spark.sql.streaming.realTimeMode.allowlistCheck", false);
        SteppedQuery query = flow(in, "SELECT word, count(*) AS n FROM STREAM input GROUP BY word")
                .stepped();
        while (query.step().isPresent()) {} // what was planned
        while (next[0] < fed.size()) {
            input.add(List.of(List.of(fed.get(next[0]++))));
            step(query);
            if (next[0] % 2 == 0) endMicroBatch(query);
        }
        query.settle();
        query.close();
    }
}
