package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Metrics of rows: aggregates over all of them. What they may not use is Spark's rule, in its `CheckAnalysis`.
final class MetricsAnalyzer {

    private final Analyzer analyzer;
    private final Map<String, Relation.Observe> named = new HashMap<>();

    MetricsAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed observe(Relation.Observe said) {
        if (said.name().isEmpty()) {
            throw ErrorCondition.OBSERVED_METRICS_MISSING_NAME
                    .error()
                    .with("operator", "CollectMetrics")
                    .build();
        }
        Relation.Observe known = named.putIfAbsent(said.name(), said);
        if (known != null && known.taker() != said.taker()) {
            throw ErrorCondition.DUPLICATED_METRICS_NAME
                    .error()
                    .with("metricName", said.name())
                    .build();
        }
        Analyzed input = analyzer.relation(said.input());
        var collector = new AggregateCollector(analyzer::nextId, null, null);
        var expressions = analyzer.expressions(Names.of(input.scope()), Gathering.of(collector));
        List<Named> metrics = new ArrayList<>();
        for (Expr item : new Stars(input.scope()).expand(said.metrics())) {
            check(item, item, false, expressions.text());
            Expression value = expressions.analyze(item);
            checkOutside(value, item, input.plan(), expressions.text());
            metrics.add(new Named(
                    new Column(analyzer.nextId(), expressions.nameOf(item), value.type(), value.nullable()), value));
        }
        var plan = new LogicalPlan.CollectMetrics(input.plan(), said.name(), collector.calls(), metrics, said.taker());
        return new Analyzed(plan, input.scope());
    }

    /// @param metric what the part belongs to
    /// @param inside whether the part goes into an aggregate
    private void check(Expr part, Expr metric, boolean inside, SqlText text) {
        if (part instanceof Expr.Over) {
            throw refused(ErrorCondition.OBSERVED_METRICS_WINDOW, metric, text);
        }
        boolean aggregate = part instanceof Expr.Call call
                && analyzer.catalog().aggregate(call).isPresent();
        if (aggregate) {
            var call = (Expr.Call) part;
            if (inside) throw refused(ErrorCondition.OBSERVED_METRICS_NESTED, metric, text);
            if (call.distinct()) throw refused(ErrorCondition.OBSERVED_METRICS_DISTINCT, metric, text);
            if (call.filter() != null) throw refused(ErrorCondition.OBSERVED_METRICS_FILTER, metric, text);
        }
        for (Expr child : Contains.children(part)) check(child, metric, inside || aggregate, text);
    }

    /// What goes into no aggregate is the same for all rows.
    private static void checkOutside(Expression value, Expr metric, LogicalPlan input, SqlText text) {
        if (!value.deterministic()) throw refused(ErrorCondition.OBSERVED_METRICS_CHANCE, metric, text);
        if (value.references().stream().anyMatch(input.output()::contains)) {
            throw refused(ErrorCondition.OBSERVED_METRICS_COLUMN, metric, text);
        }
    }

    private static SluiceException refused(ErrorCondition condition, Expr metric, SqlText text) {
        return condition
                .error()
                .with("expr", '"' + text.of(metric) + '"')
                .at(metric.at())
                .build();
    }
}
