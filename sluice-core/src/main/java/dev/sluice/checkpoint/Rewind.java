package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.checkpoint.LogEntry.Rewound;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Takes a query that is stopped back to an earlier micro-batch.
///
/// Nothing is deleted: a new segment says that the log goes on behind that micro-batch, and how those that came after
/// it had been planned. So they are run again with the same ids over the same input, at the same times; and until the
/// file is there, whole, nothing has happened.
public final class Rewind {

    private Rewind() {}

    /// @param batchId the last micro-batch that counts then; -1 for none
    /// @param again how many micro-batches will be run again
    public record Done(long batchId, long again) {}

    /// @param batchId the last micro-batch that shall count; -1 for none
    /// @throws SluiceException if it is not kept any more, or the query is running
    public static Done to(Storage storage, String directory, long batchId, Holder holder) {
        var files = new CheckpointFiles(storage, directory);
        QueryMetadata.require(files);
        try (Ownership own = Ownership.take(files, holder)) {
            long last = Recovery.read(files).progress().committedBatchId();
            if (batchId < first(files) || batchId > last) throw notKept(files, batchId);
            SnapshotBase base = SnapshotBase.find(files, batchId);
            var search = new Search(base, batchId);
            LogPosition from = base.position();
            if (from != null) new LogReader(files).readToEnd(from, search);
            LogPosition found = search.found;
            if (found == null) throw notKept(files, batchId);
            append(
                    files,
                    own.epoch(),
                    new Rewound(
                            batchId,
                            found.segment(),
                            found.offset(),
                            own.epoch().number(),
                            search.again()));
            return new Done(batchId, search.again().size());
        }
    }

    /// Appends a segment that begins with the entry, durable when this returns.
    static void append(CheckpointFiles files, Epoch epoch, Rewound rewound) {
        try (Storage.Appender before = files.storage().append(files.segment(rewound.segment()))) {
            before.sync(); // it may be in no more than the memory of the machine
        }
        long segment = files.allSegments().getLast() + 1;
        byte[] header = new FileHeader(FileHeader.LOG, segment, epoch.number(), FileHeader.REWOUND).encode();
        byte[] record = RecordWriter.encode(LogEntryCodec.REWOUND, FileHeader.BYTES, LogEntryCodec.payload(rewound));
        byte[] content = new byte[header.length + record.length];
        System.arraycopy(header, 0, content, 0, header.length);
        System.arraycopy(record, 0, content, header.length, record.length);
        if (!files.storage().create(files.segment(segment), content)) {
            throw CheckpointErrors.concurrent(
                    "checkpoint " + files.directory(), "Another run wrote " + files.segment(segment) + ".");
        }
        epoch.check("checkpoint " + files.directory());
    }

    /// The first micro-batch that it can be taken back to.
    private static long first(CheckpointFiles files) {
        return LogChain.of(files).isWhole()
                ? -1
                : new StateView(files.storage(), files.directory())
                        .batches()
                        .map(StateView.Batches::first)
                        .orElse(0L);
    }

    private static SluiceException notKept(CheckpointFiles files, long batchId) {
        return ErrorCondition.BATCH_NOT_KEPT
                .error()
                .with("path", files.directory())
                .with("batchId", batchId)
                .with(
                        "kept",
                        new StateView(files.storage(), files.directory())
                                .batches()
                                .map(batches -> "those from " + batches.first() + " to " + batches.last())
                                .orElse("none"))
                .build();
    }

    /// Reads on to the end, remembers where the micro-batch was committed, and how those behind it were planned.
    private static final class Search implements LogReader.Visitor {
        private final long batchId;
        private final NavigableMap<Long, Planned> plans = new TreeMap<>();
        private LogProgress progress;
        private @Nullable LogPosition found;

        Search(SnapshotBase base, long batchId) {
            this.batchId = batchId;
            progress = base.progress();
            // A log without a snapshot begins with no micro-batch, and a snapshot stands right behind one.
            if (progress.committedBatchId() == batchId) found = base.position();
        }

        @Override
        public void visit(int type, byte[] payload, LogPosition end) {
            LogEntry entry = LogEntryCodec.entry(type, payload);
            progress = progress.apply(entry);
            if (entry instanceof Committed committed && committed.batchId() == batchId) found = end;
            if (entry instanceof Planned planned && planned.batchId() > batchId) plans.put(planned.batchId(), planned);
        }

        /// With those that were to be run again already and were not yet.
        List<Planned> again() {
            progress.again().forEach(plan -> {
                if (plan.batchId() > batchId) plans.putIfAbsent(plan.batchId(), plan);
            });
            return List.copyOf(plans.values());
        }
    }
}
