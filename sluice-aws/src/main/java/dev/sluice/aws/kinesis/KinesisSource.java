package dev.sluice.aws.kinesis;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/// A stream of Kinesis, shard by shard.
///
/// How far the next micro-batch goes is what the [ShardTail]s have received. Nobody tells when there is something new,
/// so the query asks now and then. A shard that was split or merged is read to its end first, and those that came out
/// of it in a later micro-batch.
final class KinesisSource implements Source {

    private static final String FIRST = "first";
    private static final String UNREAD = "unread";
    private static final long LIST_MILLIS = 10_000;

    /// How far the clock of the service, which says when a record came, may be ahead of ours.
    private static final long CLOCK_MILLIS = 2_000;

    private final KinesisOptions options;
    private final Machine machine;
    private final KinesisCalls calls;
    private final DataLoss loss;

    private final ShardTails tails;
    private final UnreadShards unread = new UnreadShards();

    /// Those that were read to their ends in this run.
    private final Set<String> ended = new HashSet<>();

    private ShardTree tree = new ShardTree(List.of());
    private long listedMillis;
    private @Nullable ShardPositions begun;
    private boolean beginning;

    /// What came later is not there for a query that ends with what is there now.
    private OptionalLong endMillis = OptionalLong.empty();

    private boolean frozen;
    private boolean awaited;
    private int turn;
    private long rowsLeft;

    KinesisSource(KinesisOptions options, Machine machine) {
        this.options = options;
        this.machine = machine;
        calls = new KinesisCalls(options);
        loss = new DataLoss(options.streamName(), options.failOnDataLoss());
        tails = new ShardTails(machine, options.fetchMillis());
    }

    @Override
    public DataType.Struct schema() {
        return RecordColumns.SCHEMA;
    }

    @Override
    public String description() {
        return "Kinesis[" + options.streamName() + "]";
    }

    // ---- plan

    @Override
    public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
        beginning = from == null && begun == null;
        ShardPositions start = start(from);
        if (isTimeToList(start)) {
            Set<String> lost = list(start);
            if (!lost.isEmpty()) return Optional.of(start.without(lost).toOffset()); // so it is told once
        }
        listen(start);
        boolean all = awaited || isFreezing() || !limit.options();
        awaited = false;
        tails.gather(new ShardTails.Aim(all, limit.options(), endMillis), tree, Set.copyOf(tree.readable(start)));
        ShardPositions end = limited(start, limit);
        return Optional.of(from != null && end.equals(start) ? from : end.toOffset());
    }

    /// Where the next micro-batch begins. A new query begins where its options say.
    private ShardPositions start(@Nullable Offset from) {
        if (from != null) return ShardPositions.of(from.json());
        if (begun == null) {
            begun = ShardPositions.none(options.begin().orElseGet(() -> Begin.at(machine.nowMillis())));
        }
        return begun;
    }

    /// Listens to the shards that may be read now. A query that ends with what is there now has to know of all the
    /// others too, as far as they go now.
    private void listen(ShardPositions start) {
        List<String> wanted = isFreezing() ? tree.unended(start) : tree.readable(start);
        tails.listen(wanted, start, shard -> tail(shard, start));
    }

    private boolean isFreezing() {
        return endMillis.isPresent();
    }

    private boolean isTimeToList(ShardPositions start) {
        if (isFreezing()) return !frozen;
        boolean moved = tails.shards().stream().anyMatch(shard -> start.of(shard) instanceof Position.Ended);
        long sinceMillis = machine.nowMillis() - listedMillis; // below 0 if the clock was put back
        return moved || tails.isEmpty() || sinceMillis < 0 || sinceMillis >= LIST_MILLIS;
    }

    /// @return the shards for which it means nothing any more how far they were read
    private Set<String> list(ShardPositions start) {
        tree = new ShardTree(calls.shards());
        listedMillis = machine.nowMillis();
        frozen = isFreezing();
        unread.forgetGone(start, tree, loss);
        unread.check(listedMillis, start, tree, calls, loss);
        Set<String> lost = new TreeSet<>();
        for (String shard : tree.gone(start)) {
            if (start.of(shard) instanceof Position.Ended) continue;
            lost.add(shard);
            loss.report(shard + " is not there any more");
        }
        for (String shard : tree.reopened(start)) {
            if (ended.contains(shard)) continue; // the list is not as new as that
            lost.add(shard);
            loss.report(shard + ", which was read to its end, has none: the stream was made anew");
        }
        return lost;
    }

    private ShardTail tail(String shard, ShardPositions start) {
        Position position = start.of(shard);
        String first = position instanceof Position.Unread ? unread.first(shard) : null;
        var cursor = new ShardCursor(calls, shard, position, start.begin(), first, loss);
        boolean isNew =
                options.begin().isEmpty() && beginning && tree.readable(start).contains(shard);
        return new ShardTail(isNew ? cursor.fromLatest() : cursor);
    }

    /// Shares what a micro-batch may take among the shards that have something.
    private ShardPositions limited(ShardPositions start, ReadLimit limit) {
        long records = Math.min(limit.mostRows(), limit.options() ? options.maxRecords() : Long.MAX_VALUE);
        long bytes = limit.options() ? options.maxBytes() : Long.MAX_VALUE;
        Map<String, Position> further = new HashMap<>();
        List<String> shards = tree.readable(start);
        int waiting = tails.all().stream().mapToInt(ShardTail::waitingCount).sum();
        turn++; // so that with a small limit each comes first at some time
        for (int i = 0; i < shards.size() && records > 0 && bytes > 0; i++) {
            String shard = shards.get((i + turn) % shards.size());
            ShardTail tail = tails.get(shard);
            if (tail == null) continue;
            int left = shards.size() - i;
            Position reached = tail.reach(Math.max(1, records / left), Math.max(1, bytes / left));
            if (reached.equals(start.of(shard))) continue;
            ShardTail.Size size = tail.sizeTo(reached);
            records -= size.records();
            bytes -= size.bytes();
            waiting -= size.records();
            further.put(shard, reached);
            if (reached instanceof Position.Ended) ended.add(shard);
        }
        rowsLeft = waiting;
        return further.isEmpty() ? start : start.without(tree.gone(start)).with(further);
    }

    @Override
    public Optional<Duration> pollInterval() {
        return Optional.of(Duration.ofMillis(options.fetchMillis()));
    }

    @Override
    public long rowsLeft() {
        return rowsLeft;
    }

    @Override
    public boolean freeze() {
        endMillis = OptionalLong.of(machine.nowMillis() + CLOCK_MILLIS);
        return true;
    }

    @Override
    public void catchUp() {
        awaited = true;
    }

    /// Notes with which records those shards begin of which nothing was read, so that it is seen if they are gone when
    /// the range is read again; and of which shards there is nothing to be read, since that can't be found out later.
    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        ShardPositions start = start(from);
        ShardPositions end = ShardPositions.of(to.json());
        JsonValue.ObjectBuilder first = JsonValue.object();
        end.byShard().forEach((shard, reached) -> {
            Position position = start.of(shard);
            ShardTail tail = tails.get(shard);
            String number = tail == null || position.equals(reached) ? null : tail.first(position, reached);
            if (number == null) return;
            if (number.isEmpty() || position instanceof Position.Unread) first.put(shard, number);
        });
        unread.planned(machine.nowMillis(), end, tree, tails);
        JsonValue noted = JsonValue.object()
                .put(FIRST, first.build())
                .put(UNREAD, unread.toJson())
                .build();
        return new InputRange(from, to, noted);
    }

    @Override
    public void replay(InputRange range) {
        unread.restore(range.replay().asObject().get(UNREAD));
    }

    @Override
    public JsonValue memory() {
        return unread.toJson();
    }

    @Override
    public void restore(JsonValue memory) {
        unread.restore(memory);
    }

    @Override
    public Optional<Set<String>> partitions(@Nullable Offset at) {
        return Optional.of(at == null ? Set.of() : tree.counting(ShardPositions.of(at.json())));
    }

    // ---- read

    @Override
    public List<Split> splits(InputRange range) {
        ShardPositions to = ShardPositions.of(range.to().json());
        ShardPositions from = range.from() == null
                ? ShardPositions.none(to.begin())
                : ShardPositions.of(range.from().json());
        Map<String, JsonValue> first =
                range.replay().asObject().require(FIRST).asObject().fields();
        List<Split> splits = new ArrayList<>();
        to.byShard().forEach((shard, end) -> {
            Position start = from.of(shard);
            JsonValue noted = first.get(shard);
            String number = noted == null ? null : noted.asString();
            if (start.equals(end) || (number != null && number.isEmpty())) return;
            splits.add(split(new ShardRange(shard, start, end, to.begin(), number)));
        });
        return splits;
    }

    private Split split(ShardRange range) {
        ShardTail tail = tails.get(range.shard());
        List<Record> here = tail == null ? null : tail.between(range.from(), range.to());
        if (here == null) return new ShardSplit(range.shard(), () -> new ShardReader(range, options, calls, loss));
        return new ShardSplit(range.shard(), () -> ChunkReader.of(chunks(range.shard(), here)));
    }

    private List<Chunk> chunks(String shard, List<Record> records) {
        List<Chunk> chunks = new ArrayList<>();
        for (int at = 0; at < records.size(); at += Chunk.ROWS) {
            List<Record> some = records.subList(at, Math.min(records.size(), at + Chunk.ROWS));
            chunks.add(RecordColumns.chunk(options.streamName(), shard, some));
        }
        return chunks;
    }

    // ---- tell

    /// How far the shard that is the furthest behind is behind its newest record.
    @Override
    public Map<String, String> metrics(Offset to) {
        return tails.all().stream().mapToLong(ShardTail::behindMillis).max().stream()
                .boxed()
                .collect(Collectors.toMap(_ -> "maxMillisBehindLatest", String::valueOf));
    }

    @Override
    public void close() {
        calls.close();
    }
}
