package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the column that a watermark is on. Over what is no stream it means nothing and is left out, as in Spark.
final class WatermarkAnalyzer {

    private final Analyzer analyzer;
    private final Map<Relation.Watermark.Said, Integer> numbers = new IdentityHashMap<>();

    WatermarkAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed watermark(Relation.Watermark said) {
        Analyzed input = analyzer.relation(said.input());
        return switch (said.time()) {
            case Expr.Alias(Expr value, List<String> names, _) -> {
                if (names.size() > 1) {
                    throw ErrorCondition.CANNOT_USE_MULTI_ALIASES_IN_WATERMARK_CLAUSE
                            .error()
                            .at(said.at())
                            .build();
                }
                yield computed(input, said, value, names.getFirst());
            }
            case Expr.Name name -> {
                Expression time = analyzer.expressions(Names.of(input.scope())).analyze(name);
                if (!(time instanceof Expression.ColumnRef(Column column))) {
                    throw ErrorCondition.EVENT_TIME_MUST_BE_TOP_LEVEL_COLUMN
                            .error()
                            .with("eventExpr", String.join(".", name.parts()))
                            .at(said.at())
                            .build();
                }
                yield new Analyzed(on(input.plan(), column, said), input.scope());
            }
            default ->
                throw ErrorCondition.REQUIRES_EXPLICIT_NAME_IN_WATERMARK_CLAUSE
                        .error()
                        .with(
                                "sqlExpr",
                                analyzer.expressions(Names.of(input.scope()))
                                        .text()
                                        .of(said.time()))
                        .at(said.at())
                        .build();
        };
    }

    /// The time is a new column before the others.
    private Analyzed computed(Analyzed input, Relation.Watermark said, Expr value, String name) {
        Expression time = analyzer.expressions(Names.of(input.scope())).analyze(value);
        var column = new Column(analyzer.nextId(), name, time.type(), time.nullable());
        List<Named> columns = new ArrayList<>();
        List<Visible> visible = new ArrayList<>();
        columns.add(new Named(column, time));
        visible.add(new Visible(column, null, Set.of()));
        for (Column each : input.plan().output()) columns.add(Named.of(each));
        visible.addAll(input.scope().columns());
        var plan = new LogicalPlan.Project(input.plan(), columns);
        return new Analyzed(on(plan, column, said), new Scope(visible));
    }

    private LogicalPlan on(LogicalPlan plan, Column column, Relation.Watermark said) {
        if (!plan.isStreaming()) return plan;
        if (!isTime(column.type())) {
            throw ErrorCondition.EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE
                    .error()
                    .with("eventName", Field.quote(column.name()))
                    .with("eventType", '"' + column.type().sql() + '"')
                    .at(said.at())
                    .build();
        }
        int number = numbers.computeIfAbsent(said.said(), _ -> numbers.size());
        return new LogicalPlan.Watermark(plan, column, said.delayMillis(), number);
    }

    private static boolean isTime(DataType type) {
        if (type instanceof DataType.Struct struct) {
            return struct.fields().stream().anyMatch(field -> field.name().equals("end") && isTime(field.type()));
        }
        return type == Atomic.TIMESTAMP;
    }
}
