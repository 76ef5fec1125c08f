package dev.sluice.analyzer;

import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.unnesting.Unnesting;
import java.util.List;

/// Analyzes lateral joins, whose right side is made anew of each row of the left one.
final class LateralAnalyzer {

    private final Analyzer analyzer;

    LateralAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /// @param query the right side
    Analyzed join(Relation.Join join, Analyzed left, Relation query) {
        JoinKind kind = switch (join.type()) {
            case INNER, CROSS -> JoinKind.INNER;
            case LEFT_OUTER -> JoinKind.LEFT_OUTER;
            case RIGHT_OUTER, FULL_OUTER, LEFT_SEMI, LEFT_ANTI ->
                throw ErrorCondition.INVALID_LATERAL_JOIN_TYPE
                        .error()
                        .with("joinType", join.type().name().replace('_', ' '))
                        .at(join.at())
                        .build();
        };
        if (!join.using().isEmpty() || join.natural()) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "LATERAL with USING or NATURAL")
                    .at(join.at())
                    .build();
        }
        Analyzed right = analyzer.beside(query, Names.of(left.scope()));
        LogicalPlan made = new LogicalPlan.Project(
                right.plan(),
                right.scope().shown().stream()
                        .map(visible -> Named.of(visible.column()))
                        .toList());
        Scope both = left.scope().and(new Scope(right.scope().shown()));
        List<Expression> conditions = List.of();
        if (join.on() != null) {
            var expressions = analyzer.expressions(Names.of(both));
            conditions = Conjuncts.of(expressions.condition(join.on(), join.at()));
        }
        LogicalPlan plan = new Unnesting(analyzer::nextId).beside(left.plan(), made, kind, conditions);
        return new Analyzed(plan, JoinAnalyzer.follow(both, plan));
    }
}
