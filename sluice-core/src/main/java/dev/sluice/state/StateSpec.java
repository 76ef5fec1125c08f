package dev.sluice.state;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Map;

/// What a stateful operator keeps: decided when the operator is planned, written to the log, compared at a restart.
///
/// @param operator the stable id of the operator (of its store, if it has several), derived from what it means and not
///     from where it stands in the plan
/// @param name what progress calls it: `stateStoreSave`
/// @param key the columns that identify a row of state
/// @param value the columns kept for it
/// @param routingColumns how many of the first key columns decide the partition: those by which the exchange before the
///     operator routes its rows. A join keeps rows by (join key, number) and is routed by the join key alone; an
///     operator that sees all rows in one partition is routed by none
/// @param time which value column (a BIGINT) is the time at which a row is due, so that those that are can be found
///     without looking at the others; or [#TIMELESS]. Times of events are said as the query's watermark, in
///     microseconds, at which the row is due, wherever the operator's own watermark lies
/// @param properties what else a restart must know to tell whether it goes on with the same; mostly nothing
public record StateSpec(
        String operator,
        String name,
        DataType.Struct key,
        DataType.Struct value,
        int routingColumns,
        int time,
        Map<String, String> properties) {

    /// What the column of the time is called if it is one of the clock, and not of events.
    public static final String ON_CLOCK = "dueOnClock";

    /// No value column is a time.
    public static final int TIMELESS = -1;

    public StateSpec {
        properties = Map.copyOf(properties);
        if (routingColumns < 0 || routingColumns > key.size()) {
            throw new IllegalArgumentException(routingColumns + " routing columns of " + key.size());
        }
        if (time != TIMELESS && value.field(time).type() != DataType.Atomic.LONG) {
            throw new IllegalArgumentException("not a time: " + value.field(time));
        }
    }

    /// State without properties.
    public StateSpec(
            String operator, String name, DataType.Struct key, DataType.Struct value, int routingColumns, int time) {
        this(operator, name, key, value, routingColumns, time, Map.of());
    }

    /// State without times.
    public StateSpec(String operator, String name, DataType.Struct key, DataType.Struct value, int routingColumns) {
        this(operator, name, key, value, routingColumns, TIMELESS);
    }

    /// State that is routed by its whole key.
    public StateSpec(String operator, String name, DataType.Struct key, DataType.Struct value) {
        this(operator, name, key, value, key.size());
    }

    /// Whether the time is one of the clock.
    public boolean isOnClock() {
        return time != TIMELESS && value.field(time).name().equals(ON_CLOCK);
    }

    /// The same state with properties.
    public StateSpec with(Map<String, String> others) {
        return new StateSpec(operator, name, key, value, routingColumns, time, others);
    }

    /// The same state with a further value column at the end, the time at which a row is due.
    public StateSpec due(String column) {
        var values = new ArrayList<>(value.fields());
        values.add(Field.of(column, DataType.Atomic.LONG));
        return new StateSpec(
                operator, name, key, new DataType.Struct(values), routingColumns, value.size(), properties);
    }
}
