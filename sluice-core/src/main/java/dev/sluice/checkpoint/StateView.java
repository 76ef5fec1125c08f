package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.checkpoint.LogEntry.Rewound;
import dev.sluice.checkpoint.LogEntry.WatermarkDescription;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.state.MemoryStateStore;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateEvolution;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state of a query as it was after any micro-batch that the checkpoint still knows of.
///
/// Like [CheckpointView] it takes no lock and changes nothing, so the query may be running: what is seen is what a
/// committed micro-batch left, never half of one.
public final class StateView {

    private final CheckpointFiles files;

    public StateView(Storage storage, String directory) {
        files = new CheckpointFiles(storage, directory);
    }

    /// @param first the first micro-batch whose state can be read
    /// @param last the last that was committed
    public record Batches(long first, long last) {}

    /// The micro-batches whose state can be read; empty if none was committed, or there is no checkpoint.
    public Optional<Batches> batches() {
        LogChain chain = LogChain.of(files);
        if (chain.spans().isEmpty()) return Optional.empty();
        long last = Recovery.read(files).progress().committedBatchId();
        if (last < 0) return Optional.empty();
        return Optional.of(new Batches(chain.isWhole() ? 0 : firstSnapshot(chain), last));
    }

    private long firstSnapshot(LogChain chain) {
        return files.snapshots().reversed().stream()
                .filter(name -> counts(name, chain))
                .map(SnapshotName::batchId)
                .findFirst()
                .orElse(0L);
    }

    private boolean counts(SnapshotName name, LogChain chain) {
        try {
            SnapshotFile snapshot = SnapshotFile.verified(files, name, SoundTables.bySize());
            return snapshot != null && chain.continues(name, snapshot.begin().continuesAt());
        } catch (SluiceException e) {
            return false;
        }
    }

    /// What the query had when the micro-batch was committed.
    ///
    /// @throws SluiceException if it was not committed, or is forgotten
    public At at(long batchId) {
        SnapshotBase base = SnapshotBase.find(files, batchId);
        LogPosition from = base.position();
        if (from == null) throw unavailable(files.directory());
        var search = new Search(base.progress(), batchId);
        LogPosition until = from;
        if (base.progress().committedBatchId() != batchId) {
            new LogReader(files).readToEnd(from, search);
            if (search.found == null) throw unavailable(files.directory());
            until = search.found;
        }
        Opened opened = search.progress.opened();
        if (opened == null) throw unavailable(files.directory());
        return new At(files, base, until, opened, search.progress.committed());
    }

    public static SluiceException unavailable(String directory) {
        return ErrorCondition.STDS_COMMITTED_BATCH_UNAVAILABLE
                .error()
                .with("checkpointLocation", directory)
                .build();
    }

    /// @param asked the micro-batch whose state nobody has
    public static SluiceException notKept(String directory, long asked, Batches kept) {
        return ErrorCondition.STDS_COMMITTED_BATCH_UNAVAILABLE
                .error()
                .with("checkpointLocation", directory)
                .hint("asked for was micro-batch " + asked + "; the state of "
                        + (kept.first() == kept.last()
                                ? "micro-batch " + kept.last() + " alone can be read."
                                : "the micro-batches " + kept.first() + " to " + kept.last() + " can be read."))
                .build();
    }

    /// Whether there is a checkpoint at all.
    /// @throws dev.sluice.error.SluiceException if it is one of Spark's
    public void requireOurs() {
        files.requireOurs();
    }

    public boolean exists() {
        return files.storage().find(files.metadata()).isPresent();
    }

    /// The checkpoints that are directories of this one; a place that holds those of several queries.
    public List<String> below() {
        return QueryMetadata.below(files);
    }

    /// What micro-batches did to a state, oldest first, in the form that it has now.
    ///
    /// @param receiver takes each piece with the number of its micro-batch and its partition
    public void changes(StateSpec spec, long fromBatchId, long toBatchId, ChangeReceiver receiver) {
        SnapshotBase base = SnapshotBase.find(files, fromBatchId - 1);
        if (base.position() == null) return;
        Opened opened = base.progress().opened();
        new LogReader(files).readToEnd(base.position(), new Feed(spec, opened, fromBatchId, toBatchId, receiver));
    }

    public interface ChangeReceiver {
        void receive(long batchId, int partition, StateChange change);
    }

    /// The state after a micro-batch.
    public static final class At {
        private final CheckpointFiles files;
        private final SnapshotBase base;
        private final LogPosition until;
        private final Opened opened;
        private final @Nullable Committed committed;

        private At(
                CheckpointFiles files,
                SnapshotBase base,
                LogPosition until,
                Opened opened,
                @Nullable Committed committed) {
            this.files = files;
            this.base = base;
            this.until = until;
            this.opened = opened;
            this.committed = committed;
        }

        /// The watermarks of the query.
        public List<WatermarkDescription> watermarks() {
            return opened.watermarks();
        }

        /// The watermark that the micro-batch left the query with.
        public long watermarkMillis() {
            return committed == null ? 0 : committed.nextWatermarkMillis();
        }

        /// Where one of the [#watermarks] stands: of its partitions that are told apart, the slowest first; without
        /// those whose inputs had been silent at a time for as long as they say, so that they no longer count.
        public List<Standing> standings(int watermark, long nowMillis) {
            if (committed == null || committed.watermarks() == JsonNull.NULL) return List.of(Standing.BEGINNING);
            List<JsonValue> marks =
                    committed.watermarks().asObject().require("marks").asList();
            if (watermark >= marks.size()) return List.of(Standing.BEGINNING);
            long timeout = watermarks().get(watermark).idleTimeoutMillis();
            List<Standing> standings = new ArrayList<>();
            JsonValue parts = marks.get(watermark).asObject().get("parts");
            if (parts == null) {
                standings.add(Standing.of("", marks.get(watermark)));
            } else {
                parts.asObject().fields().forEach((part, mark) -> standings.add(Standing.of(part, mark)));
            }
            standings.removeIf(each -> each.isIdle(timeout, nowMillis));
            standings.sort(Comparator.comparingLong(Standing::reachedMillis));
            return standings;
        }

        /// What the operators keep, from the query's output down; stores of one operator beside each other.
        public List<StateSpec> specs() {
            return opened.state();
        }

        public int partitionCount() {
            return opened.statePartitions();
        }

        /// The state of one store, folded.
        public StateStores fold(StateSpec spec) {
            var stores = new StateStores(partitionCount(), List.of(spec), MemoryStateStore::new);
            var receiver = new CommittedChanges.Receiver() {
                @Override
                public void opened(List<StateSpec> states) {
                    stores.readAs(states);
                }

                @Override
                public boolean wants(String operator, int partition, int count) {
                    return operator.equals(spec.operator());
                }

                @Override
                public void receive(String operator, int partition, int count, byte[] rows) {
                    stores.apply(operator, rows);
                }
            };
            SnapshotFile snapshot = base.snapshot();
            if (snapshot != null) snapshot.state(receiver);
            LogPosition from = base.position();
            if (from != null && !from.equals(until)) {
                new LogReader(files).read(from, until, new CommittedChanges(base.statePartitions(), receiver));
            }
            stores.settle();
            return stores;
        }
    }

    /// Reads up to the commit of a micro-batch, and no further.
    private static final class Search implements LogReader.Visitor {
        private final long batchId;
        private LogProgress progress;
        private @Nullable LogPosition found;

        Search(LogProgress progress, long batchId) {
            this.progress = progress;
            this.batchId = batchId;
        }

        @Override
        public void visit(int type, byte[] payload, LogPosition end) {
            if (found != null) return;
            progress = progress.apply(LogEntryCodec.entry(type, payload));
            if (progress.committedBatchId() == batchId) found = end;
        }
    }

    /// Gives out the changes of committed micro-batches, when their commit is read.
    private static final class Feed implements LogReader.Visitor {
        private final StateSpec spec;
        private final long from;
        private final long to;
        private final ChangeReceiver receiver;
        private final List<Changes> held = new ArrayList<>();
        private StateEvolution reading;

        Feed(StateSpec spec, @Nullable Opened opened, long from, long to, ChangeReceiver receiver) {
            this.spec = spec;
            this.from = from;
            this.to = to;
            this.receiver = receiver;
            reading = reading(opened);
        }

        /// Of what the run wrote for the state.
        private StateEvolution reading(@Nullable Opened opened) {
            StateSpec stored = opened == null
                    ? spec
                    : opened.state().stream()
                            .filter(each -> each.operator().equals(spec.operator()))
                            .findFirst()
                            .orElse(spec);
            return new StateEvolution(stored, spec);
        }

        @Override
        public void visit(int type, byte[] payload, LogPosition end) {
            switch (LogEntryCodec.entry(type, payload)) {
                case Opened opened -> {
                    held.clear();
                    reading = reading(opened);
                }
                case Planned _, Rewound _ -> held.clear();
                case Changes changes -> {
                    boolean asked = changes.batchId() >= from && changes.batchId() <= to;
                    if (asked && changes.operator().equals(spec.operator())) held.add(changes);
                }
                case Committed _ -> {
                    for (Changes each : held) {
                        receiver.receive(each.batchId(), each.partition(), reading.decode(each.rows()));
                    }
                    held.clear();
                }
            }
        }
    }

    /// How far a watermark has come, or one of its partitions.
    ///
    /// @param partition by the source's name; empty if it is not of one
    /// @param reachedMillis 0 before it saw anything
    public record Standing(String partition, long reachedMillis, long activeMillis) {

        static final Standing BEGINNING = new Standing("", 0, Long.MAX_VALUE);

        private static Standing of(String part, JsonValue mark) {
            JsonValue reached = mark.asObject().require("reachedMs");
            return new Standing(
                    part.substring(part.indexOf(':') + 1),
                    reached == JsonNull.NULL ? 0 : reached.asLong(),
                    mark.asObject().require("activeMs").asLong());
        }

        private boolean isIdle(long timeoutMillis, long nowMillis) {
            return timeoutMillis < Long.MAX_VALUE - activeMillis && activeMillis + timeoutMillis <= nowMillis;
        }
    }
}
