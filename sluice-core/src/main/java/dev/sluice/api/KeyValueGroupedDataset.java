package dev.sluice.api;

import dev.sluice.api.function.FlatMapGroupsFunction;
import dev.sluice.api.function.MapFunction;
import dev.sluice.api.function.MapGroupsFunction;
import dev.sluice.ast.Expr;
import dev.sluice.ast.GroupCode;
import dev.sluice.ast.Relation;
import dev.sluice.encoder.Encoder;
import dev.sluice.type.DataType;
import java.util.Collections;
import java.util.List;

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

    @SuppressWarnings("unchecked") // the engine gives it what the encoders beside it read
    private <U> Dataset<U> each(String name, FlatMapGroupsFunction<K, V, U> function, Encoder<U> to) {
        var code = new GroupCode.Each(
                name, (FlatMapGroupsFunction<Object, Object, Object>) (FlatMapGroupsFunction<?, ?, ?>) function);
        return new Dataset<>(session, new Relation.UserGroups(groups, null, code, to), to);
    }
}
