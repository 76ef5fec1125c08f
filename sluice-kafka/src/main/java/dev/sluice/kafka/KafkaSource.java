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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// Partitions of topics as a stream.
///
/// Its offset says for each partition which record comes next. A range is what lies between two offsets; the first one,
/// and one in which partitions appear, also says where those begin, so that it is the same range in whatever process.
///
/// How far the next micro-batch goes is what the [Tail] has received: nobody asks the broker while the stream flows. It
/// is asked where that would not be all that is there: at the beginning of a run, if somebody waits for all that is
/// there, if the tail is full or has lost its place, or if partitions came or went. Limits share out a backlog, which
/// the broker tells with each answer to the tail.
final class KafkaSource implements Source {

    private static final System.Logger LOG = System.getLogger("KafkaMicroBatchStream");
    private static final long LOOK_MILLIS = 5_000;
    private static final String START = "start";

    private final KafkaOptions options;
    private final Machine machine;
    private final Waits waits = new Waits();
    private final Broker broker;
    private final String groupId;
    private final ConsumerPool pool;
    private final DataLoss loss;
    private final TopicWatch watch;
    private final TopicIds topicIds = new TopicIds();
    private final @Nullable GroupCommit group;

    private volatile Runnable wake = () -> {};
    private @Nullable Tail tail;

    /// Where partitions begin that the query's offsets did not know when this run saw them first.
    private PartitionOffsets begun = PartitionOffsets.NONE;

    /// Where the query stood in partitions that went away: they may come back.
    private final Map<TopicPartition, Long> vanished = new HashMap<>();

    /// The partitions that were there when the broker was asked last.
    private Map<TopicPartition, Uuid> found = Map.of();

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
        broker = new Broker(options, waits);
        groupId = KafkaClients.groupId(options.groupIdPrefix(), machine.newId());
        pool = new ConsumerPool(options, groupId, waits);
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
        if (tail == null) listen(places(end, there));
        if (end.equals(PartitionOffsets.of(from))) return Optional.ofNullable(from);
        return Optional.of(end.toOffset()); // without topics that is a beginning too: what comes later is new
    }

    /// Where the next micro-batch begins. A new query begins where its options say.
    private PartitionOffsets start(@Nullable PartitionOffsets from) {
        if (from != null) return from;
        if (!hasBegun) {
            broker.requirePresence();
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
        if (ask) return ask(start);
        if (!news) return start;
        newest = here.known();
        return hasLimits() ? newest : here.ends(); // limits share out what is at the broker as well
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
        PartitionOffsets ends = ends(start, tail == null ? start::hasTopic : _ -> true);
        Set<TopicPartition> anew = topicIds.madeAnew(found);
        for (TopicPartition partition : anew) {
            if (start.has(partition) && ends.has(partition)) loss.reportChange(partition, start, ends);
        }
        begun = begun.except(anew);
        vanished.keySet().removeAll(anew);
        add(start, ends);
        topicIds.learn(found);
        if (tail != null) {
            PartitionOffsets places = places(start, ends);
            tail.leave(places, ends, anew);
            listen(places);
        }
        newest = ends;
        return ends;
    }

    /// Asks how far the partitions go. If that is less than what was there, one broker may not have heard yet what
    /// another has said: it is asked again before it is believed.
    ///
    /// @param mayBeGone whether a topic that is named need not be there
    private PartitionOffsets ends(PartitionOffsets known, Predicate<String> mayBeGone) {
        for (int attempt = 1; ; attempt++) {
            found = watch.look(() -> broker.partitions(mayBeGone));
            PartitionOffsets ends = broker.latest(found.keySet());
            if (!isLess(known, ends) || attempt >= options.fetchAttempts()) return ends;
            broker.pause();
        }
    }

    /// Finds out where partitions begin that the query has not read yet. One that was taken for deleted, and was not,
    /// goes on.
    private void add(PartitionOffsets start, PartitionOffsets ends) {
        Set<TopicPartition> gone = start.without(ends);
        vanished.keySet().removeAll(start.partitions());
        gone.forEach(partition -> vanished.put(partition, start.at(partition)));
        begun = begun.except(gone);
        Set<TopicPartition> added = ends.without(start);
        added.removeAll(begun.partitions());
        if (added.isEmpty()) return;
        Map<TopicPartition, Long> back = new HashMap<>();
        for (TopicPartition partition : added) {
            Long stood = vanished.get(partition);
            if (stood != null && topicIds.isSame(partition, found.get(partition))) back.put(partition, stood);
        }
        begun = begun.with(broker.earliest(added)).with(PartitionOffsets.of(back));
    }

    /// Where the query stands, or begins, in the partitions that are there.
    private PartitionOffsets places(PartitionOffsets start, PartitionOffsets ends) {
        PartitionOffsets known = begun.with(start);
        return PartitionOffsets.of(ends.partitions(), partition -> {
            Long at = known.get(partition);
            return at == null ? ends.at(partition) : Math.min(at, ends.at(partition));
        });
    }

    /// Whether something is gone.
    private static boolean isLess(PartitionOffsets known, PartitionOffsets ends) {
        return goesBack(known, ends) || !known.without(ends).isEmpty();
    }

    private static boolean goesBack(PartitionOffsets start, PartitionOffsets ends) {
        return ends.byPartition().entrySet().stream().anyMatch(end -> {
            Long known = start.get(end.getKey());
            return known != null && known > end.getValue();
        });
    }

    /// @param places where to begin in partitions it does not listen to yet
    private void listen(PartitionOffsets places) {
        if (tail == null) {
            tail = new Tail(
                    KafkaClients.consumer(options.client(), groupId),
                    machine,
                    cause -> Broker.failed("listen to " + options.topics(), options.servers(), cause),
                    () -> wake.run(),
                    watch::lookAside,
                    Math.clamp(
                            KafkaClients.millis(options.client(), "metadata.max.age.ms", LOOK_MILLIS), 1, LOOK_MILLIS));
        }
        tail.listen(places);
    }

    private PartitionOffsets limited(PartitionOffsets start, PartitionOffsets there, ReadLimit limit) {
        heldBackMillis = -1;
        PartitionOffsets from = begun.with(start);
        if (!limit.options()) return there;
        boolean mayWait = options.minOffsetsPerTrigger().isPresent() && !isLess(start, there);
        if (mayWait && holdsBack(from, there)) return start;
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

    /// Notes where those partitions begin that `from` does not have, and which topics they are of.
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
        JsonValue ids = topicIds.planned();
        if (starts.isEmpty() && ids == null) return new InputRange(from, to, JsonValue.JsonNull.NULL);
        JsonValue.ObjectBuilder replay = JsonValue.object();
        if (!starts.isEmpty()) replay.put(START, starts.toJson());
        if (ids != null) replay.put(TopicIds.IDS, ids);
        return new InputRange(from, to, replay.build());
    }

    @Override
    public void replay(InputRange range) {
        topicIds.restore(range.replay());
    }

    @Override
    public JsonValue memory() {
        return topicIds.memory();
    }

    @Override
    public void restore(JsonValue memory) {
        topicIds.restore(memory);
    }

    // ---- read

    @Override
    public List<Split> splits(InputRange range) {
        PartitionOffsets from = PartitionOffsets.of(range.from());
        PartitionOffsets to = PartitionOffsets.of(range.to().json());
        PartitionOffsets known = starts(range.replay()).with(from == null ? PartitionOffsets.NONE : from);
        if (tail == null) checkSame(to);
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
            splits.add(new RangeSplit(part, pieces, options, pool, loss));
        }
        return splits;
    }

    @Override
    public Optional<Set<String>> partitions(@Nullable Offset at) {
        PartitionOffsets known = PartitionOffsets.of(at);
        if (known == null) return Optional.of(Set.of());
        return Optional.of(
                known.partitions().stream().map(TopicPartition::toString).collect(Collectors.toSet()));
    }

    private static PartitionOffsets starts(JsonValue replay) {
        JsonValue starts = replay instanceof JsonValue.JsonObject object ? object.get(START) : null;
        return starts == null ? PartitionOffsets.NONE : PartitionOffsets.of(starts);
    }

    /// The range was planned by the run before, and nobody has asked since: its offsets mean other records if the topic
    /// was made anew.
    private void checkSame(PartitionOffsets end) {
        Set<TopicPartition> anew = topicIds.madeAnew(watch.look(() -> broker.partitions(_ -> true)));
        anew.removeIf(partition -> !end.has(partition));
        PartitionOffsets now = broker.latest(anew);
        now.partitions().forEach(partition -> loss.reportChange(partition, end, now));
    }

    /// An available-now query reads what was there when it began: that must not vanish meanwhile.
    private void checkStillThere(PartitionOffsets end) {
        PartitionOffsets now = ends(end, _ -> true);
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
        topicIds.committed();
        if (group != null) group.commit(PartitionOffsets.of(to.json()));
    }

    /// How many offsets there are behind what was read, in the partition with the fewest, with the most,
    /// and on average.
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
    public void hurry() {
        waits.hurry();
    }

    /// Who asks for offsets.
    Broker broker() {
        return broker;
    }

    @Override
    public void close() {
        try (broker;
                watch;
                pool) {
            try {
                if (tail != null) tail.close();
            } finally {
                if (group != null) group.finish();
            }
        }
    }
}
