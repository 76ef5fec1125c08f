package dev.sluice.builtin;

import dev.sluice.catalog.TableFunction;
import dev.sluice.checkpoint.LogEntry.WatermarkDescription;
import dev.sluice.checkpoint.StateView;
import dev.sluice.connector.Provider;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.Suggestion;
import dev.sluice.format.ValueText;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.MutableVector;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `explain_waiting(query)`: which group, session or join row of a query waits for which watermark, who holds it back,
/// and what would release it. The argument is the name of a running query, or the directory of a checkpoint.
///
/// Read from the log, at the end of the last micro-batch; the query goes on meanwhile. Of what waits, the earliest
/// [#MOST] of each operator are shown.
///
/// @param running the checkpoints of the running queries that have a name
public record ExplainWaitingFunction(Supplier<Map<String, Checkpoint>> running) implements TableFunction {

    static final int MOST = 1_000;

    private static final long MICROS_PER_MILLI = 1_000;

    public static final DataType.Struct SCHEMA = DataType.Struct.of(
            new Field("operator", Atomic.STRING, false),
            new Field("key", Atomic.STRING, false),
            new Field("due", Atomic.TIMESTAMP, false),
            new Field("watermark", Atomic.TIMESTAMP, false),
            new Field("held_by", Atomic.STRING, false),
            new Field("released_by", Atomic.STRING, false));

    /// Where a query keeps its log.
    public record Checkpoint(Storage storage, String directory) {}

    @Override
    public String name() {
        return "explain_waiting";
    }

    @Override
    public StaticInput bind(List<@Nullable Object> arguments, Provider.Surroundings around) {
        if (arguments.size() != 1 || !(arguments.getFirst() instanceof String query)) {
            throw ErrorCondition.EXPLAIN_WAITING_WHAT
                    .error()
                    .with("arguments", arguments)
                    .build();
        }
        Map<String, Checkpoint> known = running.get();
        Checkpoint checkpoint = known.get(query);
        if (checkpoint == null) checkpoint = new Checkpoint(around.storage(), query);
        if (!known.containsKey(query)) requireCheckpoint(checkpoint, known);
        return MemoryInput.of(
                SCHEMA, rows(checkpoint, around.zone(), around.machine().nowMillis()));
    }

    private static void requireCheckpoint(Checkpoint checkpoint, Map<String, Checkpoint> running) {
        var view = new StateView(checkpoint.storage(), checkpoint.directory());
        if (view.exists()) {
            if (view.batches().isPresent()) return;
            throw ErrorCondition.EXPLAIN_WAITING_NOTHING_YET
                    .error()
                    .with("query", checkpoint.directory())
                    .build();
        }
        List<String> below = view.below();
        List<String> others = new ArrayList<>(running.keySet());
        int slash = checkpoint.directory().lastIndexOf('/');
        if (slash > 0) {
            others.addAll(
                    new StateView(checkpoint.storage(), checkpoint.directory().substring(0, slash)).below());
        }
        String near = Suggestion.likely(checkpoint.directory(), others)
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
        throw ErrorCondition.EXPLAIN_WAITING_NOBODY
                .error()
                .with("query", checkpoint.directory())
                .with("running", running.isEmpty() ? "none" : String.join(", ", running.keySet()))
                .with(
                        "nearby",
                        below.isEmpty() ? near : " Below that directory there are " + String.join(", ", below) + ".")
                .build();
    }

    /// The rows for a checkpoint; none if no micro-batch was committed yet.
    ///
    /// @param nowMillis what decides which inputs have been silent for too long
    public static List<List<@Nullable Object>> rows(Checkpoint checkpoint, ZoneId zone, long nowMillis) {
        var view = new StateView(checkpoint.storage(), checkpoint.directory());
        Optional<StateView.Batches> batches = view.batches();
        if (batches.isEmpty()) return List.of();
        StateView.At at = view.at(batches.get().last());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (StateSpec spec : at.specs()) {
            if (spec.time() != StateSpec.TIMELESS) rows.addAll(rows(at, spec, zone, nowMillis));
        }
        rows.sort(Comparator.comparingLong(row -> (Long) row.get(2)));
        return rows;
    }

    private static List<List<@Nullable Object>> rows(StateView.At at, StateSpec spec, ZoneId zone, long nowMillis) {
        record Waiting(StateStore store, int slot, long due) {}
        StateStores stores = at.fold(spec);
        List<Waiting> waiting = new ArrayList<>();
        for (int partition = 0; partition < stores.partitionCount(); partition++) {
            StateStore store = stores.store(spec.operator(), partition);
            var times = (MutableVector.Longs) store.values()[spec.time()];
            for (int slot : store.slots()) {
                if (!times.isNull(slot)) waiting.add(new Waiting(store, slot, times.get(slot)));
            }
        }
        waiting.sort(Comparator.comparingLong(Waiting::due));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Waiting each : waiting.subList(0, Math.min(MOST, waiting.size()))) {
            Chunk row = each.store.rows(new int[] {each.slot}, 1);
            rows.add(List.of(
                    spec.name(),
                    key(spec, row, zone),
                    each.due,
                    at.watermarkMillis() * MICROS_PER_MILLI,
                    spec.isOnClock() ? "the clock" : heldBy(at, nowMillis),
                    spec.isOnClock() ? "the clock, at " + instant(each.due) : releasedBy(at, each.due, nowMillis)));
        }
        return rows;
    }

    private static Instant instant(long dueMicros) {
        return Instant.ofEpochMilli(Math.ceilDiv(dueMicros, MICROS_PER_MILLI));
    }

    private static String key(StateSpec spec, Chunk row, ZoneId zone) {
        return IntStream.range(0, spec.key().size())
                .mapToObj(i -> {
                    var text = new StringBuilder(spec.key().field(i).name()).append('=');
                    ValueText.show(text, row.column(i), 0, spec.key().field(i).type(), zone);
                    return text.toString();
                })
                .collect(Collectors.joining(", "));
    }

    /// The watermark that is furthest behind, of those that count: an input that has been silent for as long as it may
    /// (`watermarkIdleTimeout`) holds nobody back.
    private static String heldBy(StateView.At at, long nowMillis) {
        return standings(at, nowMillis)
                .min(Comparator.comparingLong(held -> held.standing.reachedMillis()))
                .map(held -> held.named() + ", at " + Instant.ofEpochMilli(held.standing.reachedMillis()))
                .orElse("nobody: all inputs are silent");
    }

    private static String releasedBy(StateView.At at, long dueMicros, long nowMillis) {
        if (at.watermarkMillis() * MICROS_PER_MILLI >= dueMicros) return "the next micro-batch";
        if (standings(at, nowMillis).findAny().isEmpty()) {
            return at.watermarks().stream()
                    .map(each -> row(each, named(each), dueMicros))
                    .collect(Collectors.joining(" or "));
        }
        String rows = standings(at, nowMillis)
                .filter(held -> held.standing.reachedMillis() * MICROS_PER_MILLI < dueMicros)
                .map(held -> row(held.watermark, held.named(), dueMicros))
                .collect(Collectors.joining(" and "));
        return rows.isEmpty() ? "the next micro-batch" : rows;
    }

    /// Where a watermark stands, or one of its partitions.
    private record Held(WatermarkDescription watermark, StateView.Standing standing) {
        String named() {
            String partition = standing.partition();
            return ExplainWaitingFunction.named(watermark) + (partition.isEmpty() ? "" : ", partition " + partition);
        }
    }

    /// The watermarks, and the partitions of them, that have not been silent for too long.
    private static Stream<Held> standings(StateView.At at, long nowMillis) {
        return IntStream.range(0, at.watermarks().size())
                .boxed()
                .flatMap(i -> at.standings(i, nowMillis).stream()
                        .map(standing -> new Held(at.watermarks().get(i), standing)));
    }

    private static String row(WatermarkDescription watermark, String named, long dueMicros) {
        long time = Math.ceilDiv(dueMicros, MICROS_PER_MILLI) + watermark.delayMillis();
        return "a row with " + named + " from " + Instant.ofEpochMilli(time);
    }

    private static String named(WatermarkDescription watermark) {
        return watermark.column() + " of " + String.join(", ", watermark.sources());
    }
}
