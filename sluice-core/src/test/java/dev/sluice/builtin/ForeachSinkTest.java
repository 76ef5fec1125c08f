package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.connector.Sink;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForeachSinkTest {

    private static final DataType.Struct VALUE = DataType.Struct.of(Field.of("value", Atomic.STRING));

    private final List<String> events = new ArrayList<>();

    private final class Recorder implements ForeachRows {
        @Override
        public boolean open(long partitionId, long epochId) {
            events.add("open " + partitionId + " " + epochId);
            return partitionId != 9;
        }

        @Override
        public void process(Chunk rows) {
            for (int i = 0; i < rows.rowCount(); i++) {
                List<@Nullable Object> row = Values.row(rows, rows.selection().row(i), VALUE);
                if ("boom".equals(row.getFirst())) throw new IllegalStateException("boom");
                events.add("process " + row);
            }
        }

        @Override
        public void close(@Nullable Throwable error) {
            events.add("close " + (error == null ? "well" : error.getMessage()));
        }
    }

    private static Chunk rows(String... values) {
        return Values.chunk(VALUE, java.util.Arrays.stream(values).map(List::of).toList());
    }

    @Test
    void aPartitionIsOpenedItsRowsProcessedAndClosed() {
        Sink sink = new ForeachSink(Recorder::new, Recorder::new);
        Sink.Batch batch = sink.begin(3, false);
        try (Sink.Writer writer = batch.writer(0)) {
            writer.write(rows("a", "b"));
        }
        try (Sink.Writer writer = batch.writer(9)) {
            writer.write(rows("not wanted"));
        }
        batch.commit();
        assertEquals(List.of("open 0 3", "process [a]", "process [b]", "close well", "open 9 3", "close well"), events);
    }

    @Test
    void anErrorOfTheProgramIsHandedToItsCloseAndNamed() {
        Sink.Batch batch = new ForeachSink(Recorder::new, Recorder::new).begin(0, false);
        var error = assertThrows(SluiceException.class, () -> {
            try (Sink.Writer writer = batch.writer(0)) {
                writer.write(rows("a", "boom", "b"));
            }
        });
        assertEquals(List.of("open 0 0", "process [a]", "close boom"), events);
        assertEquals(
                "[FOREACH_USER_FUNCTION_ERROR] An error occurred in the user provided function in foreach sink. "
                        + "Reason: boom SQLSTATE: 39000",
                error.getMessage());
    }

    @Test
    void aWholeMicroBatchIsHandedToItsProgram() {
        Sink sink = new ForeachBatchSink((chunks, id) -> events.add(id + " "
                + chunks.stream()
                        .flatMap(chunk -> Rows.of(chunk, VALUE).stream())
                        .toList()));
        Sink.Batch batch = sink.begin(5, false);
        for (int partition : List.of(1, 0)) {
            try (Sink.Writer writer = batch.writer(partition)) {
                writer.write(rows("p" + partition));
            }
        }
        assertEquals(List.of(), events);
        batch.commit();
        assertEquals(List.of("5 [p0, p1]"), events);
    }

    @Test
    void anErrorOfABatchProgramIsNamed() {
        Sink.Batch batch = new ForeachBatchSink((_, _) -> {
                    throw new java.io.IOException("disk is full");
                })
                .begin(0, false);
        var error = assertThrows(SluiceException.class, batch::commit);
        assertEquals("FOREACH_BATCH_USER_FUNCTION_ERROR", error.getCondition());
        assertEquals("disk is full", error.getMessageParameters().get("reason"));
    }
}
