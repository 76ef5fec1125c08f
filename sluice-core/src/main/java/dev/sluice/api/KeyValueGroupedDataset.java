package dev.sluice.api;

import dev.sluice.api.function.FlatMapGroupsFunction;
import dev.sluice.api.function.FlatMapGroupsWithStateFunction;
import dev.sluice.api.function.MapFunction;
import dev.sluice.api.function.MapGroupsFunction;
import dev.sluice.api.function.MapGroupsWithStateFunction;
import dev.sluice.ast.Expr;
import dev.sluice.ast.GroupCode;
import dev.sluice.ast.Relation;
import dev.sluice.encoder.Encoder;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.StatefulProcessor;
import dev.sluice.stream.StatefulProcessorWithInitialState;
import dev.sluice.stream.TimeMode;
import dev.sluice.type.DataType;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The groups that [Dataset#groupByKey] makes, waiting for what is to be made of each.
///
/// @param <K> the key
/// @param <V> what a group holds
public final class KeyValueGroupedDataset<K, V> {

    /// A key in one column, whatever fields it has.
    private record Keyed<K>(K key) {}

    private final Session session;
    private final Relation.Grouped groups;
    private final Encoder<K> key;

    private KeyValueGroupedDataset(Session session, Relation.Grouped groups, Encoder<K> key) {
        this.session = session;
        this.groups = groups;
        this.key = key;
    }

    static <K, V> KeyValueGroupedDataset<K, V> of(Dataset<V> input, MapFunction<V, K> function, Encoder<K> key) {
        var groups = new Relation.Grouped(
                input.relation(), input.encoder(), RowFunctions.map("groupByKey", function), key, object -> object);
        return new KeyValueGroupedDataset<>(input.sparkSession(), groups, key);
    }

    Relation.Grouped groups() {
        return groups;
    }

    /// The same groups of what a function makes of each object.
    ///
    /// @param values as in Spark; what is made is held as it is
    public <W> KeyValueGroupedDataset<K, W> mapValues(MapFunction<V, W> function, Encoder<W> values) {
        @SuppressWarnings("unchecked") // the engine gives it what the functions before it made
        var next = (MapFunction<Object, Object>) (MapFunction<?, ?>) function;
        MapFunction<Object, Object> before = groups.values();
        return new KeyValueGroupedDataset<>(
                session,
                new Relation.Grouped(
                        groups.input(),
                        groups.from(),
                        groups.key(),
                        groups.keys(),
                        object -> next.call(before.call(object))),
                key);
    }

    /// Each key once.
    public Dataset<K> keys() {
        var keys = new Relation.UserRows(groups.input(), groups.from(), groups.key(), key);
        return new Dataset<>(session, new Relation.Distinct(keys), key);
    }

    /// How many objects each group has.
    public Dataset<Tuple2<K, Long>> count() {
        Encoder<Keyed<K>> keyed = Encoder.tuple(Keyed.class, key);
        @SuppressWarnings("unchecked") // what the key function gives
        MapFunction<K, Keyed<K>> wrap = Keyed::new;
        var rows = new Relation.UserRows(groups.input(), groups.from(), RowFunctions.then(groups.key(), wrap), keyed);
        Expr name = functions.col("key").expr();
        Expr count = Expr.call("count", null, new Expr.Literal(1, DataType.Atomic.INT, null));
        var counted = new Relation.Aggregate(rows, List.of(name), List.of(name, count), null, null, null);
        return new Dataset<>(session, counted, Encoders.tuple(key, Encoders.LONG()));
    }

    /// Makes an object of each group.
    public <U> Dataset<U> mapGroups(MapGroupsFunction<K, V, U> function, Encoder<U> to) {
        return each(
                "mapGroups",
                (group, values) ->
                        Collections.singletonList(function.call(group, values)).iterator(),
                to);
    }

    /// Makes any number of objects of each group.
    public <U> Dataset<U> flatMapGroups(FlatMapGroupsFunction<K, V, U> function, Encoder<U> to) {
        return each("flatMapGroups", function, to);
    }

    // ---- groups that are remembered

    /// Makes an object of each group that has new rows, and remembers something of it; without timeouts.
    ///
    /// @param state how that is kept
    public <S, U> Dataset<U> mapGroupsWithState(
            MapGroupsWithStateFunction<K, V, S, U> function, Encoder<S> state, Encoder<U> to) {
        return mapGroupsWithState(function, state, to, GroupStateTimeout.NO_TIMEOUT);
    }

    /// Makes an object of each group that has new rows or whose timeout is over, and remembers something of it.
    public <S, U> Dataset<U> mapGroupsWithState(
            MapGroupsWithStateFunction<K, V, S, U> function,
            Encoder<S> state,
            Encoder<U> to,
            GroupStateTimeout timeout) {
        return withState(single(function), state, OutputMode.UPDATE, timeout, true, null, to);
    }

    /// The same, where groups begin with what a batch query has for them.
    public <S, U> Dataset<U> mapGroupsWithState(
            MapGroupsWithStateFunction<K, V, S, U> function,
            Encoder<S> state,
            Encoder<U> to,
            GroupStateTimeout timeout,
            KeyValueGroupedDataset<K, S> initialState) {
        return withState(single(function), state, OutputMode.UPDATE, timeout, true, initialState, to);
    }

    /// Makes any number of objects of each group that has new rows or whose timeout is over, and remembers something
    /// of it.
    ///
    /// @param mode whether what it gives out takes the place of what it gave out before (update), or not (append)
    /// @param state how what is remembered is kept
    public <S, U> Dataset<U> flatMapGroupsWithState(
            FlatMapGroupsWithStateFunction<K, V, S, U> function,
            OutputMode mode,
            Encoder<S> state,
            Encoder<U> to,
            GroupStateTimeout timeout) {
        return withState(function, state, mode, timeout, false, null, to);
    }

    /// The same, where groups begin with what a batch query has for them.
    public <S, U> Dataset<U> flatMapGroupsWithState(
            FlatMapGroupsWithStateFunction<K, V, S, U> function,
            OutputMode mode,
            Encoder<S> state,
            Encoder<U> to,
            GroupStateTimeout timeout,
            KeyValueGroupedDataset<K, S> initialState) {
        return withState(function, state, mode, timeout, false, initialState, to);
    }

    private static <K, V, S, U> FlatMapGroupsWithStateFunction<K, V, S, U> single(
            MapGroupsWithStateFunction<K, V, S, U> function) {
        return (group, values, state) ->
                Collections.singletonList(function.call(group, values, state)).iterator();
    }

    @SuppressWarnings("unchecked") // the engine gives it what the encoders beside it read
    private <S, U> Dataset<U> withState(
            FlatMapGroupsWithStateFunction<K, V, S, U> function,
            Encoder<S> state,
            OutputMode mode,
            GroupStateTimeout timeout,
            boolean single,
            @Nullable KeyValueGroupedDataset<K, S> initialState,
            Encoder<U> to) {
        if (mode == OutputMode.COMPLETE) {
            throw new IllegalArgumentException("The output mode of function should be append or update");
        }
        var code = new GroupCode.WithState(
                single ? "mapGroupsWithState" : "flatMapGroupsWithState",
                (FlatMapGroupsWithStateFunction<Object, Object, Object, Object>)
                        (FlatMapGroupsWithStateFunction<?, ?, ?, ?>) function,
                state.erased(),
                mode,
                timeout,
                single);
        Relation.Grouped initial = initialState == null ? null : initialState.groups();
        return new Dataset<>(session, new Relation.UserGroups(groups, initial, code, to), to);
    }

    // ---- processors

    /// Sends the new rows of each group through a processor with state variables and timers.
    public <U> Dataset<U> transformWithState(
            StatefulProcessor<K, V, U> processor, TimeMode timeMode, OutputMode outputMode, Encoder<U> outputEncoder) {
        return transform(processor, timeMode, outputMode, null, null, outputEncoder);
    }

    /// The same in event time, where what the processor gives out goes on under the watermark.
    ///
    /// @param eventTimeColumnName which column of it is the time
    public <U> Dataset<U> transformWithState(
            StatefulProcessor<K, V, U> processor,
            String eventTimeColumnName,
            OutputMode outputMode,
            Encoder<U> outputEncoder) {
        return transform(processor, TimeMode.EVENT_TIME, outputMode, eventTimeColumnName, null, outputEncoder);
    }

    /// The same, where groups begin with what a batch query has for them.
    ///
    /// @param initialStateEncoder as in Spark; the objects are taken as the dataset has them
    public <U, S> Dataset<U> transformWithState(
            StatefulProcessorWithInitialState<K, V, U, S> processor,
            TimeMode timeMode,
            OutputMode outputMode,
            KeyValueGroupedDataset<K, S> initialState,
            Encoder<U> outputEncoder,
            Encoder<S> initialStateEncoder) {
        return transform(processor, timeMode, outputMode, null, initialState.groups(), outputEncoder);
    }

    /// The same in event time.
    ///
    /// @param eventTimeColumnName which column of what the processor gives out is the time
    /// @param initialStateEncoder as in Spark; the objects are taken as the dataset has them
    public <U, S> Dataset<U> transformWithState(
            StatefulProcessorWithInitialState<K, V, U, S> processor,
            String eventTimeColumnName,
            OutputMode outputMode,
            KeyValueGroupedDataset<K, S> initialState,
            Encoder<U> outputEncoder,
            Encoder<S> initialStateEncoder) {
        return transform(
                processor, TimeMode.EVENT_TIME, outputMode, eventTimeColumnName, initialState.groups(), outputEncoder);
    }

    @SuppressWarnings("unchecked") // the engine gives it what the encoders beside it read
    private <U> Dataset<U> transform(
            StatefulProcessor<K, V, U> processor,
            TimeMode timeMode,
            OutputMode outputMode,
            @Nullable String eventTime,
            Relation.@Nullable Grouped initial,
            Encoder<U> to) {
        var code = new GroupCode.Transform(
                (StatefulProcessor<Object, Object, Object>) (StatefulProcessor<?, ?, ?>) processor,
                timeMode,
                outputMode,
                eventTime);
        return new Dataset<>(session, new Relation.UserGroups(groups, initial, code, to), to);
    }

    @SuppressWarnings("unchecked") // the engine gives it what the encoders beside it read
    private <U> Dataset<U> each(String name, FlatMapGroupsFunction<K, V, U> function, Encoder<U> to) {
        var code = new GroupCode.Each(
                name, (FlatMapGroupsFunction<Object, Object, Object>) (FlatMapGroupsFunction<?, ?, ?>) function);
        return new Dataset<>(session, new Relation.UserGroups(groups, null, code, to), to);
    }
}
