package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryStreamTest {

    private static final DataType.Struct VALUE = DataType.Struct.of(Field.of("value", Atomic.INT));

    private final MemoryStream stream = new MemoryStream(VALUE);

    private static List<String> read(Source source, @Nullable Offset from) {
        Offset to = source.latest(from, ReadLimit.OPTIONS).orElseThrow();
        return Rows.of(source.splits(source.range(from, to)), VALUE);
    }

    @Test
    void offsetsCountTheAdditions() {
        Source source = stream.open();
        assertTrue(source.latest(null, ReadLimit.OPTIONS).isEmpty());
        Offset first = stream.add(List.of(List.of(1), List.of(2)));
        assertEquals("0", first.toString());
        assertEquals(List.of("1", "2"), read(source, null));
        assertEquals("1", stream.add(List.of(List.of(3))).toString());
        assertEquals(List.of("3"), read(source, first));
        assertEquals("MemoryStream[value]", source.description());
    }

    @Test
    void aQueryThatStartsAgainReadsTheRowsAgain() {
        Source source = stream.open();
        Offset end = stream.add(List.of(List.of(1)));
        source.commit(end);
        source.close();
        assertEquals(List.of("1"), read(stream.open(), null));
    }

    @Test
    void anAdditionWakesTheQueriesThatAreOpen() {
        var woken = new AtomicInteger();
        Source open = stream.open();
        Source closed = stream.open();
        open.onData(woken::incrementAndGet);
        closed.onData(() -> woken.addAndGet(100));
        closed.close();
        stream.add(List.of(List.of(1)));
        assertEquals(1, woken.get());
    }

    @Test
    void afterAFreezeTheStreamEndsWhereItWas() {
        Source source = stream.open();
        stream.add(List.of(List.of(1)));
        source.freeze();
        stream.add(List.of(List.of(2)));
        assertEquals(List.of("1"), read(source, null));
    }

    @Test
    void aLimitInRowsTakesWholeAdditionsAndAtLeastOne() {
        for (int i = 0; i < 3; i++) stream.add(List.of(List.of(10 * i), List.of(10 * i + 1)));
        stream.add(List.of(List.of(30)));
        Source source = stream.open();
        Offset first = source.latest(null, ReadLimit.rows(1)).orElseThrow();
        assertEquals("0", first.toString());
        assertEquals(5, source.rowsLeft());
        assertEquals("1", source.latest(first, ReadLimit.rows(3)).orElseThrow().toString());
        assertEquals("2", source.latest(first, ReadLimit.rows(4)).orElseThrow().toString());
        assertEquals(1, source.rowsLeft());
        assertEquals("3", source.latest(first, ReadLimit.rows(5)).orElseThrow().toString());
        assertEquals(0, source.rowsLeft());
        assertEquals("3", source.latest(null, ReadLimit.ALL).orElseThrow().toString());
    }

    /// A checkpoint of another process may know of more than there is: that is no news.
    @Test
    void anOffsetBeyondTheEndIsWhereTheQueryStays() {
        stream.add(List.of(List.of(1)));
        Offset beyond = new Offset(JsonValue.of(12));
        for (ReadLimit limit : List.of(ReadLimit.ALL, ReadLimit.OPTIONS, ReadLimit.rows(1))) {
            Source source = stream.open();
            assertEquals(beyond, source.latest(beyond, limit).orElseThrow());
            assertEquals(0, source.rowsLeft());
        }
    }
}
