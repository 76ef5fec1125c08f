package dev.sluice.execution.operator;

import dev.sluice.encoder.Encoder;
import dev.sluice.expression.Column;
import dev.sluice.state.StateSpec;
import dev.sluice.state.VariableProperties;
import dev.sluice.stream.TTLConfig;
import dev.sluice.stream.TimeMode;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A state variable that a processor declared in its `init`, and how it is kept.
///
/// ```text
/// value    group                -> columns of the value [, ttl]
/// list     group, number        -> columns of the element [, ttl]
/// map      group, user's key    -> columns of the value [, ttl]
/// timers   group, time          -> time
/// ```
///
/// @param userKeys of a map
/// @param values null of timers
public record StateVariable(
        String name,
        Kind kind,
        @Nullable Encoder<Object> userKeys,
        @Nullable Encoder<Object> values,
        TTLConfig ttl) {

    /// What it is, as Spark names it in metadata.
    public enum Kind {
        VALUE("ValueState"),
        LIST("ListState"),
        MAP("MapState"),
        TIMERS("TimerState");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Stands between the id of an operator and the name of its variable.
    static final String SEPARATOR = "/";

    private static final String EVENT_TIMERS = "$eventTimers_keyToTimestamp";
    private static final String CLOCK_TIMERS = "$procTimers_keyToTimestamp";

    /// The timers of a processor.
    static StateVariable timers(TimeMode mode) {
        String name = mode == TimeMode.EVENT_TIME ? EVENT_TIMERS : CLOCK_TIMERS;
        return new StateVariable(name, Kind.TIMERS, null, null, TTLConfig.NONE);
    }

    /// @param operator the id of the operator
    /// @param keys of its groups
    StateSpec spec(String operator, List<Column> keys) {
        List<Field> key = new ArrayList<>(keys.stream().map(Column::field).toList());
        List<Field> value = new ArrayList<>();
        switch (kind) {
            case VALUE -> {}
            case LIST -> key.add(new Field("number", Atomic.LONG, false));
            case MAP -> key.addAll(columns(userKeys));
            case TIMERS -> key.add(new Field("expiryTimestampMs", Atomic.LONG, false));
        }
        value.addAll(columns(values));
        var spec = new StateSpec(
                operator + SEPARATOR + name, "transformWithStateExec", new Struct(key), new Struct(value), keys.size());
        boolean ofEvents = name.equals(EVENT_TIMERS);
        boolean timed = kind == Kind.TIMERS || ttl.isLimited();
        if (timed) spec = spec.due(ofEvents ? "due" : StateSpec.ON_CLOCK);
        return spec.with(
                Map.of(VariableProperties.KIND, kind.word(), VariableProperties.TTL, String.valueOf(ttl.isLimited())));
    }

    private static List<Field> columns(@Nullable Encoder<Object> encoder) {
        if (encoder == null) return List.of();
        return encoder.schema().fields();
    }

    /// The types of an encoder's columns.
    static List<DataType> types(Encoder<Object> encoder) {
        return encoder.schema().fields().stream().map(Field::type).toList();
    }
}
