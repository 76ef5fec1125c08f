package dev.sluice.checkpoint;

import dev.sluice.checkpoint.StoredTables.TableName;
import dev.sluice.storage.Storage;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Writes the state of stores in memory to a file of the checkpoint, bit by bit, while micro-batches go on.
///
/// ```text
/// log      ── n ──────── n+1 ────────── … ───── m ──
/// file     some rows   some more rows   …   the last rows │ the changes of n+1 to m, copied from the log
/// ```
///
/// The rows are those of a [dev.sluice.state.StateDump]. Applied in this order, the records give what the query had
/// when m was committed: a key that no micro-batch from n+1 to m changed is among the rows as it was all the time, and
/// any other has its last word among the changes.
final class PiecesWriter implements AutoCloseable {

    private final CheckpointFiles files;
    private final TableName name;
    private final CRC32C crc = new CRC32C();
    private Storage.@Nullable Appender file;
    private @Nullable RecordWriter records;
    private boolean begun;
    private boolean confirmed;

    PiecesWriter(CheckpointFiles files, TableName name) {
        this.files = files;
        this.name = name;
    }

    /// Appends a record of changes.
    void write(byte[] payload) {
        if (records == null) {
            begun = true;
            file = files.storage().append(files.table(name));
            records = new RecordWriter(new Summed(file, crc));
        }
        records.write(LogEntryCodec.CHANGES, 0, payload);
    }

    /// Appends what the log has between two places, which must lie behind commits of the run that goes on: that run
    /// committed all that it planned in between.
    void copyLog(LogPosition from, LogPosition until, Runnable goingOn) {
        if (from.equals(until)) return;
        new LogReader(files).read(from, until, (type, payload, _) -> {
            goingOn.run();
            if (type == LogEntryCodec.CHANGES) write(payload);
        });
    }

    /// Whether nothing was written: there is no file then.
    boolean isEmpty() {
        return !begun;
    }

    /// Ends the file, durable when this returns.
    ///
    /// @param begunBatchId the micro-batch behind which the first rows were taken
    StoredPieces finish(long begunBatchId) {
        Storage.Appender written = file;
        if (written == null) throw new IllegalStateException("nothing was written");
        written.sync();
        file = null;
        written.close();
        return StoredPieces.of(name, written.size(), (int) crc.getValue(), begunBatchId);
    }

    /// There is a snapshot that names the file: it stays.
    void confirm() {
        confirmed = true;
    }

    /// There is none any more.
    void reject() {
        confirmed = false;
    }

    /// Takes the file away, unless it was confirmed.
    @Override
    public void close() {
        if (!begun || confirmed) return;
        Storage.Appender open = file;
        file = null;
        begun = false;
        try {
            if (open != null) open.close();
        } finally {
            files.storage().delete(files.table(name));
        }
    }

    /// Sums up what goes through.
    private record Summed(Storage.Appender file, CRC32C crc) implements Storage.Appender {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            crc.update(bytes, offset, length);
            file.write(bytes, offset, length);
        }

        @Override
        public void sync() {
            file.sync();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
