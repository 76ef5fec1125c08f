package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.expression.Column;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The groups that [DataFrame#groupBy] makes, waiting for what is to be computed of each.
public final class RelationalGroupedDataset {

    private final Session session;
    private final Relation input;
    private final LogicalPlan plan;
    private final List<Expr> grouping;
    private final @Nullable List<List<Integer>> sets;
    private final @Nullable Pivot pivot;

    /// @param values constants
    private record Pivot(Expr column, List<Expr> values) {}

    /// @param sets as in [Relation.Aggregate]
    RelationalGroupedDataset(
            Session session,
            Relation input,
            LogicalPlan plan,
            List<Expr> grouping,
            @Nullable List<List<Integer>> sets) {
        this(session, input, plan, grouping, sets, null);
    }

    private RelationalGroupedDataset(
            Session session,
            Relation input,
            LogicalPlan plan,
            List<Expr> grouping,
            @Nullable List<List<Integer>> sets,
            @Nullable Pivot pivot) {
        this.sets = sets;
        this.pivot = pivot;
        this.session = session;
        this.input = input;
        this.plan = plan;
        this.grouping = List.copyOf(grouping);
    }

    public DataFrame agg(dev.sluice.api.Column first, dev.sluice.api.Column... rest) {
        return aggregate(Stream.concat(Stream.of(first), Arrays.stream(rest))
                .map(dev.sluice.api.Column::expr)
                .toList());
    }

    /// @param functions the name of an aggregate for each column
    public DataFrame agg(Map<String, String> functions) {
        List<Expr> calls = new ArrayList<>();
        functions.forEach((column, function) -> calls.add(call(function, column)));
        return aggregate(calls);
    }

    /// Makes columns of the values of a column, which are looked up first: each of them for each aggregate.
    public RelationalGroupedDataset pivot(String column) {
        return pivot(functions.col(column));
    }

    /// @param values those that become columns, in this order
    public RelationalGroupedDataset pivot(String column, List<?> values) {
        return pivot(functions.col(column), values);
    }

    public RelationalGroupedDataset pivot(dev.sluice.api.Column column) {
        var values = new DataFrame(session, input)
                .select(column.as("value"))
                .distinct()
                .orderBy("value");
        return pivot(
                column, values.collectAsList().stream().map(row -> row.get(0)).toList());
    }

    public RelationalGroupedDataset pivot(dev.sluice.api.Column column, List<?> values) {
        List<Expr> constants =
                values.stream().map(value -> functions.lit(value).expr()).toList();
        return new RelationalGroupedDataset(session, input, plan, grouping, sets, new Pivot(column.expr(), constants));
    }

    /// The number of rows of each group, in a column `count`.
    public DataFrame count() {
        Expr count = Expr.call("count", null, new Expr.Literal(1, DataType.Atomic.INT, null));
        return aggregate(List.of(new Expr.Alias(count, List.of("count"), null)));
    }

    public DataFrame sum(String... columns) {
        return each("sum", columns);
    }

    public DataFrame avg(String... columns) {
        return each("avg", columns);
    }

    public DataFrame mean(String... columns) {
        return each("avg", columns);
    }

    public DataFrame min(String... columns) {
        return each("min", columns);
    }

    public DataFrame max(String... columns) {
        return each("max", columns);
    }

    /// Without names, all numeric columns that are not keys.
    private DataFrame each(String function, String... columns) {
        Function<String, Expr> call = column -> call(function, column);
        List<String> names = columns.length > 0 ? List.of(columns) : numericColumns();
        return aggregate(names.stream().map(call).toList());
    }

    private List<String> numericColumns() {
        return plan.output().stream()
                .filter(column -> column.type().isNumeric())
                .map(Column::name)
                .filter(name -> grouping.stream()
                        .noneMatch(key -> key instanceof Expr.Name(List<String> parts, _, _)
                                && parts.getLast().equalsIgnoreCase(name)))
                .toList();
    }

    private static Expr call(String function, String column) {
        return Expr.call(function, null, functions.col(column).expr());
    }

    private DataFrame aggregate(List<Expr> computed) {
        List<Expr> columns = Stream.concat(grouping.stream(), computed.stream()).toList();
        List<Expr> keys = grouping.stream()
                .map(key -> key instanceof Expr.Alias(Expr value, _, _) ? value : key)
                .toList();
        if (pivot != null) {
            return session.frame(new Relation.Pivot(
                    input,
                    keys,
                    computed,
                    List.of(pivot.column),
                    pivot.values.stream()
                            .map(value -> new Relation.PivotValue(List.of(value), null))
                            .toList(),
                    null));
        }
        return session.frame(new Relation.Aggregate(input, keys, columns, null, sets, null));
    }
}
