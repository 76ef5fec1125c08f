package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.StoredTables.Table;
import dev.sluice.checkpoint.StoredTables.TableName;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/// The state of a snapshot of stores in memory: a file of changes, which make it in empty stores if they are applied in
/// their order. [PiecesWriter] says what is in it.
///
/// @param begunBatchId the micro-batch behind which the first rows were taken
record StoredPieces(Table table, long begunBatchId) implements StoredState {

    private static final String NAME = "pieces";

    static StoredPieces of(TableName file, long sizeBytes, int checksum, long begunBatchId) {
        return new StoredPieces(new Table(NAME, file, sizeBytes, checksum, null), begunBatchId);
    }

    @Override
    public List<Table> tables() {
        return List.of(table);
    }

    /// Reads them all.
    void read(CheckpointFiles files, Consumer<Changes> receiver) {
        for (TableName file : files()) {
            String path = files.table(file);
            try (var records = new RecordReader(files.storage(), path, 0, table.sizeBytes())) {
                while (records.advance()) receiver.accept(changes(path, records));
                String damage = records.damage();
                if (damage != null) throw CheckpointErrors.damaged(path, records.offset(), damage);
            }
        }
    }

    private static Changes changes(String path, RecordReader records) {
        try {
            if (LogEntryCodec.entry(records.type(), records.payload()) instanceof Changes changes) return changes;
            throw new IllegalArgumentException("a record of type " + records.type() + " among pieces of state");
        } catch (IllegalArgumentException e) {
            throw CheckpointErrors.damaged(path, records.offset(), String.valueOf(e.getMessage()));
        }
    }

    // ---- JSON

    JsonObject toJson() {
        var json = JsonValue.object();
        for (TableName file : files()) json.put("epoch", file.epoch()).put("number", file.number());
        return json.put("bytes", table.sizeBytes())
                .put("crc32c", Integer.toUnsignedLong(table.checksum()))
                .put("begunBatchId", begunBatchId)
                .build();
    }

    static StoredPieces fromJson(JsonObject json) {
        return of(
                new TableName(
                        json.require("epoch").asLong(), json.require("number").asLong()),
                json.require("bytes").asLong(),
                (int) json.require("crc32c").asLong(),
                json.require("begunBatchId").asLong());
    }
}
