package dev.sluice.planner;

import dev.sluice.ast.GroupCode;
import dev.sluice.catalog.StreamTable;
import dev.sluice.error.SluiceException;
import dev.sluice.execution.BuildPlan;
import dev.sluice.execution.ExchangePlan;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TwoInputsPlan;
import dev.sluice.execution.UnionPlan;
import dev.sluice.execution.operator.CollectMetricsExec;
import dev.sluice.execution.operator.DeduplicateExec;
import dev.sluice.execution.operator.EncodedKey;
import dev.sluice.execution.operator.EventTimeKey;
import dev.sluice.execution.operator.FilterExec;
import dev.sluice.execution.operator.FinalAggregateExec;
import dev.sluice.execution.operator.FullJoinExec;
import dev.sluice.execution.operator.GenerateExec;
import dev.sluice.execution.operator.Grouping;
import dev.sluice.execution.operator.HashJoinExec;
import dev.sluice.execution.operator.JoinSide;
import dev.sluice.execution.operator.KeyColumns;
import dev.sluice.execution.operator.LateRowCountExec;
import dev.sluice.execution.operator.LateRowsExec;
import dev.sluice.execution.operator.LimitExec;
import dev.sluice.execution.operator.PartialAggregateExec;
import dev.sluice.execution.operator.ProjectExec;
import dev.sluice.execution.operator.RankExec;
import dev.sluice.execution.operator.ScanExec;
import dev.sluice.execution.operator.SessionAggregateExec;
import dev.sluice.execution.operator.SortExec;
import dev.sluice.execution.operator.StateAggregateExec;
import dev.sluice.execution.operator.StateDeduplicateExec;
import dev.sluice.execution.operator.StateDeduplicateExec.Forgetting;
import dev.sluice.execution.operator.StateLimitExec;
import dev.sluice.execution.operator.StateSessionExec;
import dev.sluice.execution.operator.StreamJoinExec;
import dev.sluice.execution.operator.StreamScanExec;
import dev.sluice.execution.operator.UserGroupsExec;
import dev.sluice.execution.operator.UserRowsExec;
import dev.sluice.execution.operator.ValuesExec;
import dev.sluice.execution.operator.WatermarkExec;
import dev.sluice.execution.operator.WindowExec;
import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.expression.SortKey;
import dev.sluice.expression.WindowValue;
import dev.sluice.function.WindowFunction;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LateRows;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.plan.UserGroup;
import dev.sluice.state.StateSpec;
import dev.sluice.stream.OutputMode;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes physical plans of logical ones.
///
/// One planner plans one query: it numbers the query's streams in the order it meets them, the same for all outputs.
public final class PhysicalPlanner {

    private final ZoneId zone;
    private final boolean updateChains;
    private Optional<OutputMode> streaming;
    private final List<LogicalPlan.StreamScan> streams = new ArrayList<>();
    private final List<LogicalPlan.Watermark> watermarks = new ArrayList<>();
    private final Map<LogicalPlan.StreamScan, PhysicalPlan> scans = new HashMap<>();
    private final Set<String> closing = new HashSet<>();
    private final Map<String, List<LateRows.By>> lateBy = new HashMap<>();
    private int metricsCount;
    private long lastId = 1L << 32; // above every id that the analyzer gives

    private PhysicalPlanner(ZoneId zone, boolean updateChains) {
        this.zone = zone;
        this.updateChains = updateChains;
        streaming = Optional.empty();
    }

    public static PhysicalPlanner forBatch(ZoneId zone) {
        return new PhysicalPlanner(zone, false);
    }

    /// @param updateChains whether in update mode groups below other stateful operators are given out once, when they
    ///     are over
    public static PhysicalPlanner forStream(ZoneId zone, boolean updateChains) {
        return new PhysicalPlanner(zone, updateChains);
    }

    /// An output of a streaming query.
    public PhysicalPlan plan(LogicalPlan plan, OutputMode mode) {
        streaming = Optional.of(mode);
        if (updateChains && mode == OutputMode.UPDATE) plan.nodes().forEach(this::noteClosing);
        return plan(plan);
    }

    public PhysicalPlan plan(LogicalPlan plan) {
        return plan(plan, Set.copyOf(plan.output()));
    }

    /// The streams met so far; a [StreamScanExec] refers to them by their place.
    public List<LogicalPlan.StreamScan> streams() {
        return List.copyOf(streams);
    }

    /// The watermarks met so far; a [WatermarkExec] refers to them by their place.
    public List<LogicalPlan.Watermark> watermarks() {
        return List.copyOf(watermarks);
    }

    /// By which times the operators met so far drop rows as late, by the ids of the operators.
    public Map<String, List<LateRows.By>> lateBy() {
        return Map.copyOf(lateBy);
    }

    private static PhysicalPlan filter(PhysicalPlan input, Expression condition) {
        return new FilterExec(input instanceof ScanExec scan ? ScanBounds.of(scan, condition) : input, condition);
    }

    /// @param wanted the columns that are read above
    private PhysicalPlan plan(LogicalPlan plan, Set<Column> wanted) {
        return switch (plan) {
            case LogicalPlan.Scan(var input, var ordinals, var output) ->
                new ScanExec(input, ordinals, output, List.of());
            case LogicalPlan.StreamScan scan -> scans.computeIfAbsent(scan, this::streamScan);
            case LogicalPlan.Values(var output, var rows) -> new ValuesExec(output, rows, zone);
            case LogicalPlan.Filter(var input, var condition) ->
                filter(plan(input, and(wanted, List.of(condition))), condition);
            case LogicalPlan.Project(var input, var columns) -> project(input, columns);
            case LogicalPlan.Watermark watermark -> watermark(watermark, wanted);
            case LogicalPlan.CollectMetrics metrics -> metrics(metrics, wanted);
            case LogicalPlan.LateRows(var input, var time, long shift, var reason, var made) ->
                new LateRowsExec(plan(input), time, shift, reason, made);
            case LogicalPlan.Window window -> window(window, wanted);
            case LogicalPlan.Generate(var input, var generator, var argument, boolean outer, var made) -> {
                List<Column> kept =
                        input.output().stream().filter(wanted::contains).toList();
                yield new GenerateExec(
                        plan(input, and(wanted, List.of(argument))), generator, argument, outer, kept, made);
            }
            case LogicalPlan.Aggregate aggregate -> aggregate(aggregate);
            case LogicalPlan.Deduplicate deduplicate -> deduplicate(deduplicate, wanted);
            case LogicalPlan.UserRows rows -> userRows(rows, wanted);
            case LogicalPlan.UserGroups groups -> userGroups(groups);
            case LogicalPlan.Sort(var input, var keys) ->
                new SortExec(new ExchangePlan(plan(input, Set.copyOf(input.output())), List.of()), keys);
            case LogicalPlan.Limit limit -> limit(limit);
            case LogicalPlan.Union(var inputs, var output) ->
                new UnionPlan(inputs.stream().map(this::plan).toList(), output);
            case LogicalPlan.Join join -> join(join);
        };
    }

    private PhysicalPlan project(LogicalPlan input, List<Named> columns) {
        PhysicalPlan below = plan(
                input, and(Set.of(), columns.stream().map(Named::expression).toList()));
        boolean nothingToDo = columns.stream().allMatch(Named::isPassedOn)
                && columns.stream().map(Named::column).toList().equals(below.output());
        return nothingToDo ? below : new ProjectExec(below, columns);
    }

    private static Set<Column> and(Set<Column> wanted, List<Expression> read) {
        Set<Column> all = read.stream().flatMap(e -> e.references().stream()).collect(Collectors.toSet());
        all.addAll(wanted);
        return all;
    }

    /// One node for scans that are the same, however many outputs read it: it is run once for all of them.
    private PhysicalPlan streamScan(LogicalPlan.StreamScan scan) {
        StreamTable table = scan.table();
        return new StreamScanExec(
                number(scan),
                table.description(),
                table.schema(),
                table.times().perPartition(),
                scan.ordinals(),
                scan.output());
    }

    private int number(LogicalPlan.StreamScan scan) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).id() == scan.id()) return i;
        }
        streams.add(scan);
        return streams.size() - 1;
    }

    /// Counts in a stream alone.
    private PhysicalPlan watermark(LogicalPlan.Watermark watermark, Set<Column> wanted) {
        if (streaming.isEmpty()) return plan(watermark.input(), wanted);
        Set<Column> read = new HashSet<>(wanted);
        read.add(watermark.time());
        int number = 0;
        while (number < watermarks.size() && watermarks.get(number).said() != watermark.said()) number++;
        if (number == watermarks.size()) {
            watermarks.add(watermark);
        }
        return new WatermarkExec(plan(watermark.input(), read), watermark.time(), watermark.delayMillis(), number);
    }

    // ---- a program's code

    private PhysicalPlan userRows(LogicalPlan.UserRows rows, Set<Column> wanted) {
        List<Column> kept = rows.beside()
                ? rows.input().output().stream().filter(wanted::contains).toList()
                : List.of();
        Set<Column> read = rows.objects().references().collect(Collectors.toCollection(HashSet::new));
        read.addAll(kept);
        return new UserRowsExec(plan(rows.input(), read), rows.objects(), rows.code(), rows.to(), kept, rows.made());
    }

    private PhysicalPlan userGroups(LogicalPlan.UserGroups groups) {
        return switch (groups.code()) {
            case GroupCode.Each each ->
                new UserGroupsExec(
                        exchanged(groups.groups(), false), groups.groups(), each, groups.to(), groups.made());
            case GroupCode.WithState code -> GroupStates.plan(groups, code, withInitial(groups), remembers(groups));
            case GroupCode.Transform code -> GroupStates.plan(groups, code, withInitial(groups), remembers(groups));
        };
    }

    /// The rows, behind those of the initial state, if there are some.
    private PhysicalPlan withInitial(LogicalPlan.UserGroups groups) {
        ExchangePlan input = exchanged(groups.groups(), false);
        return groups.initial() == null
                ? input
                : new TwoInputsPlan(exchanged(groups.initial(), remembers(groups)), input);
    }

    /// Beside a stream a table is made anew in each micro-batch, as in a batch.
    private boolean remembers(LogicalPlan.UserGroups groups) {
        return streaming.isPresent() && groups.input().isStreaming();
    }

    private ExchangePlan exchanged(UserGroup group, boolean first) {
        Set<Column> read = group.references().collect(Collectors.toCollection(HashSet::new));
        read.addAll(EventTime.columns(group.input()));
        List<Expression> keys =
                group.keys().stream().<Expression>map(Expression.ColumnRef::new).toList();
        return new ExchangePlan(plan(group.input(), read), keys, null, first);
    }

    // ---- aggregates

    private PhysicalPlan metrics(LogicalPlan.CollectMetrics metrics, Set<Column> wanted) {
        return new CollectMetricsExec(
                plan(metrics.input(), and(wanted, reads(metrics.calls()))),
                metrics.name(),
                metricsCount++,
                new Grouping(List.of(), metrics.calls(), stateColumns(metrics.calls())),
                metrics.metrics(),
                metrics.taker());
    }

    private static List<Expression> reads(List<AggregateCall> calls) {
        List<Expression> read = new ArrayList<>();
        for (AggregateCall call : calls) {
            read.addAll(call.arguments());
            if (call.filter() != null) read.add(call.filter());
        }
        return read;
    }

    private PhysicalPlan aggregate(LogicalPlan.Aggregate aggregate) {
        List<AggregateCall> calls =
                aggregate.aggregates().stream().map(DistinctCalls::overSets).toList();
        List<Expression> read = reads(calls);
        aggregate.keys().forEach(key -> read.add(key.expression()));
        var partial = new Grouping(aggregate.keys(), calls, stateColumns(calls));
        EventTimeKey time = eventTimeKey(aggregate);
        PhysicalPlan input = plan(aggregate.input(), and(Set.of(), read));
        if (time != null && (mode() != OutputMode.COMPLETE || aggregate.session() != null)) {
            Expression of = aggregate.keys().get(time.ordinal()).expression();
            input = new LateRowCountExec(input, of, time.shiftMillis(), aggregate.operator());
            lateBy.put(aggregate.operator(), List.of(new LateRows.By(0, of, time.shiftMillis())));
        }
        List<Expression> keys = partial.keyColumns().stream()
                .<Expression>map(Expression.ColumnRef::new)
                .toList();
        var merged = new Grouping(partial.keyColumns().stream().map(Named::of).toList(), calls, partial.stateColumns());
        if (aggregate.session() != null) {
            return sessions(
                    aggregate, aggregate.session(), new PartialAggregateExec(input, partial, null), merged, time);
        }
        var encoded = new EncodedKey(
                new Column(lastId++, "key", DataType.Atomic.BINARY, false),
                new Column(lastId++, "hash", DataType.Atomic.INT, false));
        var grouped = new PartialAggregateExec(input, partial, encoded);
        var exchanged = new ExchangePlan(grouped, keys, encoded.hash(), false);
        if (!aggregate.input().isStreaming()) return new FinalAggregateExec(exchanged, merged);
        StateSpec groups = groups(aggregate.operator(), merged);
        boolean follows = mode() != OutputMode.COMPLETE
                && EventTime.inputWatermark(aggregate).isPresent();
        return new StateAggregateExec(
                exchanged, merged, time == null ? groups : groups.due("due"), mode(aggregate), time, follows);
    }

    private OutputMode mode(LogicalPlan.Aggregate aggregate) {
        return closing.contains(aggregate.operator()) ? OutputMode.APPEND : mode();
    }

    /// Finds the groups that are given out when they are over: those with a time of events, below a stateful operator.
    private void noteClosing(LogicalPlan node) {
        boolean isStateful = node instanceof LogicalPlan.Aggregate
                || node instanceof LogicalPlan.Deduplicate
                || node instanceof LogicalPlan.Join;
        if (!isStateful || !node.isStreaming()) return;
        node.children().stream().flatMap(LogicalPlan::nodes).forEach(below -> {
            if (below instanceof LogicalPlan.Aggregate aggregate
                    && aggregate.isStreaming()
                    && EventTime.endingKey(aggregate).isPresent()) closing.add(aggregate.operator());
        });
    }

    /// Rows meet by the other keys, since it takes all windows of a group to know its sessions.
    private PhysicalPlan sessions(
            LogicalPlan.Aggregate aggregate,
            Column session,
            PhysicalPlan grouped,
            Grouping merged,
            @Nullable EventTimeKey time) {
        int place = merged.keyColumns().indexOf(session);
        List<Expression> others = merged.keyColumns().stream()
                .filter(key -> !key.equals(session))
                .<Expression>map(Expression.ColumnRef::new)
                .toList();
        var exchanged = new ExchangePlan(grouped, others);
        if (!aggregate.input().isStreaming()) return new SessionAggregateExec(exchanged, merged, place);
        boolean follows = mode() != OutputMode.COMPLETE
                && EventTime.inputWatermark(aggregate).isPresent();
        StateSpec open = openSessions(aggregate.operator(), merged, place);
        return new StateSessionExec(
                exchanged, merged, place, time == null ? open : open.due("due"), mode(), time, follows);
    }

    private static StateSpec openSessions(String operator, Grouping grouping, int session) {
        List<Field> keys = new ArrayList<>();
        List<Field> values = new ArrayList<>(
                grouping.aggregates().stream().flatMap(StateNames::fields).toList());
        for (int i = 0; i < grouping.keyColumns().size(); i++) {
            Column column = grouping.keyColumns().get(i);
            if (i != session) keys.add(column.field());
        }
        var window = (DataType.Struct) grouping.keyColumns().get(session).type();
        keys.add(new Field("start", window.field(0).type(), false));
        values.add(new Field("end", window.field(1).type(), false));
        return new StateSpec(
                operator,
                "sessionWindowStateStoreSaveExec",
                new DataType.Struct(keys),
                new DataType.Struct(values),
                keys.size() - 1);
    }

    private static @Nullable EventTimeKey eventTimeKey(LogicalPlan.Aggregate aggregate) {
        Named key = EventTime.endingKey(aggregate).orElse(null);
        if (key == null) return null;
        long watermark = EventTime.inputWatermark(aggregate).orElseThrow();
        return new EventTimeKey(aggregate.keys().indexOf(key), key.column().type(), watermark);
    }

    private List<Column> stateColumns(List<AggregateCall> calls) {
        List<Column> columns = new ArrayList<>();
        for (AggregateCall call : calls) {
            for (DataType type : call.function().state()) {
                columns.add(new Column(lastId++, call.function().name(), type, true));
            }
        }
        return columns;
    }

    private static StateSpec groups(String operator, Grouping grouping) {
        var key = new DataType.Struct(
                grouping.keyColumns().stream().map(Column::field).toList());
        List<Field> values =
                grouping.aggregates().stream().flatMap(StateNames::fields).toList();
        return new StateSpec(operator, "stateStoreSave", key, new DataType.Struct(values));
    }

    // ---- duplicates

    /// @param wanted as in [#plan]; rows of a stream can be late only by a time that somebody reads
    private PhysicalPlan deduplicate(LogicalPlan.Deduplicate deduplicate, Set<Column> wanted) {
        LogicalPlan input = deduplicate.input();
        Set<Long> read = ids(wanted);
        read.addAll(ids(deduplicate.keys()));
        if (deduplicate.withinWatermark()) read.addAll(ids(EventTime.columns(input)));
        List<Column> kept = input.output().stream()
                .filter(column -> read.contains(column.id()))
                .toList();
        PhysicalPlan narrowed = project(input, kept.stream().map(Named::of).toList());
        List<Expression> routing = deduplicate.keys().stream()
                .<Expression>map(Expression.ColumnRef::new)
                .toList();
        var exchanged = new ExchangePlan(narrowed, routing);
        var keys = KeyColumns.among(kept, deduplicate.keys());
        if (!input.isStreaming()) return new DeduplicateExec(exchanged, keys);
        Optional<Column> time = EventTime.columns(input).stream()
                .filter(column -> read.contains(column.id()))
                .findFirst();
        OptionalLong shift = EventTime.inputWatermark(deduplicate);
        StateSpec seen = seen(deduplicate, keys);
        if (time.isEmpty() || shift.isEmpty()) {
            return new StateDeduplicateExec(exchanged, keys, seen, null, Forgetting.NEVER, shift.isPresent());
        }
        int place = KeyColumns.among(kept, List.of(time.get())).ordinals().getFirst();
        var key = new EventTimeKey(place, time.get().type(), shift.getAsLong());
        lateBy.put(
                deduplicate.operator(),
                List.of(new LateRows.By(0, new Expression.ColumnRef(time.get()), key.shiftMillis())));
        if (deduplicate.withinWatermark()) {
            var forgetting = Forgetting.after(EventTime.delayMillis(time.get(), input));
            return new StateDeduplicateExec(exchanged, keys, seen.due("expiresAtMicros"), key, forgetting, true);
        }
        return keys.ordinals().contains(place)
                ? new StateDeduplicateExec(exchanged, keys, seen.due("due"), key, Forgetting.BY_KEY, true)
                : new StateDeduplicateExec(exchanged, keys, seen, key, Forgetting.NEVER, true);
    }

    private static Set<Long> ids(Collection<Column> columns) {
        return columns.stream().map(Column::id).collect(Collectors.toCollection(HashSet::new));
    }

    private static StateSpec seen(LogicalPlan.Deduplicate deduplicate, KeyColumns keys) {
        String name = deduplicate.withinWatermark() ? "dedupeWithinWatermark" : "dedupe";
        return new StateSpec(deduplicate.operator(), name, keys.schema(), DataType.Struct.of());
    }

    // ---- windows over rows

    /// Rows of a partition meet, and are put in order behind each other. Those that are only counted need not wait.
    private PhysicalPlan window(LogicalPlan.Window window, Set<Column> wanted) {
        List<Expression> order =
                window.order().stream().map(SortKey::expression).toList();
        PhysicalPlan input = plan(window.input(), and(wanted, window.reads()));
        List<SortKey> keys = Stream.concat(
                        window.partition().stream().map(key -> new SortKey(key, true, true)), window.order().stream())
                .toList();
        var sorted = new SortExec(new ExchangePlan(input, window.partition()), keys);
        boolean counts = window.calls().stream()
                .allMatch(call ->
                        call.value() instanceof WindowValue.Place(WindowFunction function) && function.countsRows());
        return counts
                ? new RankExec(sorted, window.partition(), order, window.calls())
                : new WindowExec(sorted, window.partition(), order, window.calls());
    }

    // ---- limits

    private PhysicalPlan limit(LogicalPlan.Limit limit) {
        long count = limit.count();
        long offset = limit.offset();
        if (limit.input().isStreaming() && count < Long.MAX_VALUE && countsForEver(limit)) {
            LogicalPlan below = offset == 0
                    ? limit.input()
                    : new LogicalPlan.Limit(limit.input(), Long.MAX_VALUE, offset, limit.operator());
            var passed = new StateSpec(
                    limit.operator(),
                    "globalLimit",
                    new DataType.Struct(List.of()),
                    DataType.Struct.of(Field.of("rows", DataType.Atomic.LONG)),
                    0);
            return new StateLimitExec(new ExchangePlan(plan(below), List.of()), count, passed);
        }
        PhysicalPlan input = plan(limit.input());
        if (input instanceof SortExec) return new LimitExec(input, count, offset);
        long atMost = count > Long.MAX_VALUE - offset ? Long.MAX_VALUE : count + offset;
        PhysicalPlan local = atMost == Long.MAX_VALUE ? input : new LimitExec(input, atMost, 0);
        return new LimitExec(new ExchangePlan(local, List.of()), count, offset);
    }

    /// Whether rows, once let through, stay: in append mode, and in complete mode below the groups.
    private boolean countsForEver(LogicalPlan.Limit limit) {
        return switch (mode()) {
            case APPEND -> true;
            case COMPLETE ->
                limit.nodes().noneMatch(node -> node instanceof LogicalPlan.Aggregate && node.isStreaming());
            case UPDATE -> false;
        };
    }

    // ---- joins

    /// The held side is the right one, or the static one beside a stream; an outer join leads with its own side.
    private PhysicalPlan join(LogicalPlan.Join join) {
        if (join.joinsStreams()) {
            StreamJoinExec streams = StreamJoins.plan(join, plan(join.left()), plan(join.right()));
            lateBy.put(
                    join.operator(),
                    Stream.concat(late(0, streams.left()), late(1, streams.right()))
                            .toList());
            return streams;
        }
        if (join.kind() == JoinKind.FULL_OUTER) {
            var left = new ExchangePlan(plan(join.left()), join.leftKeys());
            var right = new ExchangePlan(plan(join.right()), join.rightKeys());
            return new FullJoinExec(
                    new TwoInputsPlan(right, left), join.leftKeys(), join.rightKeys(), join.condition());
        }
        boolean swap = switch (join.kind()) {
            case INNER -> join.right().isStreaming();
            case RIGHT_OUTER -> true;
            case LEFT_OUTER, LEFT_SEMI, LEFT_ANTI -> false;
            case FULL_OUTER -> throw SluiceException.bug("no side leads");
        };
        PhysicalPlan left = plan(join.left());
        PhysicalPlan right = plan(join.right());
        if (!swap) {
            return new HashJoinExec(
                    left, new BuildPlan(right, join.rightKeys()), join.kind(), join.leftKeys(), join.condition());
        }
        JoinKind mirrored = join.kind() == JoinKind.RIGHT_OUTER ? JoinKind.LEFT_OUTER : join.kind();
        var swapped = new HashJoinExec(
                right, new BuildPlan(left, join.leftKeys()), mirrored, join.rightKeys(), join.condition());
        return new ProjectExec(swapped, join.output().stream().map(Named::of).toList());
    }

    private static Stream<LateRows.By> late(int input, JoinSide side) {
        EventTimeKey time = side.time();
        if (time == null) return Stream.empty();
        var column = new Expression.ColumnRef(side.columns().get(time.ordinal()));
        return Stream.of(new LateRows.By(input, column, time.shiftMillis()));
    }

    private OutputMode mode() {
        return streaming.orElseThrow(() -> SluiceException.bug("a stream in a batch query"));
    }
}
