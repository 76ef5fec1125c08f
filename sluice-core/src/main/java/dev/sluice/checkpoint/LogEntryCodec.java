package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.checkpoint.LogEntry.Rewound;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.vector.ByteReader;
import dev.sluice.vector.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Entries as the type and payload of a record: JSON, except for changes, which are bytes.
final class LogEntryCodec {

    static final int OPENED = 1;
    static final int PLANNED = 2;
    static final int CHANGES = 3;
    static final int COMMITTED = 4;
    static final int SNAPSHOT_BEGIN = 5;
    static final int SNAPSHOT_END = 6;
    static final int REWOUND = 7;
    static final int SNAPSHOT_TABLES = 8;
    static final int SNAPSHOT_PIECES = 9;

    private LogEntryCodec() {}

    static int type(LogEntry entry) {
        return switch (entry) {
            case Opened _ -> OPENED;
            case Planned _ -> PLANNED;
            case Changes _ -> CHANGES;
            case Committed _ -> COMMITTED;
            case Rewound _ -> REWOUND;
        };
    }

    static byte[] payload(LogEntry entry) {
        return switch (entry) {
            case Opened opened -> bytes(LogEntryJson.toJson(opened));
            case Planned planned -> bytes(LogEntryJson.toJson(planned));
            case Changes changes -> bytes(changes);
            case Committed committed -> bytes(LogEntryJson.toJson(committed));
            case Rewound rewound -> bytes(LogEntryJson.toJson(rewound));
        };
    }

    /// @throws IllegalArgumentException if the payload is not that of an entry
    static LogEntry entry(int type, byte[] payload) {
        return switch (type) {
            case OPENED -> LogEntryJson.opened(json(payload));
            case PLANNED -> LogEntryJson.planned(json(payload));
            case CHANGES -> changes(payload);
            case COMMITTED -> LogEntryJson.committed(json(payload));
            case REWOUND -> LogEntryJson.rewound(json(payload));
            default -> throw new IllegalArgumentException("a record of type " + type + " is no entry of a log");
        };
    }

    static byte[] bytes(JsonObject json) {
        return json.toText().getBytes(StandardCharsets.UTF_8);
    }

    static JsonObject json(byte[] payload) {
        return JsonValue.parse(new String(payload, StandardCharsets.UTF_8)).asObject();
    }

    private static byte[] bytes(Changes changes) {
        var out = new ByteWriter(32 + changes.operator().length() + changes.rows().length);
        out.writeLong(changes.batchId());
        out.writeText(changes.operator());
        out.writeCount(changes.partition());
        out.writeBytes(changes.rows(), 0, changes.rows().length);
        return out.toBytes();
    }

    private static Changes changes(byte[] payload) {
        var in = new ByteReader(payload);
        long batchId = in.readLong();
        String operator = in.readText();
        int partition = in.readCount();
        return new Changes(batchId, operator, partition, Arrays.copyOfRange(payload, in.position(), payload.length));
    }
}
