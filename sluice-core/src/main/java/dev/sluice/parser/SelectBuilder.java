package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.AggregationClauseContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.GroupByClauseContext;
import dev.sluice.grammar.SqlBaseParser.HavingClauseContext;
import dev.sluice.grammar.SqlBaseParser.LateralViewContext;
import dev.sluice.grammar.SqlBaseParser.NamedExpressionContext;
import dev.sluice.grammar.SqlBaseParser.QualifyClauseContext;
import dev.sluice.grammar.SqlBaseParser.SelectClauseContext;
import dev.sluice.grammar.SqlBaseParser.WhereClauseContext;
import dev.sluice.grammar.SqlBaseParser.WindowClauseContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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
        NotYet.ifSaid(select.hint(), "hints (/*+ … */)");
        NotYet.ifSaid(window, "the WINDOW clause");
        NotYet.ifSaid(qualify, "the QUALIFY clause");
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
        List<Expr> columns = ExpressionBuilder.named(select.namedExpressionSeq());
        Expr condition = having == null ? null : ExpressionBuilder.condition(having.booleanExpression());
        if (aggregation != null) {
            SourcePosition at = Positions.of(aggregation);
            return new Relation.Aggregate(input, keys(aggregation), columns, condition, groupingSets(aggregation), at);
        }
        SourcePosition at = Positions.of(said);
        // HAVING alone makes one group of all rows. An aggregate function in `columns` does, too; that is found later.
        return condition == null
                ? new Relation.Project(input, columns, at)
                : new Relation.Aggregate(input, List.of(), columns, condition, null, at);
    }

    private static List<Expr> keys(AggregationClauseContext said) {
        if (!said.groupingExpressions.isEmpty()) {
            return said.groupingExpressions.stream().map(SelectBuilder::key).toList();
        }
        List<ExpressionContext> keys = said.groupingExpressionsWithGroupingAnalytics.stream()
                .map(GroupByClauseContext::expression)
                .filter(Objects::nonNull)
                .toList();
        if (keys.size() == 1 && isAll(keys.getFirst())) throw NotYet.supported("GROUP BY ALL", keys.getFirst());
        return ExpressionBuilder.all(keys);
    }

    /// The grammar lets a key have a name, which means nothing.
    private static Expr key(NamedExpressionContext said) {
        if (said.name != null) throw SyntaxErrors.extraInput(said.name);
        if (said.identifierList() != null) throw SyntaxErrors.extraInput(said.identifierList());
        return ExpressionBuilder.of(said.expression());
    }

    /// ROLLUP, CUBE or GROUPING SETS in the words that were said, or null.
    private static @Nullable String groupingSets(AggregationClauseContext said) {
        if (said.kind != null) {
            NamedExpressionContext lastKey = said.groupingExpressions.getLast();
            SourcePosition at = Positions.between(lastKey, said);
            return at.text().substring(Positions.of(lastKey).stop(), at.stop()).strip();
        }
        String sets = said.groupingExpressionsWithGroupingAnalytics.stream()
                .map(GroupByClauseContext::groupingAnalytics)
                .filter(Objects::nonNull)
                .map(analytics -> Positions.of(analytics).fragment())
                .collect(Collectors.joining(", "));
        return sets.isEmpty() ? null : sets;
    }
}
