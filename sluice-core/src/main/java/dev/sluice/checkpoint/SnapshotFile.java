package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.extension.Extensions;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.state.StateBackend;
import dev.sluice.state.StatePlace;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A snapshot: what folding the log up to the commit of a micro-batch gives.
///
/// The file has a header, a record that says how far the query had come, the state – as changes to an empty one, or as
/// a record that says in which files it is – and a record that ends it. Without the last it is no snapshot, so that it
/// needs no other name while it is being written.
///
/// @param begin what stands at its beginning
/// @param stored where the state is, null if it stands in the file
/// @param sizeBytes with the files of the state
record SnapshotFile(
        CheckpointFiles files,
        SnapshotName name,
        Begin begin,
        @Nullable StoredState stored,
        long sizeBytes) {

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
        write(files, name, begin, header(name).encode(), records -> {
            long[] pieces = {0};
            state.accept((operator, partition, changes) -> {
                var entry = new Changes(name.batchId(), operator, partition, changes);
                records.write(LogEntryCodec.CHANGES, 0, LogEntryCodec.payload(entry));
                pieces[0]++;
            });
            return pieces[0];
        });
    }

    /// Writes a snapshot of state that is durable already, durable when it returns.
    static void write(CheckpointFiles files, SnapshotName name, Begin begin, StoredState stored) {
        int version = switch (stored) {
            case StoredTables _ -> FileHeader.TABLES_VERSION;
            case StoredPieces _ -> FileHeader.PIECES_VERSION;
        };
        write(files, name, begin, header(name).encode(version), records -> {
            switch (stored) {
                case StoredTables tables ->
                    records.write(LogEntryCodec.SNAPSHOT_TABLES, 0, LogEntryCodec.bytes(tables.toJson()));
                case StoredPieces pieces ->
                    records.write(LogEntryCodec.SNAPSHOT_PIECES, 0, LogEntryCodec.bytes(pieces.toJson()));
            }
            return 1;
        });
    }

    private static FileHeader header(SnapshotName name) {
        return new FileHeader(FileHeader.SNAPSHOT, name.batchId(), name.epoch(), 0);
    }

    /// @param state writes the state, and says how many records that took
    private static void write(
            CheckpointFiles files, SnapshotName name, Begin begin, byte[] header, ToLongFunction<RecordWriter> state) {
        String path = files.snapshot(name);
        files.storage().delete(path);
        try (Storage.Appender file = files.storage().append(path)) {
            file.write(header, 0, header.length);
            var records = new RecordWriter(file);
            records.write(LogEntryCodec.SNAPSHOT_BEGIN, 0, LogEntryCodec.bytes(begin.toJson()));
            long pieces = state.applyAsLong(records);
            JsonObject end = JsonValue.object().put("pieces", pieces).build();
            records.write(LogEntryCodec.SNAPSHOT_END, 0, LogEntryCodec.bytes(end));
            file.sync();
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

    /// Opens a snapshot after reading all of it.
    ///
    /// @return null if it was never finished: the process that wrote it ended meanwhile, which is nothing out of the
    ///     ordinary
    /// @throws dev.sluice.error.SluiceException naming the file and the place, if it is damaged
    static @Nullable SnapshotFile verified(CheckpointFiles files, SnapshotName name) {
        return verified(files, name, new SoundTables());
    }

    /// The same, for somebody who knows of tables that they are sound; of those only the size is looked at.
    static @Nullable SnapshotFile verified(CheckpointFiles files, SnapshotName name, SoundTables sound) {
        var check = new Check();
        String path = files.snapshot(name);
        long size = files.storage().find(path).map(Storage.Entry::sizeBytes).orElse(0L);
        if (size < FileHeader.BYTES) return null;
        checkHeader(files, name);
        try (var records = new RecordReader(files.storage(), path, FileHeader.BYTES, RecordReader.END_OF_FILE)) {
            while (records.advance()) visit(path, records, check);
            Begin begin = check.begin;
            if (begin != null && check.ended && records.damage() == null) {
                StoredState stored = check.stored;
                if (stored != null) stored.verify(files, sound);
                long storedBytes = stored == null ? 0 : stored.fileBytes();
                return new SnapshotFile(files, name, begin, stored, records.offset() + storedBytes);
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

    /// Where the state of a snapshot is, without looking at it; null if it is in the file, or if that can't be read.
    static @Nullable StoredState stored(CheckpointFiles files, SnapshotName name) {
        String path = files.snapshot(name);
        try (var records = new RecordReader(files.storage(), path, FileHeader.BYTES, RecordReader.END_OF_FILE)) {
            if (!records.advance()) return null;
            return records.advance() ? stored(records.type(), records.payload()) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable StoredState stored(int type, byte[] payload) {
        return switch (type) {
            case LogEntryCodec.SNAPSHOT_TABLES -> StoredTables.fromJson(LogEntryCodec.json(payload));
            case LogEntryCodec.SNAPSHOT_PIECES -> StoredPieces.fromJson(LogEntryCodec.json(payload));
            default -> null;
        };
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
            throw CheckpointErrors.cannotRead(path, e);
        }
    }

    /// Brings empty stores to the state, if it is in the files of their backend, and they have its form.
    ///
    /// @param goingOn called again and again; what it throws ends the work
    /// @return false if nothing was done
    boolean loadInto(StateStores stores, Runnable goingOn) {
        Opened opened = begin.progress().opened();
        if (opened == null || !(stored instanceof StoredTables tables)) return false;
        return stores.load(
                tables.layout(), opened.state(), opened.statePartitions(), () -> tables.open(files, goingOn));
    }

    /// Hands over the state, as changes to an empty one.
    void state(CommittedChanges.Receiver receiver) {
        int partitionCount = begin.statePartitions();
        Opened opened = begin.progress().opened();
        if (opened == null) return;
        receiver.opened(opened.state());
        Consumer<Changes> pieces = changes -> {
            if (receiver.wants(changes.operator(), changes.partition(), partitionCount)) {
                receiver.receive(changes.operator(), changes.partition(), partitionCount, changes.rows());
            }
        };
        switch (stored) {
            case StoredTables tables -> dump(tables.layout().backend(), opened, receiver);
            case StoredPieces file -> file.read(files, pieces);
            case null ->
                read(files, name, (type, payload, _) -> {
                    if (type == LogEntryCodec.CHANGES) pieces.accept((Changes) LogEntryCodec.entry(type, payload));
                });
        }
    }

    /// By a backend of its own, which takes the tables over.
    private void dump(String backend, Opened opened, CommittedChanges.Receiver receiver) {
        StateBackend found = Extensions.find(StateBackend.class, backend)
                .orElseThrow(() -> ErrorCondition.STATE_BACKEND_MISSING
                        .error()
                        .with("path", files.snapshot(name))
                        .with("backend", backend)
                        .build());
        int partitionCount = opened.statePartitions();
        StatePlace place = StatePlace.of(found.name(), found.open(Map.of()));
        try (StateStores stores = new StateStores(partitionCount, opened.state(), place)) {
            if (!loadInto(stores, () -> {}))
                throw SluiceException.bug("tables that are not those of " + files.snapshot(name));
            stores.dump((operator, partition, rows) -> {
                if (receiver.wants(operator, partition, partitionCount)) {
                    receiver.receive(operator, partition, partitionCount, rows);
                }
            });
        }
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
            throw CheckpointErrors.cannotRead(path, e);
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
        private @Nullable StoredState stored;
        private long pieces;
        private boolean ended;

        @Override
        public void visit(int type, byte[] payload, LogPosition end) {
            demand(!ended, "a record behind the end of the snapshot");
            demand((type == LogEntryCodec.SNAPSHOT_BEGIN) == (begin == null), "records in the wrong order");
            switch (type) {
                case LogEntryCodec.SNAPSHOT_BEGIN -> begin = Begin.fromJson(LogEntryCodec.json(payload));
                case LogEntryCodec.CHANGES -> {
                    demand(stored == null, "state beside its files");
                    pieces++;
                }
                case LogEntryCodec.SNAPSHOT_TABLES, LogEntryCodec.SNAPSHOT_PIECES -> {
                    demand(pieces == 0, "state beside its files");
                    stored = stored(type, payload);
                    pieces++;
                }
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
