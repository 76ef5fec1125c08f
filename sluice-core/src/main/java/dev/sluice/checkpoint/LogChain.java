package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// Which bytes of which segments are the log, found from its end: the header of each segment says how much of the one
/// before counts, or, where the query was taken back, which one it continues.
///
/// ```text
/// 4 ████████  5 ██████░░  6 ░░░░░░  7 ░░░░   8 R████   9 ███        R: taken back to a place in 5
/// └────────────────────┘                     └───────────────┘
/// ```
///
/// What is not in the chain is void, whoever wrote it and whenever; so is a snapshot of a moment that is not in it.
///
/// @param spans oldest first; empty if there is no log
/// @param broken why the chain does not go back further although there are segments, or null
record LogChain(List<Span> spans, @Nullable SluiceException broken) {

    /// @param limit where the part of the segment that counts ends, or [RecordReader#END_OF_FILE]
    /// @param epoch of the run that wrote the segment
    record Span(long segment, long limit, long epoch) {}

    static LogChain of(CheckpointFiles files) {
        NavigableSet<Long> segments = files.segments();
        return segments.isEmpty() ? new LogChain(List.of(), null) : of(files, segments.getLast());
    }

    /// The log if it ended with a segment.
    static LogChain of(CheckpointFiles files, long last) {
        NavigableSet<Long> segments = files.segments();
        Deque<Span> spans = new ArrayDeque<>();
        SluiceException broken = null;
        var next = new LogPosition(last, RecordReader.END_OF_FILE);
        while (segments.contains(next.segment())) {
            try {
                FileHeader header = header(files, next.segment());
                spans.addFirst(new Span(next.segment(), next.offset(), header.epoch()));
                if (header.predecessorBytes() == FileHeader.REWOUND) {
                    LogEntry.Rewound rewound = rewound(files, next.segment());
                    next = new LogPosition(rewound.segment(), rewound.offset());
                } else {
                    next = new LogPosition(next.segment() - 1, header.predecessorBytes());
                }
            } catch (SluiceException e) {
                if (e.condition() != ErrorCondition.CHECKPOINT_DAMAGED) throw e;
                broken = e;
                if (!spans.isEmpty() && spans.getFirst().segment() == next.segment()) spans.removeFirst();
                break;
            }
        }
        if (spans.isEmpty() && broken != null) throw broken;
        return new LogChain(List.copyOf(spans), broken);
    }

    /// Where the log begins, or null if there is none.
    @Nullable
    LogPosition beginning() {
        return spans.isEmpty() ? null : new LogPosition(spans.getFirst().segment(), FileHeader.BYTES);
    }

    /// Whether the log goes on behind a snapshot, and has all that was written since. A snapshot continues where the
    /// run that made it was; a segment of another run is there by mere chance.
    boolean continues(SnapshotName name, LogPosition position) {
        return spans.stream()
                .anyMatch(span -> span.segment() == position.segment()
                        && span.epoch() == name.epoch()
                        && position.offset() <= span.limit());
    }

    /// Whether nothing is missing at the beginning.
    boolean isWhole() {
        return !spans.isEmpty() && spans.getFirst().segment() == 0;
    }

    static FileHeader header(CheckpointFiles files, long segment) {
        String path = files.segment(segment);
        var file = files.storage().find(path);
        if (file.isEmpty()) throw CheckpointErrors.damaged(path, 0, "the file is missing");
        try (InputStream in = files.storage().open(path, 0)) {
            return FileHeader.decode(in.readNBytes(FileHeader.BYTES), FileHeader.LOG, segment, path);
        } catch (IOException e) {
            throw CheckpointErrors.cannotRead(path, e);
        }
    }

    private static LogEntry.Rewound rewound(CheckpointFiles files, long segment) {
        String path = files.segment(segment);
        try (var records = new RecordReader(files.storage(), path, FileHeader.BYTES, RecordReader.END_OF_FILE)) {
            if (records.advance()
                    && LogEntryCodec.entry(records.type(), records.payload()) instanceof LogEntry.Rewound rewound
                    && rewound.segment() < segment) {
                return rewound;
            }
            String damage = records.damage();
            throw CheckpointErrors.damaged(
                    path, FileHeader.BYTES, damage == null ? "it does not say where the log goes on" : damage);
        } catch (IllegalArgumentException e) {
            throw CheckpointErrors.damaged(path, FileHeader.BYTES, String.valueOf(e.getMessage()));
        }
    }
}
