package dev.sluice.spark;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sessions that are open: a row for each, by the other keys and where it begins.
///
/// ```text
/// here    k, start -> count, sum, end, due
/// Spark   k, start -> (start, end), k, count, sum     the keys once more, in the order in which they were said
/// ```
///
/// @param session which of the keys is the session
/// @param due by what a session is forgotten, or null
record SessionRows(
        StateSpec spec,
        SparkStore store,
        AggregateForms forms,
        int session,
        @Nullable DueTime due) implements MovingState {

    static final String NAME = "sessionWindowStateStoreSaveExec";

    /// Behind an operator's id among the meanings: which of the keys is the session.
    private static final String SESSION = " session";

    static SessionRows of(Opened opened, StateSpec spec, String path) {
        AggregateForms forms = AggregateForms.of(opened, spec, path);
        List<String> place = opened.meanings().getOrDefault(spec.operator() + SESSION, List.of());
        if (place.isEmpty()) {
            throw SparkFiles.notCovered(
                    path,
                    "its log does not say which key of " + spec.operator()
                            + " is the session: start the query once more here first");
        }
        int session = Integer.parseInt(place.getFirst());
        List<Field> keys = spec.key().fields();
        List<Field> others = keys.subList(0, keys.size() - 1);
        DataType time = keys.getLast().type();
        List<Field> sparkKey = new ArrayList<>(others);
        sparkKey.add(Field.of("sessionStartTime", time));
        List<Field> values = new ArrayList<>(others);
        values.add(
                session,
                Field.of("session_window", DataType.Struct.of(Field.of("start", time), Field.of("end", time))));
        values.addAll(forms.columns());
        var store = SparkStore.alone(new DataType.Struct(sparkKey), new DataType.Struct(values));
        return new SessionRows(spec, store, forms, session, DueTimes.of(opened, spec, path));
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
        return spec.routingColumns();
    }

    /// All sessions of the other keys are looked for at once.
    @Override
    public int prefixColumns() {
        return routingColumns();
    }

    @Override
    public void toSpark(StateStores state, SparkPartitions partitions, Rows rows) {
        OurRows.visit(state, spec, routingColumns(), partitions, (partition, key, value) -> {
            List<@Nullable Object> row = new ArrayList<>(key.subList(0, routingColumns()));
            row.add(session, Arrays.asList(key.getLast(), value.get(forms.ours())));
            row.addAll(forms.toSpark(value));
            rows.add(store, partition, UnsafeRows.write(store.key(), key), UnsafeRows.write(store.value(), row));
        });
    }

    @Override
    public void fromSpark(Stored stored, OurRows.Writer to) {
        stored.of(store).forEach((sparkKey, sparkValue) -> {
            List<@Nullable Object> row = UnsafeRows.read(store.key(), sparkKey);
            List<@Nullable Object> values = UnsafeRows.read(store.value(), sparkValue);
            if (!(values.get(session) instanceof List<?> window)) {
                throw new IllegalArgumentException("a session that is null");
            }
            List<@Nullable Object> own =
                    forms.fromSpark(values.subList(spec.key().size(), values.size()));
            own.add(window.get(1));
            if (due != null) own.add(DueTimes.due(due, row, own));
            row.addAll(own);
            to.add(spec, row);
        });
    }
}
