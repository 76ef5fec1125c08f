package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.connector.Sink;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Values;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleSinkTest {

    private static final DataType.Struct COUNTS =
            DataType.Struct.of(Field.of("word", Atomic.STRING), Field.of("count", Atomic.LONG));

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private Sink open(String... options) {
        var around = Rows.around(new MemoryStorage(), Clock.systemUTC(), screen);
        return Rows.provider("console")
                .sink(Rows.options(options), COUNTS, around)
                .orElseThrow();
    }

    private static void write(Sink.Batch batch, int partition, List<?>... rows) {
        try (Sink.Writer writer = batch.writer(partition)) {
            for (List<?> row : rows) writer.write(Values.chunk(COUNTS, List.of(row)));
        }
    }

    private String printed() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyMicroBatchIsPrintedEvenIfItIsEmpty() {
        Sink console = open();
        console.begin(0, true).commit();
        Sink.Batch second = console.begin(1, true);
        write(second, 1, List.of("b", 1L));
        write(second, 0, List.of("d", 1L), List.of("a", 12L));
        second.commit();
        assertEquals("""
                -------------------------------------------
                Batch: 0
                -------------------------------------------
                +----+-----+
                |word|count|
                +----+-----+
                +----+-----+

                -------------------------------------------
                Batch: 1
                -------------------------------------------
                +----+-----+
                |word|count|
                +----+-----+
                |   d|    1|
                |   a|   12|
                |   b|    1|
                +----+-----+

                """, printed());
    }

    @Test
    void rowsAreLimitedAndCutAsTheOptionsSay() {
        Sink.Batch batch = open("NUMROWS", "2", "truncate", "false").begin(7, false);
        write(batch, 0, List.of("a long line of text that goes on", 1L), List.of("b", 2L), List.of("c", 3L));
        batch.commit();
        assertEquals("""
                -------------------------------------------
                Batch: 7
                -------------------------------------------
                +--------------------------------+-----+
                |word                            |count|
                +--------------------------------+-----+
                |a long line of text that goes on|1    |
                |b                               |2    |
                +--------------------------------+-----+
                only showing top 2 rows
                """, printed());
    }

    @Test
    void anAbortedMicroBatchPrintsNothing() {
        Sink.Batch batch = open().begin(0, false);
        write(batch, 0, List.of("a", 1L));
        batch.abort(new IllegalStateException("a task failed"));
        assertEquals("", printed());
    }

    @Test
    void badOptionsAreRefused() {
        assertThrows(SluiceException.class, () -> open("numRows", "x"));
        assertThrows(SluiceException.class, () -> open("truncate", "5"));
    }
}
