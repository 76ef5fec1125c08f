package dev.sluice.planner;

import dev.sluice.error.ErrorCondition;
import dev.sluice.execution.ExchangePlan;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TwoInputsPlan;
import dev.sluice.execution.operator.EventTimeKey;
import dev.sluice.execution.operator.JoinSide;
import dev.sluice.execution.operator.StreamJoinExec;
import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.JoinTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.state.StateSpec;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Plans joins of two streams: what each side remembers, and for how long.
final class StreamJoins {

    private final LogicalPlan.Join join;
    private final JoinTime time;
    private final OptionalLong watermark;

    private StreamJoins(LogicalPlan.Join join) {
        this.join = join;
        time = JoinTime.of(join);
        watermark = EventTime.inputWatermark(join);
    }

    /// @param left plan of the left side, as `right` of the right one
    /// @throws dev.sluice.error.SluiceException if nothing has to be equal
    static StreamJoinExec plan(LogicalPlan.Join join, PhysicalPlan left, PhysicalPlan right) {
        if (join.leftKeys().isEmpty()) {
            throw ErrorCondition.STREAM_JOIN_WITHOUT_EQUALITY.error().build();
        }
        return new StreamJoins(join).plan(left, right);
    }

    private StreamJoinExec plan(PhysicalPlan left, PhysicalPlan right) {
        List<Expression> ofLeft = new ArrayList<>();
        List<Expression> ofRight = new ArrayList<>();
        List<Expression> ofBoth = new ArrayList<>();
        for (Expression part : Conjuncts.of(join.condition())) {
            boolean onLeft = part.deterministic() && left.output().containsAll(part.references());
            boolean onRight = part.deterministic() && right.output().containsAll(part.references());
            if (onLeft) ofLeft.add(part);
            if (onRight) ofRight.add(part);
            if (!onLeft && !onRight) ofBoth.add(part);
        }
        JoinKind kind = join.kind();
        boolean keepsLeft = kind == JoinKind.LEFT_OUTER || kind == JoinKind.FULL_OUTER;
        boolean keepsRight = kind == JoinKind.RIGHT_OUTER || kind == JoinKind.FULL_OUTER;
        boolean marksLeft = keepsLeft || kind == JoinKind.LEFT_SEMI;
        return new StreamJoinExec(
                new TwoInputsPlan(new ExchangePlan(left, join.leftKeys()), new ExchangePlan(right, join.rightKeys())),
                kind,
                side(left, join.left(), join.leftKeys(), ofLeft, "left", keepsLeft, marksLeft, time.left()),
                side(right, join.right(), join.rightKeys(), ofRight, "right", keepsRight, keepsRight, time.right()),
                Conjuncts.all(ofBoth));
    }

    private JoinSide side(
            PhysicalPlan input,
            LogicalPlan plan,
            List<Expression> keys,
            List<Expression> conditions,
            String name,
            boolean keeps,
            boolean marks,
            OptionalLong bound) {
        EventTimeKey late = column(input, plan, 0);
        JoinSide.Forget forget = forget(input, plan, keys, bound);
        StateSpec rows = rows(input.output(), keys, name);
        return new JoinSide(
                input.output(),
                keys,
                Conjuncts.all(conditions),
                forget == null ? rows : rows.due("due"),
                keeps,
                marks,
                late,
                forget);
    }

    private JoinSide.@Nullable Forget forget(
            PhysicalPlan input, LogicalPlan plan, List<Expression> keys, OptionalLong bound) {
        if (watermark.isEmpty() || bound.isEmpty()) return null;
        if (time.key().isPresent()) {
            int key = time.key().getAsInt();
            return new JoinSide.Forget(true, new EventTimeKey(key, keys.get(key).type(), watermark.getAsLong()));
        }
        EventTimeKey own = column(input, plan, bound.getAsLong());
        return own == null ? null : new JoinSide.Forget(false, own);
    }

    /// The side's time of events, if it has one, under a watermark so far from the join's own.
    private @Nullable EventTimeKey column(PhysicalPlan input, LogicalPlan plan, long shiftMillis) {
        Column column = JoinTime.time(plan);
        if (column == null || watermark.isEmpty()) return null;
        int ordinal = input.output().stream().map(Column::id).toList().indexOf(column.id());
        return ordinal < 0 ? null : new EventTimeKey(ordinal, column.type(), watermark.getAsLong() + shiftMillis);
    }

    private StateSpec rows(List<Column> columns, List<Expression> keys, String side) {
        List<Field> key = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++)
            key.add(Field.of("key_" + i, keys.get(i).type()));
        key.add(new Field("number", Atomic.LONG, false));
        List<Field> values = new ArrayList<>();
        for (Column column : columns) values.add(Field.of(column.name(), column.type()));
        values.add(Field.of("matched", Atomic.BOOLEAN));
        return new StateSpec(
                join.operator() + "-" + side,
                "symmetricHashJoin",
                new DataType.Struct(key),
                new DataType.Struct(values),
                keys.size());
    }
}
