package dev.sluice.spark;

import dev.sluice.checkpoint.CheckpointContents;
import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.checkpoint.LogProgress;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.file.InputFile;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.state.MemoryStateStore;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a checkpoint of Spark as what a query of ours knows.
final class SparkImport {

    private final SparkFiles files;
    private final Opened like;
    private final List<Input> inputs;
    private final List<MovingState> operators;
    private final SparkBatch last;
    private final long committedId;
    /// The one before the last, if it is still known.
    private final @Nullable SparkBatch before;

    private final Map<Input, List<ReadFiles.Read>> read = new HashMap<>();

    /// @param like how the same query was opened here
    /// @throws dev.sluice.error.SluiceException if it cannot be taken over
    SparkImport(SparkFiles files, Opened like) {
        this.files = files;
        this.like = like;
        inputs = Input.of(like, files.directory());
        operators = MovingState.of(like, files.directory());
        NavigableMap<Long, String> offsets = files.log("offsets");
        NavigableMap<Long, String> commits = files.log("commits");
        if (offsets.isEmpty()) throw SparkFiles.notCovered(files.directory(), "it has no micro-batch");
        committedId = commits.isEmpty() ? -1 : commits.lastKey();
        last = SparkBatch.read(files, offsets.lastKey());
        before = offsets.containsKey(last.batchId() - 1) ? SparkBatch.read(files, last.batchId() - 1) : null;
        if (committedId != last.batchId() && committedId != last.batchId() - 1) {
            throw SparkFiles.damaged(
                    files.path("commits"),
                    "micro-batch " + last.batchId() + " was planned and " + committedId + " is the last that is done");
        }
        if (last.ends().size() != inputs.size()) {
            throw SparkFiles.notCovered(
                    files.directory(),
                    "it has " + last.ends().size() + " inputs, and the query has " + inputs.size() + ": "
                            + like.sources().values());
        }
        for (Input input : inputs) {
            checkEnd(last, input);
            if (before != null) checkEnd(before, input);
            if (input.isFiles()) {
                read.put(input, ReadFiles.read(input, files));
                last.ends().get(input.place()).ifPresent(end -> ReadFiles.requireUpTo(input, files, end));
            }
            checkPlace(input);
        }
    }

    private void checkEnd(SparkBatch batch, Input input) {
        try {
            if (input.place() < batch.ends().size())
                batch.ends().get(input.place()).ifPresent(input::check);
        } catch (IllegalArgumentException e) {
            throw SparkFiles.damaged(files.path("offsets/" + batch.batchId()), String.valueOf(e.getMessage()));
        }
    }

    /// Files are known by their paths: what was read under others would be read once more.
    private void checkPlace(Input input) {
        List<ReadFiles.Read> all = read.getOrDefault(input, List.of());
        if (all.isEmpty() || all.stream().anyMatch(file -> input.mayRead(file.path()))) return;
        throw SparkFiles.notCovered(
                files.directory(),
                "it has read " + all.getLast().path() + ", and the query reads " + input.description()
                        + ", where that is not: all would be read once more");
    }

    CheckpointContents contents() {
        StateStores stores = new StateStores(like.statePartitions(), like.state(), MemoryStateStore::new);
        if (committedId >= 0) load(stores);
        return new CheckpointContents(files.directory(), queryId(), like, progress(), memories(), List.of(), stores);
    }

    private String queryId() {
        byte[] content = SparkFiles.read(files.storage(), files.path("metadata"));
        String text = new String(content, StandardCharsets.UTF_8);
        return files.parse("metadata", text, json -> json.require("id").asString());
    }

    // ---- how far it came

    private LogProgress progress() {
        Planned plan = planned();
        Map<String, InputRange> ranges = new LinkedHashMap<>();
        boolean pending = last.batchId() != committedId;
        for (Input input : inputs) {
            Offset end = pending ? offset(before, input) : offset(last, input);
            if (end != null) ranges.put(input.id(), new InputRange(null, end, JsonNull.NULL));
        }
        return new LogProgress(null, plan, committed(), ranges, List.of());
    }

    private @Nullable Committed committed() {
        if (committedId < 0) return null;
        long watermark = files.first(
                "commits/" + committedId,
                json -> json.require("nextBatchWatermarkMs").asLong());
        return new Committed(committedId, watermark, JsonNull.NULL, List.of(JsonNull.NULL));
    }

    private Planned planned() {
        long late = before == null ? last.watermarkMillis() : before.watermarkMillis();
        List<SourceInput> ranges = new ArrayList<>();
        for (Input input : inputs) {
            Offset from = offset(before, input);
            Offset to = offset(last, input);
            if (to != null) ranges.add(new SourceInput(input.id(), new InputRange(from, to, replay(input, from, to))));
        }
        return new Planned(
                last.batchId(),
                ranges,
                last.timestampMillis(),
                last.watermarkMillis(),
                JsonValue.object().put("lateMs", late).build(),
                Map.of(SparkConf.POLICY, SparkConf.policy(last.conf(), files.directory())));
    }

    private static @Nullable Offset offset(@Nullable SparkBatch batch, Input input) {
        if (batch == null || input.place() >= batch.ends().size()) return null;
        return batch.ends().get(input.place()).map(Offset::new).orElse(null);
    }

    /// What the source needs to read the range again, if it has to: of files, which they are; of topics, where they
    /// begin.
    private JsonValue replay(Input input, @Nullable Offset from, Offset to) {
        boolean pending = last.batchId() != committedId;
        if (!input.isFiles()) return pending ? TopicOffsets.replay(input, files, from, to) : JsonNull.NULL;
        List<JsonValue> own = new ArrayList<>();
        for (ReadFiles.Read file : read.getOrDefault(input, List.of())) {
            boolean wanted = file.offset() > logOffset(from) && file.offset() <= logOffset(to);
            if (wanted && pending) own.add(found(file).toJson());
        }
        return JsonValue.object()
                .put("files", own)
                .put("parallelism", like.statePartitions())
                .build();
    }

    private InputFile found(ReadFiles.Read file) {
        Storage.Entry entry = files.storage()
                .find(file.path())
                .orElseThrow(() -> SparkFiles.damaged(
                        file.path(),
                        "the file is missing, and micro-batch " + last.batchId() + " has to read it again"));
        return new InputFile(file.path(), entry.sizeBytes(), file.modifiedMillis());
    }

    private static long logOffset(@Nullable Offset offset) {
        return offset == null ? -1 : ReadFiles.offset(offset.json());
    }

    /// The files that were read and committed. What Spark had only noted it will find again, and so do we.
    private Map<String, JsonValue> memories() {
        Map<String, JsonValue> memories = new HashMap<>();
        SparkBatch done = last.batchId() == committedId ? last : before;
        read.forEach((input, all) -> {
            Map<String, Object> seen = new TreeMap<>();
            long end = logOffset(offset(done, input));
            for (ReadFiles.Read file : all) {
                if (file.offset() <= end) seen.put(file.path(), file.modifiedMillis());
            }
            memories.put(input.id(), JsonValue.object().put("seen", seen).build());
        });
        return memories;
    }

    // ---- state

    private void load(StateStores stores) {
        SparkSchemas.check(files, operators);
        if (operators.isEmpty()) return;
        int partitions = SparkConf.partitions(last.conf(), files.directory());
        try (var to = new OurRows.Writer(stores)) {
            for (int id = 0; id < operators.size(); id++) {
                int count = operators.get(id).routingColumns() == 0 ? 1 : partitions;
                for (int i = 0; i < count; i++) load(operators.get(id), "state/" + id + "/" + i, to);
            }
        }
    }

    private void load(MovingState operator, String partition, OurRows.Writer to) {
        try {
            operator.fromSpark(
                    store -> StateFiles.read(files.storage(), files.path(store.directory(partition)), committedId + 1),
                    to);
        } catch (IllegalArgumentException e) {
            throw SparkFiles.damaged(files.path(partition), String.valueOf(e.getMessage()));
        }
    }
}
