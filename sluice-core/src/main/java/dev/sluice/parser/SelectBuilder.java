package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.WindowSpec;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.AggregationClauseContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.HavingClauseContext;
import dev.sluice.grammar.SqlBaseParser.LateralViewContext;
import dev.sluice.grammar.SqlBaseParser.QualifyClauseContext;
import dev.sluice.grammar.SqlBaseParser.SelectClauseContext;
import dev.sluice.grammar.SqlBaseParser.WhereClauseContext;
import dev.sluice.grammar.SqlBaseParser.WindowClauseContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One SELECT with its clauses, whether FROM stood behind it or in front.
///
/// ```text
/// SELECT DISTINCT word, count(*)            Distinct
/// FROM lines                                  Aggregate [word] => [word, count(*)] having …
/// LATERAL VIEW explode(ws) t AS word    =>      Filter word <> ''
/// WHERE word <> ''                                Generate explode(ws) t [word]
/// GROUP BY word HAVING …                            Table lines
/// ```
///
/// @param said the whole of it
record SelectBuilder(
        SelectClauseContext select,
        List<LateralViewContext> lateralViews,
        @Nullable WhereClauseContext where,
        @Nullable AggregationClauseContext aggregation,
        @Nullable HavingClauseContext having,
        @Nullable WindowClauseContext window,
        @Nullable QualifyClauseContext qualify,
        ParserRuleContext said) {

    Relation of(Relation input) {
        Hints.warnOfUnknown(select.hint());
        Relation relation = RelationBuilder.lateralViews(input, lateralViews);
        if (where != null) {
            relation = new Relation.Filter(relation, ExpressionBuilder.condition(where.booleanExpression()));
        }
        relation = selected(relation);
        boolean distinct =
                select.setQuantifier() != null && select.setQuantifier().DISTINCT() != null;
        return distinct ? new Relation.Distinct(relation) : relation;
    }

    /// Whether an expression is the bare word ALL, by which GROUP BY and ORDER BY mean "all that fit".
    static boolean isAll(ExpressionContext said) {
        return said.getStart() == said.getStop() && said.getStart().getType() == SqlBaseLexer.ALL;
    }

    private Relation selected(Relation input) {
        Map<String, WindowSpec> windows = OverBuilder.named(window);
        Relation rows = grouped(
                input,
                ExpressionBuilder.named(select.namedExpressionSeq()).stream()
                        .map(column -> OverBuilder.replaced(column, windows))
                        .toList());
        if (qualify == null) return rows;
        Expr condition = ExpressionBuilder.condition(qualify.booleanExpression());
        return new Relation.Qualify(rows, OverBuilder.replaced(condition, windows), Positions.of(qualify));
    }

    private Relation grouped(Relation input, List<Expr> columns) {
        Expr condition = having == null ? null : ExpressionBuilder.condition(having.booleanExpression());
        if (aggregation != null) {
            SourcePosition at = Positions.of(aggregation);
            var grouping = GroupingBuilder.of(aggregation);
            return new Relation.Aggregate(input, grouping.keys(), columns, condition, grouping.sets(), at);
        }
        SourcePosition at = Positions.of(said);
        // HAVING alone makes one group of all rows. An aggregate function in `columns` does, too; that is found later.
        return condition == null
                ? new Relation.Project(input, columns, at)
                : new Relation.Aggregate(input, List.of(), columns, condition, null, at);
    }
}
