package dev.sluice.checkpoint;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import org.jspecify.annotations.Nullable;

/// Appends records to the log, in segments.
///
/// Every opening begins a segment of its own, so that what an earlier one still writes cannot mix with it. A segment
/// appears with its header, whole, or not at all.
final class LogWriter implements AutoCloseable {

    private final CheckpointFiles files;
    private final Epoch epoch;
    private final long segmentBytes;

    private long segment;
    private long predecessorBytes;
    private Storage.@Nullable Appender appender;
    private @Nullable RecordWriter records;
    private long durable;
    private boolean failed;

    /// @param end where the log ends, or null if it is empty
    LogWriter(CheckpointFiles files, Epoch epoch, @Nullable LogPosition end, long segmentBytes) {
        this.files = files;
        this.epoch = epoch;
        this.segmentBytes = segmentBytes;
        this.segment = end == null ? -1 : end.segment();
        this.predecessorBytes = end == null ? 0 : end.offset();
    }

    /// Appends a record, durable after the next [#sync].
    void append(int type, byte[] payload) {
        checkUsable();
        failed = true;
        attempt("checkpoint " + files.directory(), () -> {
            if (appender != null && appender.size() >= segmentBytes) endSegment();
            writer().write(type, durable, payload);
        });
        failed = false;
    }

    /// Returns once all that was appended is durable and this opening is known to be still the last one.
    ///
    /// @param what the micro-batch that is being written, for the message
    void sync(String what) {
        checkUsable();
        if (appender == null) return;
        failed = true;
        attempt(what, appender::sync);
        durable = appender.size();
        epoch.check(what);
        failed = false;
    }

    /// Some storages take a file from a writer who was replaced, and say so in words of their own. Then what is to be
    /// said is that this run was replaced.
    private void attempt(String what, Runnable writing) {
        try {
            writing.run();
        } catch (SluiceException e) {
            throw epoch.explain(what, e);
        }
    }

    /// The segment that the first record of this run will stand in.
    long nextSegment() {
        if (appender != null) throw new IllegalStateException("something was appended");
        return segment + 1;
    }

    /// Behind the last record appended, which there must be.
    LogPosition position() {
        if (appender == null) throw new IllegalStateException("nothing was appended");
        return new LogPosition(segment, appender.size());
    }

    /// Where the log ends, if all of it is durable: nothing that was appended is missing, and nothing failed.
    @Nullable
    LogPosition durableEnd() {
        if (failed || appender == null || appender.size() != durable) return null;
        return new LogPosition(segment, durable);
    }

    @Override
    public void close() {
        if (appender != null) appender.close();
    }

    private RecordWriter writer() {
        if (records == null) {
            if (segment >= 0 && predecessorBytes > 0) makeDurable(files.segment(segment));
            segment++;
            String path = files.segment(segment);
            byte[] header = new FileHeader(FileHeader.LOG, segment, epoch.number(), predecessorBytes).encode();
            if (!files.storage().create(path, header)) {
                throw CheckpointErrors.concurrent("checkpoint " + files.directory(), "Another run wrote " + path + ".");
            }
            epoch.check("checkpoint " + files.directory());
            appender = files.storage().append(path);
            durable = appender.size();
            records = new RecordWriter(appender);
        }
        return records;
    }

    /// What an earlier process wrote and did not sync may be in no more than the memory of the machine. It was read and
    /// is built upon, so it must not go with the next power cut.
    private void makeDurable(String path) {
        try (Storage.Appender before = files.storage().append(path)) {
            before.sync();
        }
    }

    /// Makes the segment durable, since the header of the next one will say so.
    private void endSegment() {
        if (appender == null) return;
        appender.sync();
        appender.close();
        predecessorBytes = appender.size();
        appender = null;
        records = null;
    }

    private void checkUsable() {
        if (failed) throw new IllegalStateException("the log failed before: the checkpoint must be opened again");
    }
}
