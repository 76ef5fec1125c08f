package dev.sluice.plan;

import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Makes of a streaming query the query for the rows that come too late for it.
///
/// ```text
/// Aggregate [window], count(1)            LateRows window, [late_reason, late_watermark, late_by]
///   Project window(at) AS window, …   =>    Project window(at) AS window, …
///     Watermark at                            Watermark at
/// ```
///
/// The rows are those that stand before the operator, with all columns they have there: before anything is grouped.
public final class LateRows {

    /// Above every id that the analyzer gives, below those of the planner.
    private static final long FIRST_ID = 1L << 31;

    private LateRows() {}

    /// @param plan analyzed
    /// @throws dev.sluice.error.SluiceException if no row can be late for it, or for several operators whose rows have
    ///     different columns
    public static LogicalPlan of(LogicalPlan plan) {
        List<LogicalPlan> late =
                plan.nodes().flatMap(node -> before(node, plan)).toList();
        if (late.isEmpty()) throw ErrorCondition.NOTHING_IS_LATE.error().build();
        DataType.Struct schema = late.getFirst().schema();
        for (LogicalPlan other : late) {
            if (!DataType.sameIgnoringNullability(schema, other.schema())) {
                throw ErrorCondition.LATE_ROWS_DIFFER
                        .error()
                        .with("one", schema.toDdl())
                        .with("other", other.schema().toDdl())
                        .build();
            }
        }
        if (late.size() == 1) return late.getFirst();
        List<Column> output = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Column first = late.getFirst().output().get(i);
            output.add(new Column(FIRST_ID + (1 << 20) + i, first.name(), first.type(), true));
        }
        return new LogicalPlan.Union(late, output);
    }

    private static Stream<LogicalPlan> before(LogicalPlan node, LogicalPlan query) {
        if (!(node instanceof LogicalPlan.Unary unary) || !node.isStreaming()) return Stream.empty();
        OptionalLong watermark = EventTime.inputWatermark(node);
        Optional<Expression> time = time(unary, query);
        if (watermark.isEmpty() || time.isEmpty()) return Stream.empty();
        return Stream.of(new LogicalPlan.LateRows(unary.input(), time.get(), watermark.getAsLong(), made()));
    }

    /// The time by which rows may be late for a node.
    private static Optional<Expression> time(LogicalPlan.Unary node, LogicalPlan query) {
        return switch (node) {
            case LogicalPlan.Aggregate aggregate ->
                EventTime.first(aggregate.keys(), aggregate.input()).map(Named::expression);
            case LogicalPlan.Deduplicate deduplicate ->
                EventTime.lateBy(deduplicate, query).stream().findFirst().map(Expression.ColumnRef::new);
            default -> Optional.empty();
        };
    }

    private static List<Column> made() {
        List<Field> fields = List.of(
                new Field("late_reason", Atomic.STRING, false),
                new Field("late_watermark", Atomic.TIMESTAMP, false),
                new Field("late_by", new DataType.DayTimeInterval(0, 3), false));
        List<Column> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(new Column(FIRST_ID + columns.size(), field.name(), field.type(), field.nullable()));
        }
        return columns;
    }
}
