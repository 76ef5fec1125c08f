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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/// A stream of Kinesis, shard by shard.
///
/// How far the next micro-batch goes is what the [ShardTail]s have received. Nobody tells when there is something new,
/// so the query asks now and then. A shard that was split or merged is read to its end first, and in a later
/// micro-batch
/// those that came out of it.
final class KinesisSource implements Source {

    private static final String FIRST = "first";
    private static final long LIST_MILLIS = 10_000;

    private final KinesisOptions options;
    private final Machine machine;
    private final KinesisCalls calls;
    private final DataLoss loss;

    private final Map<String, ShardTail> tails = new TreeMap<>();
    private ShardTree tree = new ShardTree(List.of());
    private long listedMillis;
    private @Nullable ShardPositions begun;
    private boolean beginning;
    private boolean freezing;
    private boolean frozen;
    private boolean awaited;
    private int turn;
    private long rowsLeft;

    KinesisSource(KinesisOptions options, Machine machine) {
        this.options = options;
        this.machine = machine;
        calls = new KinesisCalls(options);
        loss = new DataLoss(options.streamName(), options.failOnDataLoss());
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
        listen(start);
        gather(awaited || freezing || !limit.options());
        awaited = false;
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

    /// Makes tails of the shards that may be read now. A query that ends with what is there now has to know of all the
    /// others too, as far as they go now.
    private void listen(ShardPositions start) {
        if (freezing ? !frozen : isTimeToList(start)) list(start);
        frozen = freezing;
        List<String> wanted = freezing ? tree.unended(start) : tree.readable(start);
        tails.keySet().retainAll(wanted);
        for (String shard : wanted) {
            tails.computeIfAbsent(shard, _ -> tail(shard, start)).forget(start.of(shard));
        }
    }

    private boolean isTimeToList(ShardPositions start) {
        boolean moved = tails.keySet().stream().anyMatch(shard -> start.of(shard) instanceof Position.Ended);
        return moved || tails.isEmpty() || machine.nowMillis() - LIST_MILLIS >= listedMillis;
    }

    private void list(ShardPositions start) {
        tree = new ShardTree(calls.shards());
        listedMillis = machine.nowMillis();
        for (String shard : tree.gone(start)) {
            if (!(start.of(shard) instanceof Position.Ended)) loss.report(shard + " is not there any more");
        }
    }

    private ShardTail tail(String shard, ShardPositions start) {
        var cursor = new ShardCursor(calls, shard, start.of(shard), start.begin(), null, loss);
        boolean isNew =
                options.begin().isEmpty() && beginning && tree.readable(start).contains(shard);
        return new ShardTail(isNew ? cursor.fromLatest() : cursor);
    }

    /// Asks the shards whose time it is.
    ///
    /// @param all whether to wait for all that is there
    private void gather(boolean all) {
        Set<String> done = new HashSet<>();
        while (!Thread.currentThread().isInterrupted()) {
            long dueMillis = Long.MAX_VALUE;
            for (Map.Entry<String, ShardTail> each : tails.entrySet()) {
                ShardTail tail = each.getValue();
                if (done.contains(each.getKey()) || !tail.wants()) continue;
                if (tail.dueMillis() <= machine.nowMillis() && fetch(each.getKey(), tail)) {
                    done.add(each.getKey());
                } else {
                    dueMillis = Math.min(dueMillis, tail.dueMillis());
                }
            }
            if (!all || dueMillis == Long.MAX_VALUE) return;
            Pause.millis(dueMillis - machine.nowMillis());
        }
    }

    private boolean fetch(String shard, ShardTail tail) {
        return tail.fetch(machine.nowMillis(), options.fetchMillis(), freezing, tree.isClosed(shard));
    }

    /// Shares what a micro-batch may take among the shards that have something.
    private ShardPositions limited(ShardPositions start, ReadLimit limit) {
        long records = Math.min(limit.mostRows(), limit.options() ? options.maxRecords() : Long.MAX_VALUE);
        long bytes = limit.options() ? options.maxBytes() : Long.MAX_VALUE;
        Map<String, Position> further = new HashMap<>();
        List<String> shards = tree.readable(start);
        int waiting = tails.values().stream().mapToInt(ShardTail::waitingCount).sum();
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
        freezing = true;
        return true;
    }

    @Override
    public void catchUp() {
        awaited = true;
    }

    /// Notes with which records those shards begin of which nothing was read: should they be gone when the range is
    /// read again, that is seen.
    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        ShardPositions start = start(from);
        JsonValue.ObjectBuilder first = JsonValue.object();
        ShardPositions.of(to.json()).byShard().keySet().forEach(shard -> {
            ShardTail tail = tails.get(shard);
            String number = tail == null ? null : tail.first();
            if (number != null && start.of(shard) instanceof Position.Unread) first.put(shard, number);
        });
        return new InputRange(
                from, to, JsonValue.object().put(FIRST, first.build()).build());
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
            if (start.equals(end)) return;
            JsonValue number = first.get(shard);
            splits.add(split(new ShardRange(shard, start, end, to.begin(), number == null ? null : number.asString())));
        });
        return splits;
    }

    private Split split(ShardRange range) {
        ShardTail tail = tails.get(range.shard());
        List<Record> here = tail == null ? null : tail.between(range.from(), range.to());
        if (here == null) return () -> new ShardReader(range, options, calls, loss);
        return () -> ChunkReader.of(chunks(range.shard(), here));
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
        return tails.values().stream().mapToLong(ShardTail::behindMillis).max().stream()
                .boxed()
                .collect(java.util.stream.Collectors.toMap(_ -> "maxMillisBehindLatest", String::valueOf));
    }

    @Override
    public void close() {
        calls.close();
    }
}
