package dev.sluice.execution.operator;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the two streams of a join.
///
/// @param columns of its rows
/// @param keys over its columns
/// @param condition what must hold for a row to match anything at all, over its columns; or null
/// @param rows its state: the keys and a number -> the columns, whether the row has matched, and when it is due
/// @param keeps whether its rows come out without a partner, too, once none can come
/// @param marks whether it is noted which rows have matched
/// @param time the column by which its rows are late, or null
/// @param forget when its rows can match no more, or null if they always can
public record JoinSide(
        List<Column> columns,
        List<Expression> keys,
        @Nullable Expression condition,
        StateSpec rows,
        boolean keeps,
        boolean marks,
        @Nullable EventTimeKey time,
        @Nullable Forget forget) {

    public JoinSide {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /// @param ofKeys whether the time is one of the keys, and not of the columns
    /// @param time which one, and which watermark rows wait for
    public record Forget(boolean ofKeys, EventTimeKey time) {
        DueTime inState() {
            return time.in(ofKeys, time.ordinal());
        }
    }
}
