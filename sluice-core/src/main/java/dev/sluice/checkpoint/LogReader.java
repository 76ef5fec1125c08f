package dev.sluice.checkpoint;

import org.jspecify.annotations.Nullable;

/// Reads the records of the log, segment by segment.
///
/// How much of a segment counts is said by the header of the next one. The last segment counts as far as its records
/// are sound; what is torn at its end was never durable. Anything else that is not a sound record is damage.
final class LogReader {

    private final CheckpointFiles files;
    private @Nullable LogChain chain;

    LogReader(CheckpointFiles files) {
        this.files = files;
    }

    /// Reads what counts by another's word.
    LogReader(CheckpointFiles files, LogChain chain) {
        this.files = files;
        this.chain = chain;
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

    /// What of the segments is the log.
    LogChain chain() {
        if (chain == null) chain = LogChain.of(files);
        return chain;
    }

    private LogPosition readSegments(LogPosition from, @Nullable LogPosition until, Visitor visitor) {
        LogPosition end = from;
        boolean begun = false;
        for (LogChain.Span span : chain().spans()) {
            long segment = span.segment();
            begun |= segment == from.segment();
            if (!begun) continue;
            long start = segment == from.segment() ? from.offset() : FileHeader.BYTES;
            boolean last = until != null && until.segment() == segment;
            long limit = until != null && last ? until.offset() : span.limit();
            end = new LogPosition(segment, start == limit ? limit : readSegment(segment, start, limit, visitor));
            if (last) return end;
        }
        if (!begun) throw CheckpointErrors.damaged(files.segment(from.segment()), 0, "the file is missing");
        return end;
    }

    private void checkSize(long segment, long start) {
        String path = files.segment(segment);
        var file = files.storage().find(path);
        if (file.isEmpty()) throw CheckpointErrors.damaged(path, 0, "the file is missing");
        long size = file.get().sizeBytes();
        if (size < start) throw CheckpointErrors.damaged(path, size, "the file ends before byte " + start);
    }

    /// Reads what counts of one segment.
    void readOne(LogChain.Span span, Visitor visitor) {
        readSegment(span.segment(), FileHeader.BYTES, span.limit(), visitor);
    }

    private long readSegment(long segment, long from, long limit, Visitor visitor) {
        checkSize(segment, from);
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
