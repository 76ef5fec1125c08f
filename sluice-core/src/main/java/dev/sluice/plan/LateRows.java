package dev.sluice.plan;

import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes of a streaming query the query for the rows that come too late for it.
///
/// ```text
/// Aggregate [window], count(1)            LateRows window, [late_reason, late_watermark, late_by]
///   Project window(at) AS window, …   =>    Project window(at) AS window, …
///     Watermark at                            Watermark at
///
/// Join a.k = b.k                          Union by name
///   Watermark at                      =>    LateRows at, […]
///     a                                       Watermark at
///   Watermark at                                a
///     b                                     LateRows at, […]
///                                             Watermark at
///                                               b
/// ```
///
/// The rows are those that stand before the operator, with all columns they have there: before anything is grouped.
/// Where rows may be late in several places, columns of the same name are one, and what a row has not is NULL. Rows
/// that one stateful operator gives to the next are no input, and are not looked for.
public final class LateRows {

    /// Above every id that the analyzer gives, below those of the planner.
    private static final long FIRST_ID = 1L << 31;

    private static final List<Field> WHY = List.of(
            new Field("late_reason", Atomic.STRING, false),
            new Field("late_watermark", Atomic.TIMESTAMP, false),
            new Field("late_by", new DataType.DayTimeInterval(0, 3), false));

    private long lastId = FIRST_ID;

    private LateRows() {}

    /// By what an operator drops rows as late.
    ///
    /// @param input which of its inputs
    /// @param time of each row, over the input's columns
    /// @param shiftMillis how far the operator's watermark lies from the query's
    public record By(int input, Expression time, long shiftMillis) {}

    /// @param plan as it is run, but with all its columns
    /// @param lateBy by which times its operators drop rows, by their ids
    /// @throws dev.sluice.error.SluiceException if no row can be late for it, or a column has different types in
    ///     different places
    public static LogicalPlan of(LogicalPlan plan, Map<String, List<By>> lateBy) {
        var rows = new LateRows();
        List<LogicalPlan> late =
                plan.nodes().flatMap(node -> rows.before(node, lateBy)).toList();
        if (late.isEmpty()) throw ErrorCondition.NOTHING_IS_LATE.error().build();
        return late.size() == 1 ? late.getFirst() : rows.together(late);
    }

    private Stream<LogicalPlan> before(LogicalPlan node, Map<String, List<By>> lateBy) {
        return lateBy.getOrDefault(operator(node), List.of()).stream()
                .filter(by -> node.children().get(by.input()).nodes().noneMatch(LateRows::remembers))
                .map(by -> new LogicalPlan.LateRows(
                        node.children().get(by.input()), by.time(), by.shiftMillis(), reason(node, by), made()));
    }

    private static boolean remembers(LogicalPlan node) {
        return !operator(node).isEmpty();
    }

    /// The id of an operator that remembers something of a stream, or nothing.
    private static String operator(LogicalPlan node) {
        return switch (node) {
            case LogicalPlan.Aggregate aggregate -> aggregate.operator();
            case LogicalPlan.Deduplicate deduplicate -> deduplicate.operator();
            case LogicalPlan.Join join -> join.operator();
            case LogicalPlan.UserGroups groups -> groups.operator();
            case LogicalPlan.Limit limit -> limit.operator();
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Filter _,
                    LogicalPlan.Project _,
                    LogicalPlan.Watermark _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.Generate _,
                    LogicalPlan.Window _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Union _ -> "";
        };
    }

    private static String reason(LogicalPlan node, By by) {
        String passed = by.time().type() instanceof DataType.Struct
                ? "the watermark had passed the end of its window"
                : "the watermark had passed its time";
        if (!(node instanceof LogicalPlan.Join)) return passed;
        return passed + " on the " + (by.input() == 0 ? "left" : "right") + " side of the join";
    }

    private List<Column> made() {
        return WHY.stream()
                .map(field -> new Column(lastId++, field.name(), field.type(), field.nullable()))
                .toList();
    }

    // ---- several places

    /// A column's name, and how many of that name are before it in the same rows.
    private record Name(String name, int before) {}

    private LogicalPlan together(List<LogicalPlan> places) {
        Map<Name, Column> found = new LinkedHashMap<>();
        for (LogicalPlan place : places) {
            own(place).forEach((name, column) -> requireSameType(found.putIfAbsent(name, column), column));
        }
        List<Column> output = new ArrayList<>();
        found.values().forEach(column -> output.add(new Column(lastId++, column.name(), column.type(), true)));
        output.addAll(made());
        return new LogicalPlan.Union(
                places.stream()
                        .map(place -> filled(place, found.keySet(), output))
                        .toList(),
                output);
    }

    private LogicalPlan filled(LogicalPlan place, Set<Name> names, List<Column> output) {
        Map<Name, Column> own = own(place);
        List<Expression> values = new ArrayList<>();
        for (Name name : names) {
            Column column = own.get(name);
            values.add(
                    column == null
                            ? new Expression.Literal(
                                    null, output.get(values.size()).type())
                            : new Expression.ColumnRef(column));
        }
        List<Column> all = place.output();
        all.subList(own.size(), all.size()).forEach(column -> values.add(new Expression.ColumnRef(column)));
        List<Named> columns = new ArrayList<>();
        for (Column to : output) {
            var column = new Column(lastId++, to.name(), to.type(), to.nullable());
            columns.add(new Named(column, values.get(columns.size())));
        }
        return new LogicalPlan.Project(place, columns);
    }

    /// The columns of late rows without those that say why.
    private static Map<Name, Column> own(LogicalPlan place) {
        Map<String, Integer> seen = new HashMap<>();
        Map<Name, Column> own = new LinkedHashMap<>();
        for (Column column : place.output().subList(0, place.output().size() - WHY.size())) {
            String name = column.name().toLowerCase(Locale.ROOT);
            own.put(new Name(name, seen.merge(name, 1, Integer::sum) - 1), column);
        }
        return own;
    }

    private static void requireSameType(@Nullable Column one, Column other) {
        if (one == null || DataType.sameIgnoringNullability(one.type(), other.type())) return;
        throw ErrorCondition.LATE_ROWS_DIFFER
                .error()
                .with("column", Field.quote(one.name()))
                .with("one", one.type().sql())
                .with("other", other.type().sql())
                .build();
    }
}
