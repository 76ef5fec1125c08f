package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sluice.builtin.MemorySink;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.checkpoint.Holder;
import dev.sluice.checkpoint.Rewind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What chance gives in streams: the same to a micro-batch that is run again, and nothing twice.
class ChanceInStreamsTest extends RealTimeQueries {

    private static final int BATCHES = 40;

    /// All values of columns without names of their own, in the order of the rows.
    private List<String> values(String select, String place, int batches) {
        var query = session.sql(select);
        var rows = new MemoryTable(query.schema());
        try (SteppedQuery running = writer(query, place, rows).stepped()) {
            run(running, batches);
        }
        return texts(rows);
    }

    private static DataStreamWriter<Row> writer(DataFrame query, String place, MemoryTable rows) {
        return query.writeStream().option("checkpointLocation", place).sink(() -> new MemorySink(rows));
    }

    private void run(SteppedQuery query, int batches) {
        for (int i = 0; i < batches; i++) {
            say("a", "b");
            query.step().orElseThrow();
        }
    }

    private static List<String> texts(MemoryTable rows) {
        List<String> texts = new ArrayList<>();
        rows.rows().forEach(row -> row.forEach(value -> texts.add(String.valueOf(value))));
        return texts;
    }

    private static void assertNoneTwice(List<String> values, int count) {
        assertEquals(count, values.size());
        assertEquals(count, new HashSet<>(values).size());
    }

    @Test
    void noUuidComesTwiceOverColumnsBatchesPartitionsAndQueries() {
        String columns = "SELECT uuid() AS a, uuid() AS b, uuid() AS c";
        List<String> values = values(columns + " FROM STREAM words", "one", BATCHES);
        values.addAll(values(
                columns + " FROM (SELECT word FROM STREAM words UNION ALL SELECT upper(word) FROM STREAM words)",
                "both",
                BATCHES));
        // The second query reads what the first was told too.
        assertNoneTwice(values, 3 * (2 * BATCHES + 2 * 4 * BATCHES));
    }

    @Test
    void noSeededNumberComesTwiceOverBatchesAndPartitions() {
        String both = "(SELECT word FROM STREAM words UNION ALL SELECT upper(word) FROM STREAM words)";
        assertNoneTwice(values("SELECT rand(1) AS a FROM " + both, "place", BATCHES), 2 * 2 * BATCHES);
    }

    @Test
    void noTextIsEncryptedTwiceToTheSame() {
        String encrypted =
                "hex(aes_encrypt('a', '0000111122223333')) AS a, hex(aes_encrypt('a', '0000111122223333', 'CBC')) AS b";
        assertNoneTwice(values("SELECT " + encrypted + " FROM STREAM words", "place", BATCHES), 2 * 2 * BATCHES);
    }

    @Test
    void aMicroBatchThatIsRunAgainHasTheSame() {
        var query = session.sql("SELECT uuid() AS a, rand(1) AS b, shuffle(array(1, 2, 3, 4)) AS c, "
                + "hex(aes_encrypt(word, '0000111122223333')) AS d FROM STREAM words");
        var first = new MemoryTable(query.schema());
        try (SteppedQuery running = writer(query, "place", first).stepped()) {
            run(running, 3);
        }
        Rewind.to(storage, "place", 0, Holder.here("test", 0));
        var again = new MemoryTable(query.schema());
        try (SteppedQuery running = writer(query, "place", again).stepped()) {
            running.step().orElseThrow();
            running.step().orElseThrow();
        }
        List<String> all = texts(first);
        assertEquals(all.subList(all.size() / 3, all.size()), texts(again));
        assertNotEquals(all.subList(0, all.size() / 3), all.subList(all.size() / 3, 2 * all.size() / 3));
    }
}
