package dev.sluice.spark;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An operator that keeps a row for a key, here as in Spark: groups, duplicates, a limit.
///
/// @param spec what it keeps here
/// @param store what it keeps in Spark
/// @param forms of the values, in their order
/// @param due by which key column a row is forgotten, which is a value column of its own here and none in Spark; or
///     null
record RowByRow(
        StateSpec spec,
        SparkStore store,
        AggregateForms forms,
        @Nullable DueTime due) implements MovingState {

    private static final int MOST_IN_ORDER = 4;
    /// In place of a value or a key without columns.
    private static final Field DUMMY = Field.of("__dummy__", Atomic.NULL);

    /// Groups of an aggregate.
    static RowByRow groups(Opened opened, StateSpec spec, String path) {
        AggregateForms forms = AggregateForms.of(opened, spec, path);
        var store = SparkStore.alone(spec.key(), new DataType.Struct(forms.columns()));
        return new RowByRow(spec, store, forms, DueTimes.of(opened, spec, path));
    }

    /// The keys that passed, for ever or until the watermark has reached the time among them.
    static RowByRow seen(Opened opened, StateSpec spec, String path) {
        requireOrder(spec, path);
        var store = SparkStore.alone(spec.key(), DataType.Struct.of(DUMMY));
        return new RowByRow(spec, store, AggregateForms.NONE, DueTimes.of(opened, spec, path));
    }

    /// Spark keeps the names that `dropDuplicates` is given as a set, whose order is that in which they were said up to
    /// four of them. (SPARK-31990)
    private static void requireOrder(StateSpec spec, String path) {
        if (spec.key().size() <= MOST_IN_ORDER) return;
        throw SparkFiles.notCovered(
                path,
                "the duplicates by " + spec.key().names() + ", more than " + MOST_IN_ORDER
                        + " columns, which Spark keeps in an order of its own");
    }

    /// The keys that passed lately; Spark keeps when that is over, too, by the operator's own watermark.
    static RowByRow seenLately(Opened opened, StateSpec spec, String path) {
        DueTime time = Objects.requireNonNull(DueTimes.of(opened, spec, path));
        var form = new AggregateForm(
                1,
                List.of(Field.of("expiresAtMicros", Atomic.LONG)),
                values -> List.of(time.time((Long) Objects.requireNonNull(values.getFirst()))),
                values -> List.of(time.due((Long) Objects.requireNonNull(values.getFirst()))));
        return single(spec, spec.key(), form);
    }

    /// How many rows passed.
    static RowByRow limit(StateSpec spec) {
        List<Field> value = List.of(Field.of("value", Atomic.LONG));
        var key = DataType.Struct.of(Field.of("key", Atomic.NULL));
        return single(spec, key, new AggregateForm(1, value, values -> values, values -> values));
    }

    private static RowByRow single(StateSpec spec, DataType.Struct key, AggregateForm form) {
        var store = SparkStore.alone(key, new DataType.Struct(form.columns()));
        return new RowByRow(spec, store, new AggregateForms(List.of(form)), null);
    }

    @Override
    public String operatorName() {
        return spec.name();
    }

    @Override
    public List<SparkStore> stores() {
        return List.of(store);
    }

    @Override
    public int routingColumns() {
        return spec.key().size();
    }

    @Override
    public void toSpark(StateStores state, SparkPartitions partitions, Rows rows) {
        OurRows.visit(state, spec, routingColumns(), partitions, (partition, key, value) -> {
            List<@Nullable Object> sparkKey =
                    key.isEmpty() ? nothing(store.key().size()) : key;
            List<@Nullable Object> sparkValue =
                    forms.calls().isEmpty() ? nothing(store.value().size()) : forms.toSpark(value);
            rows.add(
                    store,
                    partition,
                    UnsafeRows.write(store.key(), sparkKey),
                    UnsafeRows.write(store.value(), sparkValue));
        });
    }

    private static List<@Nullable Object> nothing(int columns) {
        return Arrays.asList(new Object[columns]);
    }

    @Override
    public void fromSpark(Stored stored, OurRows.Writer to) {
        stored.of(store).forEach((sparkKey, sparkValue) -> {
            List<@Nullable Object> row = new ArrayList<>();
            if (spec.key().size() > 0) row.addAll(UnsafeRows.read(store.key(), sparkKey));
            Long time = due == null ? null : DueTimes.due(due, row, List.of());
            row.addAll(forms.fromSpark(UnsafeRows.read(store.value(), sparkValue)));
            if (due != null) row.add(time);
            to.add(spec, row);
        });
    }
}
