package dev.sluice.kafka;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Partitions of topics as a stream.
///
/// Its offset says for each partition which record comes next. A range is what lies between two offsets; the first one,
/// and one in which partitions appear, also says where those begin, so that it is the same range in whatever process.
///
/// How far the next micro-batch goes is what the [Tail] has received: nobody asks the broker while the stream flows. It
/// is
/// asked where that would not be all that is there: at the beginning of a run, if somebody waits for all that is there,
/// if
/// limits share out a backlog, if the tail is full or has lost its place, or if partitions came or went.
final class KafkaSource implements Source {

    private static final System.Logger LOG = System.getLogger("KafkaMicroBatchStream");
    private static final long LOOK_MILLIS = 5_000;

    private final KafkaOptions options;
    private final Machine machine;
    private final Broker broker;
    private final String groupId;
    private final ConsumerPool pool;
    private final DataLoss loss;
    private final TopicWatch watch;
    private final @Nullable GroupCommit group;

    private volatile Runnable wake = () -> {};
    private @Nullable Tail tail;

    /// Where partitions begin that the query's offsets did not know when this run saw them first.
    private PartitionOffsets begun = PartitionOffsets.NONE;

    private boolean hasBegun;

    /// The end at which an available-now query stops.
    private @Nullable PartitionOffsets frozen;

    private boolean freezing;

    /// What has to be seen, though nobody may have woken us yet.
    private boolean awaited;

    /// The newest that is known of.
    private PartitionOffsets newest = PartitionOffsets.NONE;

    private long lastGivenMillis;
    private long heldBackMillis = -1;
    private long rowsLeft;

    KafkaSource(KafkaOptions options, Machine machine) {
        this.options = options;
        this.machine = machine;
        broker = new Broker(options);
        groupId = KafkaClients.groupId(options.groupIdPrefix(), machine.newId());
        pool = new ConsumerPool(options, groupId);
        loss = new DataLoss(options.failOnDataLoss());
        watch = new TopicWatch(broker.admin(), options.topics(), () -> wake.run());
        group = options.groupCommit()
                .map(name -> new GroupCommit(broker.admin(), name))
                .orElse(null);
    }

    @Override
    public DataType.Struct schema() {
        return RecordColumns.schema(options.includeHeaders());
    }

    @Override
    public String description() {
        return "KafkaV2[" + options.topics() + "]";
    }

    // ---- plan

    @Override
    public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
        PartitionOffsets start = start(PartitionOffsets.of(from));
        PartitionOffsets there = there(start, limit);
        PartitionOffsets end = limited(start, there, limit);
        rowsLeft = Ranges.count(end, there);
        if (tail == null) listen(end);
        if (end.equals(PartitionOffsets.of(from))) return Optional.ofNullable(from);
        return end.isEmpty() ? Optional.empty() : Optional.of(end.toOffset());
    }

    /// Where the next micro-batch begins. A new query begins where its options say.
    private PartitionOffsets start(@Nullable PartitionOffsets from) {
        if (from != null) return from;
        if (!hasBegun) {
            hasBegun = true; // also if there is no topic yet: those that come are read from their beginning
            begun = broker.resolve(options.start(), true);
            LOG.log(System.Logger.Level.INFO, "Initial offsets: " + begun);
        }
        return begun;
    }

    /// How far there is something to read.
    private PartitionOffsets there(PartitionOffsets start, ReadLimit limit) {
        if (frozen != null) return frozen;
        Tail here = tail;
        if (here == null) return begin(start);
        boolean ask = awaited || !limit.options() || here.isBehind() || watch.hasChanged();
        boolean news = here.hasRecords();
        awaited = false;
        if (freezing) return begin(start);
        if (ask || (news && hasLimits())) return ask(start);
        if (!news) return start;
        newest = here.known();
        return here.ends();
    }

    /// All there is, which is the end of a query that takes what is there and ends.
    private PartitionOffsets begin(PartitionOffsets start) {
        awaited = false;
        PartitionOffsets ends = ask(start);
        if (freezing) frozen = ends;
        return ends;
    }

    private boolean hasLimits() {
        return options.maxOffsetsPerTrigger().isPresent()
                || options.minOffsetsPerTrigger().isPresent();
    }

    /// Asks the broker. Partitions that are new begin at their beginning.
    private PartitionOffsets ask(PartitionOffsets start) {
        Set<TopicPartition> partitions = watch.look(() -> broker.partitions(tail == null));
        PartitionOffsets ends = broker.latest(partitions);
        for (int attempt = 1; goesBack(start, ends) && attempt < options.fetchAttempts(); attempt++) {
            ends = broker.latest(partitions); // a replica may not have heard of it yet
        }
        Set<TopicPartition> added = ends.without(start);
        added.removeAll(begun.partitions());
        if (!added.isEmpty()) begun = begun.with(broker.earliest(added));
        if (tail != null) listen(ends);
        newest = ends;
        return ends;
    }

    private static boolean goesBack(PartitionOffsets start, PartitionOffsets ends) {
        return ends.byPartition().entrySet().stream().anyMatch(end -> {
            Long known = start.get(end.getKey());
            return known != null && known > end.getValue();
        });
    }

    private void listen(PartitionOffsets from) {
        if (tail == null) {
            tail = new Tail(
                    KafkaClients.consumer(options.client(), groupId),
                    machine,
                    () -> wake.run(),
                    watch::lookAside,
                    Math.min(LOOK_MILLIS, metadataMillis()));
        }
        tail.listen(from);
    }

    private long metadataMillis() {
        try {
            return Math.max(1, Long.parseLong(options.client().getOrDefault("metadata.max.age.ms", "300000")));
        } catch (NumberFormatException e) {
            return LOOK_MILLIS; // Kafka's client refuses it
        }
    }

    private PartitionOffsets limited(PartitionOffsets start, PartitionOffsets there, ReadLimit limit) {
        heldBackMillis = -1;
        PartitionOffsets from = begun.with(start);
        if (!limit.options()) return there;
        if (options.minOffsetsPerTrigger().isPresent() && holdsBack(from, there)) return start;
        long most = Math.min(limit.mostRows(), options.maxOffsetsPerTrigger().orElse(Long.MAX_VALUE));
        return Ranges.limited(from, there, most);
    }

    /// Whether there is too little, and it has not waited long enough.
    private boolean holdsBack(PartitionOffsets from, PartitionOffsets there) {
        long now = machine.nowMillis();
        long waited = now - lastGivenMillis;
        long count = Ranges.count(from, there);
        if (waited >= options.maxTriggerDelayMillis()
                || count >= options.minOffsetsPerTrigger().orElse(0)) {
            lastGivenMillis = now;
            return false;
        }
        if (count > 0) heldBackMillis = options.maxTriggerDelayMillis() - waited;
        return true;
    }

    @Override
    public Optional<Duration> pollInterval() {
        return heldBackMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(heldBackMillis));
    }

    @Override
    public long rowsLeft() {
        return rowsLeft;
    }

    @Override
    public boolean freeze() {
        freezing = true;
        return true;
    }

    @Override
    public void catchUp() {
        awaited = true;
    }

    @Override
    public Optional<Offset> newest() {
        return newest.isEmpty() ? Optional.empty() : Optional.of(newest.toOffset());
    }

    @Override
    public boolean flows() {
        return true;
    }

    /// Notes where those partitions begin that `from` does not have.
    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        PartitionOffsets known = from == null ? PartitionOffsets.NONE : PartitionOffsets.of(from.json());
        PartitionOffsets end = PartitionOffsets.of(to.json());
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        for (TopicPartition partition : end.without(known)) {
            Long start = begun.get(partition);
            if (start != null) beginnings.put(partition, start);
        }
        PartitionOffsets starts = PartitionOffsets.of(beginnings);
        if (from == null) {
            loss.checkOrder(starts, end);
        } else {
            loss.check(known, starts, end);
        }
        return new InputRange(
                from,
                to,
                starts.isEmpty()
                        ? JsonValue.JsonNull.NULL
                        : JsonValue.object().put("start", starts.toJson()).build());
    }

    // ---- read

    @Override
    public List<Split> splits(InputRange range) {
        PartitionOffsets from = PartitionOffsets.of(range.from());
        PartitionOffsets to = PartitionOffsets.of(range.to().json());
        PartitionOffsets known = starts(range.replay()).with(from == null ? PartitionOffsets.NONE : from);
        if (frozen != null) checkStillThere(to);
        List<OffsetRange> ranges = Ranges.between(known, to);
        Map<TopicPartition, List<Received.Piece>> here = new HashMap<>();
        if (tail != null) {
            for (OffsetRange each : ranges) here.put(each.partition(), tail.take(each));
            tail.goOn(to);
        }
        List<Split> splits = new ArrayList<>();
        for (OffsetRange part : Ranges.divided(ranges, options.minPartitions(), options.maxRecordsPerPartition())) {
            List<Received.Piece> pieces = here.getOrDefault(part.partition(), List.of());
            splits.add(() -> new RecordReader(part, pieces, options, pool, loss));
        }
        return splits;
    }

    private static PartitionOffsets starts(JsonValue replay) {
        return replay instanceof JsonValue.JsonObject object
                ? PartitionOffsets.of(object.require("start"))
                : PartitionOffsets.NONE;
    }

    /// An available-now query reads what was there when it began: that must not vanish meanwhile.
    private void checkStillThere(PartitionOffsets end) {
        PartitionOffsets now = broker.latest(broker.partitions(false));
        Set<TopicPartition> gone = end.without(now);
        if (!gone.isEmpty()) {
            loss.report(() -> ErrorCondition.KAFKA_LOST_PARTITIONS_AVAILABLE_NOW
                    .error()
                    .with("tpsForLatestOffset", PartitionOffsets.shown(now.partitions()))
                    .with("tpsForEndOffset", PartitionOffsets.shown(end.partitions()))
                    .build());
        }
        if (goesBack(end, now)) {
            loss.report(() -> ErrorCondition.KAFKA_SHRUNK_PARTITIONS_AVAILABLE_NOW
                    .error()
                    .with("latestOffset", now)
                    .with("endOffset", end)
                    .build());
        }
    }

    // ---- tell

    @Override
    public void commit(Offset to) {
        if (group != null) group.commit(PartitionOffsets.of(to.json()));
    }

    /// How many offsets there are behind what was read, in the partition with the fewest, with the most, and on
    /// average.
    @Override
    public Map<String, String> metrics(Offset to) {
        PartitionOffsets read = PartitionOffsets.of(to.json());
        LongSummaryStatistics behind = newest.byPartition().entrySet().stream()
                .mapToLong(each ->
                        Math.max(0, each.getValue() - read.byPartition().getOrDefault(each.getKey(), 0L)))
                .summaryStatistics();
        if (behind.getCount() == 0) return Map.of();
        return Map.of(
                "minOffsetsBehindLatest", String.valueOf(behind.getMin()),
                "maxOffsetsBehindLatest", String.valueOf(behind.getMax()),
                "avgOffsetsBehindLatest", String.valueOf(behind.getAverage()));
    }

    @Override
    public void onData(Runnable listener) {
        wake = listener;
    }

    @Override
    public void close() {
        if (tail != null) tail.close();
        if (group != null) group.finish();
        pool.close();
        broker.close();
    }
}
