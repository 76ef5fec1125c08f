package dev.sluice.planner;

import dev.sluice.ast.GroupCode;
import dev.sluice.error.ErrorCondition;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.operator.DeclaredVariables;
import dev.sluice.execution.operator.EventTimeKey;
import dev.sluice.execution.operator.GroupStateExec;
import dev.sluice.execution.operator.TransformWithStateExec;
import dev.sluice.expression.Column;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.state.StateSpec;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.TimeMode;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Plans what a program's code remembers of groups.
final class GroupStates {

    private GroupStates() {}

    /// @param input the rows, behind those of the initial state, if there are some
    static PhysicalPlan plan(
            LogicalPlan.UserGroups groups, GroupCode.WithState code, PhysicalPlan input, boolean streaming) {
        OptionalLong watermark = EventTime.inputWatermark(groups);
        boolean eventTime = streaming && code.timeout() == GroupStateTimeout.EVENT_TIME_TIMEOUT;
        return new GroupStateExec(
                input,
                groups.groups(),
                groups.initial(),
                code,
                groups.to(),
                groups.made(),
                streaming ? state(groups, code) : null,
                eventTime ? late(groups, watermark) : null,
                watermark);
    }

    /// Key -> the columns of the state, whether there is one (a group may have a timeout alone), and the timeout.
    private static StateSpec state(LogicalPlan.UserGroups groups, GroupCode.WithState code) {
        var key = new DataType.Struct(
                groups.groups().keys().stream().map(Column::field).toList());
        List<Field> values = new ArrayList<>();
        code.state().schema().fields().forEach(field -> values.add(Field.of(field.name(), field.type())));
        values.add(Field.of("exists", Atomic.BOOLEAN));
        boolean timed = code.timeout() != GroupStateTimeout.NO_TIMEOUT;
        if (timed) values.add(new Field("timeoutTimestamp", Atomic.LONG, false));
        var spec = new StateSpec(groups.operator(), code.kind(), key, new DataType.Struct(values));
        boolean onClock = code.timeout() == GroupStateTimeout.PROCESSING_TIME_TIMEOUT;
        return timed ? spec.due(onClock ? StateSpec.ON_CLOCK : "due") : spec;
    }

    /// @param input as above
    static PhysicalPlan plan(
            LogicalPlan.UserGroups groups, GroupCode.Transform code, PhysicalPlan input, boolean streaming) {
        OptionalLong watermark = EventTime.inputWatermark(groups);
        boolean eventTime = streaming && code.time() == TimeMode.EVENT_TIME;
        if (!streaming && code.time() == TimeMode.EVENT_TIME) {
            throw ErrorCondition.TRANSFORM_WITH_STATE_MISUSED
                    .error()
                    .with("message", "Failed to find time values for timeMode=EventTime")
                    .hint("event time is what a stream's watermark says; a batch has none.")
                    .build();
        }
        Column time = EventTime.made(groups);
        return new TransformWithStateExec(
                input,
                groups.groups(),
                groups.initial(),
                code,
                groups.to(),
                groups.made(),
                streaming ? groups.operator() : "batch",
                streaming,
                DeclaredVariables.of(code),
                eventTime ? late(groups, watermark) : null,
                watermark,
                time == null || !streaming
                        ? null
                        : new EventTimeKey(groups.made().indexOf(time), time.type(), watermark.orElse(0)));
    }

    private static @Nullable EventTimeKey late(LogicalPlan.UserGroups groups, OptionalLong watermark) {
        List<Column> input = groups.input().output();
        List<Column> times = EventTime.columns(groups.input());
        if (times.isEmpty() || watermark.isEmpty()) return null;
        Column time = times.getFirst();
        return new EventTimeKey(input.indexOf(time), time.type(), watermark.getAsLong());
    }
}
