package dev.sluice.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogEntryCodecTest {

    @Test
    void everyKindOfEntryComesBackAsItWas() {
        var key = Struct.of(new Field("word", Atomic.STRING, false), Field.of("at", Atomic.TIMESTAMP));
        var value = Struct.of(
                Field.of("sum", new DataType.Decimal(38, 6)),
                Field.of("all", new DataType.Array(new DataType.Map(Atomic.INT, Atomic.DOUBLE, true), false)));
        check(new Opened(
                "0.1",
                "query",
                "run",
                "Aggregate [word]\n  Scan \"lines\"",
                List.of(new StateSpec("agg", "stateStoreSave", key, value), new StateSpec("dedup", "d", key, value, 1)),
                7,
                3,
                Map.of("0", "FileStreamSource[a]"),
                List.of(new LogEntry.WatermarkDescription("at", 10_000, List.of("clicks"), 30_000)),
                Map.of("agg", List.of("sum(a)[0]", "end of the group, by at")),
                Map.of("agg", new DueTime(true, 1, -7_000)),
                true));
        check(new Planned(
                12,
                List.of(
                        new SourceInput(
                                "0",
                                new InputRange(
                                        new Offset(JsonValue.parse("{\"topic\":{\"0\":1}}")),
                                        new Offset(JsonValue.parse("{\"topic\":{\"0\":9007199254740993}}")),
                                        JsonValue.of(List.of("a.txt", "ø.txt")))),
                        new SourceInput("clicks", new InputRange(null, new Offset(JsonValue.of(0)), JsonNull.NULL))),
                1_700_000_000_123L,
                -5,
                JsonValue.parse("{\"0\":1}"),
                Map.of("spark.sql.session.timeZone", "UTC", "a", "")));
        check(new Committed(12, 17, JsonNull.NULL, List.of(JsonValue.of("3 files"), JsonNull.NULL)));
    }

    @Test
    void changesComeBackWithTheirBytes() {
        var changes = new Changes(Long.MAX_VALUE, "agg ø", 300, new byte[] {1, 2, -3});
        var read = (Changes) LogEntryCodec.entry(LogEntryCodec.CHANGES, LogEntryCodec.payload(changes));
        assertEquals(Long.MAX_VALUE, read.batchId());
        assertEquals("agg ø", read.operator());
        assertEquals(300, read.partition());
        assertArrayEquals(changes.rows(), read.rows());
    }

    @Test
    void plannedAndCommittedHaveTheFieldsOfSparksOffsetsAndCommits() {
        var planned = new Planned(3, List.of(), 1719290943839L, 5, JsonNull.NULL, Map.of("k", "v"));
        assertEquals(
                "{\"batchId\":3,\"batchWatermarkMs\":5,\"batchTimestampMs\":1719290943839,\"conf\":{\"k\":\"v\"},"
                        + "\"watermarks\":null,\"inputs\":[]}",
                text(planned));
        assertEquals(
                "{\"batchId\":3,\"nextBatchWatermarkMs\":6,\"watermarks\":null,\"sinks\":[]}",
                text(new Committed(3, 6, JsonNull.NULL, List.of())));
    }

    @Test
    void whatIsNoEntryIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> LogEntryCodec.entry(99, new byte[0]));
        assertThrows(
                IllegalArgumentException.class, () -> LogEntryCodec.entry(LogEntryCodec.PLANNED, new byte[] {'{'}));
        assertThrows(IllegalArgumentException.class, () -> LogEntryCodec.entry(LogEntryCodec.CHANGES, new byte[3]));
    }

    private static void check(LogEntry entry) {
        assertEquals(entry, LogEntryCodec.entry(LogEntryCodec.type(entry), LogEntryCodec.payload(entry)));
    }

    private static String text(LogEntry entry) {
        return new String(LogEntryCodec.payload(entry), StandardCharsets.UTF_8);
    }
}
