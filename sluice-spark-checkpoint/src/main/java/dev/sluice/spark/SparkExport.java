package dev.sluice.spark;

import dev.sluice.checkpoint.CheckpointContents;
import dev.sluice.checkpoint.CheckpointFormat.Wishes;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.checkpoint.LogProgress;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes what a query knows as a checkpoint of Spark.
///
/// All is decided and encoded before the first file is written. `metadata` comes last: without it, Spark starts
/// nothing.
final class SparkExport {

    private final CheckpointContents contents;
    private final LogProgress progress;
    private final SparkFiles files;
    private final SparkPartitions partitions;
    private final List<Input> inputs;
    private final List<MovingState> state;

    /// @throws dev.sluice.error.SluiceException if something of it has no form in Spark
    SparkExport(CheckpointContents contents, SparkFiles files, Wishes wishes) {
        this.contents = contents;
        this.files = files;
        partitions = new SparkPartitions(wishes.partitions());
        progress = contents.progress();
        String from = contents.directory();
        if (!files.storage().list(files.directory()).isEmpty()) {
            throw ErrorCondition.CHECKPOINT_LOCATION_NOT_EMPTY
                    .error()
                    .with("path", files.directory())
                    .build();
        }
        inputs = Input.of(contents.opened(), from);
        state = MovingState.of(contents.opened(), from);
        refuse(from, wishes);
    }

    private void refuse(String from, Wishes wishes) {
        if (progress.planned() == null) {
            throw SparkFiles.notCovered(from, "it has planned nothing since it began: start it once more here first");
        }
        boolean pending = progress.pending().isPresent();
        boolean again = progress.again().stream()
                .anyMatch(plan -> plan.batchId() > planned().batchId());
        if (again || (!pending && progress.plannedBefore().isPresent())) {
            throw SparkFiles.notCovered(
                    from, "it was taken back, and has micro-batches to run again: start it once more here first");
        }
        if (pending && !state.isEmpty() && !wishes.halfDone()) {
            throw SparkFiles.notCovered(
                    from,
                    "micro-batch " + planned().batchId()
                            + " was begun and not committed. If a file sink has its output, Spark"
                            + " passes over it and then misses its state: start the query once more here first, or say"
                            + " --half-done if the sink does not have it, or is none that knows what it has");
        }
        if (progress.committed() != null && progress.committed().sinks().size() > 1) {
            throw SparkFiles.notCovered(from, "the query has several outputs");
        }
    }

    void write() {
        Map<String, StoredPartition> stored = encoded();
        Map<String, List<String>> small = new HashMap<>();
        for (Input input : inputs) {
            if (!input.isFiles()) continue;
            ReadFiles.lines(input, contents, files.storage())
                    .forEach((name, lines) -> small.put(input.log() + "/" + name, lines));
        }
        Map<Input, String> beginnings = new HashMap<>();
        for (Input input : inputs) {
            range(input).map(TopicOffsets::file).ifPresent(file -> beginnings.put(input, file));
        }
        offsets(small);
        stored.values().forEach(partition -> partition.write(files, progress.committedBatchId() + 1));
        for (int id = 0; progress.committed() != null && id < state.size(); id++) {
            SparkSchemas.write(files, id, state.get(id), partitions);
        }
        small.forEach(files::createLines);
        beginnings.forEach((input, file) -> TopicOffsets.write(input, file, files));
        files.create(
                "metadata",
                JsonValue.object().put("id", contents.queryId()).build().toText());
    }

    // ---- what was planned and done

    private Planned planned() {
        Planned planned = progress.planned();
        if (planned == null) throw new IllegalStateException("nothing was planned");
        return planned;
    }

    /// What the last micro-batch reads of an input.
    private Optional<InputRange> range(Input input) {
        return planned().inputs().stream()
                .filter(range -> range.source().equals(input.id()))
                .findFirst()
                .map(SourceInput::range);
    }

    /// The last micro-batch, and the one before it: Spark looks there for where the last one began.
    private void offsets(Map<String, List<String>> small) {
        Planned last = planned();
        long batch = last.batchId();
        small.put("offsets/" + batch, offsets(last, last.watermarkMillis(), InputRange::to));
        if (batch > 0) small.put("offsets/" + (batch - 1), offsets(last, late(last), InputRange::from));
        if (progress.committed() == null) return;
        String commit = JsonValue.object()
                .put("nextBatchWatermarkMs", progress.committed().nextWatermarkMillis())
                .build()
                .toText();
        small.put("commits/" + progress.committedBatchId(), List.of(commit));
    }

    /// The watermark of the micro-batch before, below which rows of this one are late.
    private static long late(Planned planned) {
        return planned.watermarks() == JsonNull.NULL
                ? planned.watermarkMillis()
                : planned.watermarks().asObject().require("lateMs").asLong();
    }

    private List<String> offsets(Planned planned, long watermarkMillis, Function<InputRange, @Nullable Offset> end) {
        String policy = planned.conf().getOrDefault(SparkConf.POLICY, "min");
        List<String> lines = new ArrayList<>();
        lines.add(JsonValue.object()
                .put("batchWatermarkMs", watermarkMillis)
                .put("batchTimestampMs", planned.batchTimestampMillis())
                .put("conf", SparkConf.of(partitions.count(), policy))
                .build()
                .toText());
        for (Input input : inputs) {
            Offset offset = range(input).map(range -> end.apply(range)).orElse(null);
            lines.add(offset == null ? SparkFiles.NOTHING : offset.json().toText());
        }
        return lines;
    }

    // ---- state

    private record Row(byte[] key, byte[] value) {}

    /// The rows of a store in one partition.
    private record StoredPartition(String directory, List<Row> rows) {

        void write(SparkFiles files, long version) {
            StateFiles.write(files.storage(), files.path(directory), version, entries -> {
                for (Row row : rows) entries.add(row.key(), row.value());
            });
        }
    }

    /// All partitions, the empty ones too, by directory; none before the first commit.
    private Map<String, StoredPartition> encoded() {
        Map<String, StoredPartition> all = new HashMap<>();
        if (progress.committed() == null) return all;
        for (int id = 0; id < state.size(); id++) encode(id, state.get(id), all);
        return all;
    }

    private void encode(int id, MovingState operator, Map<String, StoredPartition> all) {
        int count = operator.routingColumns() == 0 ? 1 : partitions.count();
        for (SparkStore store : operator.stores()) {
            for (int i = 0; i < count; i++) {
                String directory = directory(id, store, i);
                all.put(directory, new StoredPartition(directory, new ArrayList<>()));
            }
        }
        operator.toSpark(contents.state(), partitions, (store, partition, key, value) -> {
            StoredPartition to = all.get(directory(id, store, partition));
            if (to == null) throw new IllegalStateException("no partition " + partition);
            to.rows().add(new Row(key, value));
        });
    }

    private static String directory(int id, SparkStore store, int partition) {
        return store.directory("state/" + id + "/" + partition);
    }
}
