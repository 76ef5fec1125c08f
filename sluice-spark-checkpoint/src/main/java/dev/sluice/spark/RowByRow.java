package dev.sluice.spark;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.WatermarkDescription;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operator that keeps a row for a key, here as in Spark: groups, duplicates, a limit.
///
/// @param spec what it keeps here
/// @param store what it keeps in Spark
/// @param forms of the values, in their order
/// @param time which key column is the time of events by which a row is forgotten, which is a value column of its own
///     here and none in Spark; or [#NO_TIME]
record RowByRow(StateSpec spec, SparkStore store, List<AggregateForm> forms, int time) implements MovingState {

    private static final int MOST_IN_ORDER = 4;
    private static final int NO_TIME = -1;
    private static final String ENDS = "end of the group, by ";
    private static final String ENDS_SESSION = "end of the session";
    /// In place of a value or a key without columns.
    private static final Field DUMMY = Field.of("__dummy__", Atomic.NULL);

    /// Groups of an aggregate.
    static RowByRow groups(Opened opened, StateSpec spec, String path) {
        List<String> meanings = opened.meanings().getOrDefault(spec.operator(), List.of());
        if (meanings.size() != spec.value().size() || meanings.contains(ENDS_SESSION)) {
            throw SparkFiles.notCovered(path, "its log does not say what the columns of " + spec.operator() + " are");
        }
        List<AggregateForm> forms = new ArrayList<>();
        int time = NO_TIME;
        for (int i = 0; i < meanings.size(); i++) {
            String meaning = meanings.get(i);
            if (meaning.startsWith(ENDS)) {
                time = key(spec, meaning.substring(ENDS.length()), path);
            } else if (meaning.endsWith("[0]")) {
                forms.add(form(meaning.substring(0, meaning.length() - 3), types(spec, meanings, i), path));
            }
        }
        List<Field> values = new ArrayList<>();
        forms.forEach(form -> values.addAll(form.columns()));
        return new RowByRow(spec, SparkStore.alone(spec.key(), new DataType.Struct(values)), forms, time);
    }

    private static AggregateForm form(String call, List<DataType> types, String path) {
        return AggregateForm.of(call, types)
                .filter(form -> form.ours() == types.size())
                .orElseThrow(() -> SparkFiles.notCovered(path, "what " + call + " keeps has no known form in Spark"));
    }

    /// The types of the columns of a call whose first column is the `i`-th.
    private static List<DataType> types(StateSpec spec, List<String> meanings, int i) {
        int end = i + 1;
        while (end < meanings.size() && !meanings.get(end).endsWith("[0]") && end != spec.time()) end++;
        return spec.value().fields().subList(i, end).stream().map(Field::type).toList();
    }

    private static int key(StateSpec spec, String name, String path) {
        List<String> names = spec.key().fields().stream().map(Field::name).toList();
        int place = names.indexOf(name);
        if (place >= 0 && place == names.lastIndexOf(name)) return place;
        throw SparkFiles.notCovered(path, "which of the keys " + names + " is the time of events " + name);
    }

    /// The keys that passed, for ever or until the watermark has reached the time among them.
    static RowByRow seen(Opened opened, StateSpec spec, String path) {
        requireOrder(spec, path);
        int time = spec.time() == StateSpec.TIMELESS ? NO_TIME : key(spec, watermark(opened, path), path);
        return new RowByRow(spec, SparkStore.alone(spec.key(), DataType.Struct.of(DUMMY)), List.of(), time);
    }

    /// Spark keeps the names that `dropDuplicates` is given as a set, whose order is that in which they were said up to
    /// four of
    /// them. (SPARK-31990)
    private static void requireOrder(StateSpec spec, String path) {
        if (spec.key().size() <= MOST_IN_ORDER) return;
        throw SparkFiles.notCovered(
                path,
                "the duplicates by " + spec.key().names() + ", more than " + MOST_IN_ORDER
                        + " columns, which Spark keeps in an order of its own");
    }

    private static String watermark(Opened opened, String path) {
        List<String> columns = opened.watermarks().stream()
                .map(WatermarkDescription::column)
                .distinct()
                .toList();
        if (columns.size() == 1) return columns.getFirst();
        throw SparkFiles.notCovered(path, "which of the times " + columns + " its keys are forgotten by");
    }

    /// The keys that passed lately; Spark keeps when that is over, too.
    static RowByRow seenLately(StateSpec spec) {
        var value = DataType.Struct.of(Field.of("expiresAtMicros", Atomic.LONG));
        return new RowByRow(spec, SparkStore.alone(spec.key(), value), List.of(same(value)), NO_TIME);
    }

    /// How many rows passed.
    static RowByRow limit(StateSpec spec) {
        var key = DataType.Struct.of(Field.of("key", Atomic.NULL));
        var value = DataType.Struct.of(Field.of("value", Atomic.LONG));
        return new RowByRow(spec, SparkStore.alone(key, value), List.of(same(value)), NO_TIME);
    }

    private static AggregateForm same(DataType.Struct value) {
        return new AggregateForm(1, value.fields(), values -> values, values -> values);
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
            rows.add(
                    store,
                    partition,
                    UnsafeRows.write(store.key(), sparkKey),
                    UnsafeRows.write(store.value(), sparkValue(value)));
        });
    }

    private List<@Nullable Object> sparkValue(List<@Nullable Object> value) {
        if (forms.isEmpty()) return nothing(store.value().size());
        List<@Nullable Object> values = new ArrayList<>();
        int at = 0;
        for (AggregateForm form : forms) {
            values.addAll(form.toSpark().apply(value.subList(at, at + form.ours())));
            at += form.ours();
        }
        return values;
    }

    private static List<@Nullable Object> nothing(int columns) {
        return Arrays.asList(new Object[columns]);
    }

    /// The row here of one in Spark: the columns of its key, then those of its value.
    ///
    /// @throws IllegalArgumentException if it is no such row
    List<@Nullable Object> ours(byte[] sparkKey, byte[] sparkValue) {
        List<@Nullable Object> row = new ArrayList<>();
        if (spec.key().size() > 0) row.addAll(UnsafeRows.read(store.key(), sparkKey));
        List<@Nullable Object> values = UnsafeRows.read(store.value(), sparkValue);
        Object due = time == NO_TIME ? null : end(row.get(time));
        int at = 0;
        for (AggregateForm form : forms) {
            int end = at + form.columns().size();
            row.addAll(form.fromSpark().apply(values.subList(at, end)));
            at = end;
        }
        if (time != NO_TIME) row.add(due);
        return row;
    }

    /// The time of a key in microseconds; of a window, its end.
    private static @Nullable Object end(@Nullable Object time) {
        return time instanceof List<?> window ? window.get(1) : time;
    }
}
