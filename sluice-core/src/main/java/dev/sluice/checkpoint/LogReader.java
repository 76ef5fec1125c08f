package dev.sluice.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// Reads the records of the log, segment by segment.
///
/// How much of a segment counts is said by the header of the next one. The last segment counts as far as its records
/// are sound; what is torn at its end was never durable. Anything else that is not a sound record is damage.
final class LogReader {

    private final CheckpointFiles files;

    LogReader(CheckpointFiles files) {
        this.files = files;
    }

    interface Visitor {
        /// @param end behind the record
        /// @throws IllegalArgumentException if the payload makes no sense, which is then said with file and offset
        void visit(int type, byte[] payload, LogPosition end);
    }

    /// Reads from a position to the end.
    ///
    /// @return where the log ends: behind its last sound record
    LogPosition readToEnd(LogPosition from, Visitor visitor) {
        return readSegments(from, null, visitor);
    }

    /// Reads from a position up to another, which some sound record ends at.
    void read(LogPosition from, LogPosition until, Visitor visitor) {
        readSegments(from, until, visitor);
    }

    /// Where the log begins, or null if there is none. Segments before a gap don't count: they were deleted, and a
    /// crash brought them back.
    @Nullable
    LogPosition beginning() {
        NavigableSet<Long> segments = files.segments();
        if (segments.isEmpty()) return null;
        long first = segments.getLast();
        while (segments.contains(first - 1)) first--;
        return new LogPosition(first, FileHeader.BYTES);
    }

    /// Whether the log has all that was written from a position on.
    boolean reaches(LogPosition position) {
        return files.storage().find(files.segment(position.segment())).isPresent();
    }

    FileHeader header(long segment) {
        String path = files.segment(segment);
        checkSize(segment, FileHeader.BYTES);
        try (InputStream in = files.storage().open(path, 0)) {
            return FileHeader.decode(in.readNBytes(FileHeader.BYTES), FileHeader.LOG, segment, path);
        } catch (IOException e) {
            throw CheckpointErrors.damaged(path, 0, "its header cannot be read: " + e.getMessage());
        }
    }

    private LogPosition readSegments(LogPosition from, @Nullable LogPosition until, Visitor visitor) {
        long last = until == null ? files.segments().getLast() : until.segment();
        LogPosition end = from;
        for (long segment = from.segment(); segment <= last; segment++) {
            long start = segment == from.segment() ? from.offset() : FileHeader.BYTES;
            checkSize(segment, start);
            header(segment);
            long limit = segment < last
                    ? header(segment + 1).predecessorBytes()
                    : until == null ? RecordReader.END_OF_FILE : until.offset();
            end = new LogPosition(segment, readSegment(segment, start, limit, visitor));
        }
        return end;
    }

    private void checkSize(long segment, long start) {
        String path = files.segment(segment);
        var file = files.storage().find(path);
        if (file.isEmpty()) throw CheckpointErrors.damaged(path, 0, "the file is missing");
        long size = file.get().sizeBytes();
        if (size < start) throw CheckpointErrors.damaged(path, size, "the file ends before byte " + start);
    }

    private long readSegment(long segment, long from, long limit, Visitor visitor) {
        String path = files.segment(segment);
        try (var records = new RecordReader(files.storage(), path, from, limit)) {
            while (records.advance()) {
                try {
                    visitor.visit(records.type(), records.payload(), new LogPosition(segment, records.end()));
                } catch (IllegalArgumentException e) {
                    throw CheckpointErrors.damaged(path, records.offset(), String.valueOf(e.getMessage()));
                }
            }
            String damage = records.damage();
            if (damage != null) {
                boolean torn = limit == RecordReader.END_OF_FILE
                        && !RecordReader.wasDurable(files.storage().read(path), records.offset());
                if (!torn) throw CheckpointErrors.damaged(path, records.offset(), damage);
            }
            return records.offset();
        }
    }
}
