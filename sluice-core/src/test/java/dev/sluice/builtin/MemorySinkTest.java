package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.connector.Sink;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Values;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemorySinkTest {

    private static final DataType.Struct VALUE = DataType.Struct.of(Field.of("value", Atomic.INT));

    private final MemorySink sink = new MemorySink(new MemoryTable(VALUE));

    private Sink.Batch batch(long id, boolean complete, int... values) {
        Sink.Batch batch = sink.begin(id, complete);
        for (int partition = values.length - 1; partition >= 0; partition--) {
            try (Sink.Writer writer = batch.writer(partition)) {
                writer.write(Values.chunk(VALUE, List.of(List.of(values[partition]))));
            }
        }
        return batch;
    }

    private List<String> table() {
        return Rows.of(sink.table().splits(), VALUE);
    }

    @Test
    void microBatchesAreAppendedInTheOrderOfPartitions() {
        batch(0, false, 1, 2).commit();
        Sink.Batch running = batch(1, false, 3);
        assertEquals(List.of("1", "2"), table());
        running.commit();
        assertEquals(List.of("1", "2", "3"), table());
        assertEquals(List.of(List.of(1), List.of(2), List.of(3)), sink.table().rows());
    }

    @Test
    void aCompleteResultTakesThePlaceOfTheOneBefore() {
        batch(0, true, 1, 2).commit();
        batch(1, true, 3).commit();
        assertEquals(List.of("3"), table());
    }

    @Test
    void aMicroBatchThatIsRunAgainIsNotAddedAgain() {
        assertEquals(OptionalLong.empty(), sink.lastCommitted());
        batch(0, false, 1).commit();
        batch(0, false, 1).commit();
        assertEquals(List.of("1"), table());
        assertEquals(OptionalLong.of(0), sink.lastCommitted());
    }

    @Test
    void anAbortedMicroBatchLeavesNothing() {
        batch(0, false, 1).abort(new IllegalStateException());
        assertEquals(List.of(), table());
    }
}
