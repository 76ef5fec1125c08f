package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows given away while their query runs, by one thread and by several.
class ForEachChunkTest {

    private record Numbers(LongConsumer taker, long sizeBytes) implements ChunkTaker<List<Long>> {
        @Override
        public List<List<Long>> portions(Chunk rows) {
            List<Long> values = new ArrayList<>();
            for (int i = 0; i < rows.rowCount(); i++) {
                values.add((Long) Values.get(rows.column(0), rows.selection().row(i), Atomic.LONG));
            }
            return List.of(values);
        }

        @Override
        public long sizeBytes(List<Long> portion) {
            return sizeBytes;
        }

        @Override
        public void take(List<Long> portion) {
            portion.forEach(taker::accept);
        }
    }

    private static List<Long> taken(String query, int threads, long sizeBytes) {
        List<Long> taken = new ArrayList<>();
        try (Session session = Session.builder().parallelism(threads).create()) {
            session.sql(query).forEachChunk(new Numbers(taken::add, sizeBytes));
        }
        return taken;
    }

    private static List<Long> collected(String query) {
        try (Session session = Session.builder().parallelism(1).create()) {
            return session.sql(query).collectAsList().stream()
                    .map(row -> row.getLong(0))
                    .toList();
        }
    }

    /// As large as the bound, a portion whose turn has not come waits.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM range(0, 200000, 1, 7)",
                "SELECT id FROM range(0, 100000, 1, 5) WHERE id > 60000 UNION ALL SELECT -id FROM range(100000)",
                "WITH t AS (SELECT id FROM range(0, 50000, 1, 4)) SELECT id FROM t UNION ALL SELECT id + 1 FROM t",
                "SELECT id FROM range(0, 100000, 1, 6) ORDER BY id % 10, id",
                "SELECT id FROM range(0, 100000, 1, 6) LIMIT 70000",
                "SELECT id FROM range(10) WHERE id > 20",
            })
    void rowsComeInTheirOrder(String query) {
        List<Long> expected = collected(query);
        for (long sizeBytes : new long[] {1, 20 << 20, 40 << 20}) {
            assertEquals(expected, taken(query, 1, sizeBytes));
            assertEquals(expected, taken(query, 4, sizeBytes));
        }
    }

    @Test
    void theFirstFailureComesBehindTheRowsBeforeIt() {
        List<Long> taken = new ArrayList<>();
        try (Session session = Session.builder().parallelism(4).create()) {
            var rows = session.sql("SELECT id + CAST(1 / (id - 90000) AS BIGINT) * 0 FROM range(0, 200000, 1, 8)");
            for (long sizeBytes : new long[] {1, 40 << 20}) {
                taken.clear();
                var error = assertThrows(
                        SluiceException.class, () -> rows.forEachChunk(new Numbers(taken::add, sizeBytes)));
                assertEquals("DIVIDE_BY_ZERO", error.getCondition());
                assertTrue(taken.size() >= 75_000 && taken.size() < 90_000, () -> taken.size() + " rows");
            }
        }
    }

    /// A query that would never end does when nobody wants its rows.
    @Test
    void whoTakesNoMoreEndsTheQuery() {
        try (Session session = Session.builder().parallelism(4).create()) {
            var rows = session.sql("SELECT id FROM range(0, 1000000000000, 1, 8)");
            LongConsumer enough = id -> {
                if (id > 100_000) throw new UnsupportedOperationException("enough");
            };
            var error = assertThrows(
                    UnsupportedOperationException.class, () -> rows.forEachChunk(new Numbers(enough, 8 << 20)));
            assertEquals("enough", error.getMessage());
        }
    }
}
