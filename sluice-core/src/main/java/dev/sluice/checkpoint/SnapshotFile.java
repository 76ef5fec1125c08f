package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A snapshot: what folding the log up to the commit of a micro-batch gives.
///
/// The file has a header, a record that says how far the query had come, the state as changes to an empty one, and a
/// record that ends it. Without the last it is no snapshot, so that it needs no other name while it is being written.
///
/// @param begin what stands at its beginning
record SnapshotFile(CheckpointFiles files, SnapshotName name, Begin begin, long sizeBytes) {

    /// More bytes than the record that ends a snapshot has.
    private static final int LONGEST_END = 64;

    /// @param continuesAt where the log goes on
    /// @param progress as of the last micro-batch in the snapshot
    /// @param memories what each source wanted to remember then
    record Begin(LogPosition continuesAt, LogProgress progress, Map<String, JsonValue> memories) {
        JsonObject toJson() {
            return JsonValue.object()
                    .put("segment", continuesAt.segment())
                    .put("offset", continuesAt.offset())
                    .put("progress", progress.toJson())
                    .put("memories", memories)
                    .build();
        }

        static Begin fromJson(JsonObject json) {
            return new Begin(
                    new LogPosition(
                            json.require("segment").asLong(),
                            json.require("offset").asLong()),
                    LogProgress.fromJson(json.require("progress").asObject()),
                    new LinkedHashMap<>(json.require("memories").asObject().fields()));
        }

        /// When the last micro-batch in the snapshot was planned.
        long timestampMillis() {
            return progress.planned() == null ? 0 : progress.planned().batchTimestampMillis();
        }

        int statePartitions() {
            Opened opened = progress.opened();
            return opened == null ? 1 : opened.statePartitions();
        }
    }

    /// Writes a snapshot, durable when it returns.
    ///
    /// @param state hands over the state
    static void write(
            CheckpointFiles files, SnapshotName name, Begin begin, Consumer<StateStores.ChangeReceiver> state) {
        String path = files.snapshot(name);
        files.storage().delete(path);
        try {
            writeTo(path, files, name, begin, state);
        } catch (RuntimeException e) {
            remove(files, path, e);
            throw e;
        }
    }

    /// What was written of it is of no use, and may be what the disk is full of.
    private static void remove(CheckpointFiles files, String path, RuntimeException cause) {
        try {
            files.storage().delete(path);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static void writeTo(
            String path,
            CheckpointFiles files,
            SnapshotName name,
            Begin begin,
            Consumer<StateStores.ChangeReceiver> state) {
        try (Storage.Appender file = files.storage().append(path)) {
            byte[] header = new FileHeader(FileHeader.SNAPSHOT, name.batchId(), name.epoch(), 0).encode();
            file.write(header, 0, header.length);
            var records = new RecordWriter(file);
            records.write(LogEntryCodec.SNAPSHOT_BEGIN, 0, LogEntryCodec.bytes(begin.toJson()));
            long[] pieces = {0};
            state.accept((operator, partition, changes) -> {
                var entry = new Changes(name.batchId(), operator, partition, changes);
                records.write(LogEntryCodec.CHANGES, 0, LogEntryCodec.payload(entry));
                pieces[0]++;
            });
            JsonObject end = JsonValue.object().put("pieces", pieces[0]).build();
            records.write(LogEntryCodec.SNAPSHOT_END, 0, LogEntryCodec.bytes(end));
            file.sync();
        }
    }

    /// Opens a snapshot after reading all of it.
    ///
    /// @return null if it was never finished: the process that wrote it ended meanwhile, which is nothing out of the
    ///     ordinary
    /// @throws dev.sluice.error.SluiceException naming the file and the place, if it is damaged
    static @Nullable SnapshotFile verified(CheckpointFiles files, SnapshotName name) {
        var check = new Check();
        String path = files.snapshot(name);
        long size = files.storage().find(path).map(Storage.Entry::sizeBytes).orElse(0L);
        if (size < FileHeader.BYTES) return null;
        checkHeader(files, name);
        try (var records = new RecordReader(files.storage(), path, FileHeader.BYTES, RecordReader.END_OF_FILE)) {
            while (records.advance()) visit(path, records, check);
            Begin begin = check.begin;
            if (begin != null && check.ended && records.damage() == null) {
                return new SnapshotFile(files, name, begin, records.offset());
            }
            String damage = records.damage();
            if (damage == null || (records.isCut() && !endsWell(files, path, size))) return null;
            throw CheckpointErrors.damaged(path, records.offset(), damage);
        }
    }

    /// What stands at the beginning of a snapshot, without looking at the rest, or null if even that is not there or
    /// not sound.
    static @Nullable Begin begin(CheckpointFiles files, SnapshotName name) {
        String path = files.snapshot(name);
        try (var records = new RecordReader(files.storage(), path, FileHeader.BYTES, RecordReader.END_OF_FILE)) {
            if (!records.advance() || records.type() != LogEntryCodec.SNAPSHOT_BEGIN) return null;
            return Begin.fromJson(LogEntryCodec.json(records.payload()));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Whether the last bytes are those of a record that ends a snapshot.
    private static boolean endsWell(CheckpointFiles files, String path, long size) {
        try (InputStream in = files.storage().open(path, Math.max(FileHeader.BYTES, size - LONGEST_END))) {
            byte[] tail = in.readAllBytes();
            for (int at = 0; at + RecordWriter.HEADER_BYTES <= tail.length; at++) {
                if (RecordReader.isSound(tail, at, LogEntryCodec.SNAPSHOT_END)) return true;
            }
            return false;
        } catch (IOException e) {
            throw CheckpointErrors.damaged(path, size, "its end cannot be read: " + e.getMessage());
        }
    }

    /// Hands over the state, as changes to an empty one.
    void state(CommittedChanges.Receiver receiver) {
        int partitionCount = begin.statePartitions();
        Opened opened = begin.progress().opened();
        if (opened != null) receiver.opened(opened.state());
        read(files, name, (type, payload, _) -> {
            if (type != LogEntryCodec.CHANGES) return;
            var changes = (Changes) LogEntryCodec.entry(type, payload);
            if (receiver.wants(changes.operator(), changes.partition(), partitionCount)) {
                receiver.receive(changes.operator(), changes.partition(), partitionCount, changes.rows());
            }
        });
    }

    private static void read(CheckpointFiles files, SnapshotName name, LogReader.Visitor visitor) {
        String path = files.snapshot(name);
        checkHeader(files, name);
        try (var records = new RecordReader(files.storage(), path, FileHeader.BYTES, RecordReader.END_OF_FILE)) {
            while (records.advance()) visit(path, records, visitor);
            String damage = records.damage();
            if (damage != null) throw CheckpointErrors.damaged(path, records.offset(), damage);
        }
    }

    private static void checkHeader(CheckpointFiles files, SnapshotName name) {
        String path = files.snapshot(name);
        try (InputStream in = files.storage().open(path, 0)) {
            FileHeader.decode(in.readNBytes(FileHeader.BYTES), FileHeader.SNAPSHOT, name.batchId(), path);
        } catch (IOException e) {
            throw CheckpointErrors.damaged(path, 0, "its header cannot be read: " + e.getMessage());
        }
    }

    private static void visit(String path, RecordReader records, LogReader.Visitor visitor) {
        try {
            visitor.visit(records.type(), records.payload(), new LogPosition(0, records.end()));
        } catch (IllegalArgumentException e) {
            throw CheckpointErrors.damaged(path, records.offset(), String.valueOf(e.getMessage()));
        }
    }

    /// Whether the records are those of a snapshot, in their order.
    private static final class Check implements LogReader.Visitor {
        private @Nullable Begin begin;
        private long pieces;
        private boolean ended;

        @Override
        public void visit(int type, byte[] payload, LogPosition end) {
            demand(!ended, "a record behind the end of the snapshot");
            demand((type == LogEntryCodec.SNAPSHOT_BEGIN) == (begin == null), "records in the wrong order");
            switch (type) {
                case LogEntryCodec.SNAPSHOT_BEGIN -> begin = Begin.fromJson(LogEntryCodec.json(payload));
                case LogEntryCodec.CHANGES -> pieces++;
                case LogEntryCodec.SNAPSHOT_END -> {
                    ended = LogEntryCodec.json(payload).require("pieces").asLong() == pieces;
                    demand(ended, "a piece is missing");
                }
                default -> throw new IllegalArgumentException("a record of type " + type + " in a snapshot");
            }
        }

        private static void demand(boolean condition, String otherwise) {
            if (!condition) throw new IllegalArgumentException(otherwise);
        }
    }
}
