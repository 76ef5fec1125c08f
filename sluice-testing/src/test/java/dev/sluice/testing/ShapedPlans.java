package dev.sluice.testing;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.SluiceException;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.function.CallContext;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Says a plan so that rows that were written out come as vectors of a chosen kind, and constants as columns of them.
///
/// ```text
/// Project f(a, 7)            Project f(a, c)
///   Values (1), (2)    =>      Scan (1, 7), (2, 7)      flat, as dictionaries, constants, between rows of nulls …
/// ```
final class ShapedPlans {

    private final ChunkShape shape;
    private long ids;

    ShapedPlans(ChunkShape shape) {
        this.shape = shape;
    }

    LogicalPlan apply(LogicalPlan plan) {
        return plan.rewrite(this::node);
    }

    private LogicalPlan node(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Values values -> scan(values);
            case LogicalPlan.Project(LogicalPlan.Scan scan, var columns)
            when scan.input() instanceof Rows rows -> {
                var lifted = new Lifted(rows, scan.output());
                List<Named> over = columns.stream()
                        .map(named -> new Named(named.column(), lifted.lift(named.expression())))
                        .toList();
                yield new LogicalPlan.Project(lifted.scan(), over);
            }
            case LogicalPlan.Filter(LogicalPlan.Scan scan, var condition)
            when scan.input() instanceof Rows rows -> {
                var lifted = new Lifted(rows, scan.output());
                Expression over = lifted.lift(condition);
                yield new LogicalPlan.Project(
                        new LogicalPlan.Filter(lifted.scan(), over),
                        scan.output().stream().map(Named::of).toList());
            }
            default -> plan;
        };
    }

    private LogicalPlan scan(LogicalPlan.Values values) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try {
            for (List<Expression> row : values.rows()) {
                List<@Nullable Object> constants = new ArrayList<>();
                for (Expression each : row) {
                    if (!each.foldable()) return values;
                    constants.add(EvaluatorCompiler.constant(each, new CallContext(ZoneOffset.UTC, 0)));
                }
                rows.add(constants);
            }
        } catch (SluiceException e) {
            return values; // its error is the answer
        }
        return new Rows(values.output(), rows, shape).scan();
    }

    /// Rows to which columns of constants are added.
    private final class Lifted {
        private final List<Column> columns;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        Lifted(Rows before, List<Column> columns) {
            this.columns = new ArrayList<>(columns);
            before.rows().forEach(row -> rows.add(new ArrayList<>(row)));
        }

        LogicalPlan scan() {
            return new Rows(columns, rows, shape).scan();
        }

        Expression lift(Expression expression) {
            if (!expression.deterministic()) return expression; // chance has constants for its arguments
            if (!(expression instanceof Expression.Literal(Object value, DataType type))) {
                return expression.withChildren(
                        expression.children().stream().map(this::lift).toList());
            }
            if (type == DataType.Atomic.NULL) return expression;
            var column = new Column(--ids, "c" + -ids, type, value == null);
            columns.add(column);
            rows.forEach(row -> row.add(value));
            return new Expression.ColumnRef(column);
        }
    }

    private record Rows(List<Column> columns, List<List<@Nullable Object>> rows, ChunkShape shape)
            implements StaticInput {

        LogicalPlan scan() {
            return new LogicalPlan.Scan(
                    this, IntStream.range(0, columns.size()).boxed().toList(), columns);
        }

        @Override
        public DataType.Struct schema() {
            return new DataType.Struct(columns.stream().map(Column::field).toList());
        }

        @Override
        public String description() {
            return "rows " + shape;
        }

        @Override
        public List<Split> splits() {
            return rows.isEmpty() ? List.of() : List.of(() -> ChunkReader.of(shape.chunks(rows, schema())));
        }
    }
}
