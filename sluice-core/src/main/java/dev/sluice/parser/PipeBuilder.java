package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseParser.AggregationClauseContext;
import dev.sluice.grammar.SqlBaseParser.OperatorPipeRightSideContext;
import dev.sluice.grammar.SqlBaseParser.OperatorPipeSetAssignmentSeqContext;
import dev.sluice.grammar.SqlBaseParser.QueryOrganizationContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.grammar.antlr.Token;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands behind `|>`: each operator takes the relation before it.
final class PipeBuilder {

    private PipeBuilder() {}

    static Relation of(Relation input, OperatorPipeRightSideContext said) {
        SourcePosition at = Positions.of(said);
        NotYet.ifSaid(said.windowClause(), "the WINDOW clause");
        if (said.sample() != null) return SampleBuilder.sampled(input, said.sample());
        if (said.selectClause() != null) {
            return new SelectBuilder(
                            said.selectClause(), List.of(), null, said.aggregationClause(), null, null, null, said)
                    .of(input);
        }
        if (said.EXTEND() != null) {
            List<Expr> all = Stream.concat(
                            Stream.of(new Expr.Star(List.of(), at)), ExpressionBuilder.named(said.extendList).stream())
                    .toList();
            return new Relation.Project(input, all, at);
        }
        if (said.SET() != null) return set(input, said.operatorPipeSetAssignmentSeq(), at);
        if (said.DROP() != null) return drop(input, said, at);
        if (said.AS() != null) {
            return new Relation.Aliased(input, Names.of(said.errorCapturingIdentifier()), List.of(), at);
        }
        if (said.whereClause() != null) {
            return new Relation.Filter(
                    input, ExpressionBuilder.condition(said.whereClause().booleanExpression()));
        }
        if (said.pivotClause() != null) return PivotBuilder.pivot(input, said.pivotClause());
        if (said.unpivotClause() != null) return PivotBuilder.unpivot(input, said.unpivotClause());
        if (said.joinRelation() != null) return RelationBuilder.join(input, said.joinRelation());
        if (said.operator != null) {
            boolean all = said.setQuantifier() != null && said.setQuantifier().ALL() != null;
            return QueryBuilder.combined(said.operator, all, input, QueryBuilder.primary(said.right), at, said);
        }
        if (said.AGGREGATE() != null) return aggregate(input, said, at);
        if (said.queryOrganization() != null) return organized(input, said.queryOrganization());
        throw Grammar.unknown(said);
    }

    /// One after the other: each assignment sees those before it.
    private static Relation set(Relation input, OperatorPipeSetAssignmentSeqContext said, SourcePosition at) {
        if (!said.DOT().isEmpty()) throw NotYet.supported("SET of a column with its table's name", said);
        Relation relation = input;
        for (int i = 0; i < said.ident.size(); i++) {
            String name = Names.of(said.ident.get(i));
            Relation there = new Relation.Requiring(relation, List.of(new Expr.Name(List.of(name), null, at)));
            relation =
                    new Relation.WithColumns(there, List.of(name), List.of(ExpressionBuilder.of(said.expression(i))));
        }
        return relation;
    }

    private static Relation drop(Relation input, OperatorPipeRightSideContext said, SourcePosition at) {
        List<Expr.Name> names = said.multipartIdentifierList().multipartIdentifier().stream()
                .map(name -> new Expr.Name(Names.parts(name), null, at))
                .toList();
        return new Relation.Dropped(new Relation.Requiring(input, names), names);
    }

    private static Relation aggregate(Relation input, OperatorPipeRightSideContext said, SourcePosition at) {
        List<Expr> values =
                said.namedExpressionSeq() == null ? List.of() : ExpressionBuilder.named(said.namedExpressionSeq());
        List<Expr> keys = keys(said.aggregationClause());
        if (keys.isEmpty() && values.isEmpty())
            throw SyntaxErrors.nothingToAggregate(said.AGGREGATE().getSymbol());
        return new Relation.PipeAggregate(input, keys, values, at);
    }

    private static List<Expr> keys(@Nullable AggregationClauseContext said) {
        if (said == null) return List.of();
        if (said.kind != null) throw unsupported(said.kind, said);
        if (!said.groupingExpressions.isEmpty()) {
            if (said.groupingExpressions.size() == 1
                    && SelectBuilder.isAll(said.groupingExpressions.getFirst().expression())) {
                throw unsupported("GROUP BY ALL", said);
            }
            return said.groupingExpressions.stream()
                    .map(ExpressionBuilder::named)
                    .toList();
        }
        return said.groupingExpressionsWithGroupingAnalytics.stream()
                .map(key -> {
                    if (key.groupingAnalytics() != null)
                        throw unsupported(key.groupingAnalytics().getStart(), said);
                    if (SelectBuilder.isAll(key.expression())) throw unsupported("GROUP BY ALL", said);
                    return ExpressionBuilder.of(key.expression());
                })
                .toList();
    }

    private static SluiceException unsupported(Token sets, ParserRuleContext said) {
        String word = sets.getText().toUpperCase(Locale.ROOT);
        return unsupported(word.equals("GROUPING") ? "GROUPING SETS" : "GROUP BY " + word, said);
    }

    private static SluiceException unsupported(String what, ParserRuleContext said) {
        ParserRuleContext whole = said;
        while (whole.getParent() != null) whole = whole.getParent();
        return ErrorCondition.PIPE_AGGREGATE_UNSUPPORTED
                .error()
                .with("case", what)
                .at(Positions.of(whole))
                .build();
    }

    /// One clause at a time, so that their order is the one in which they are said.
    private static Relation organized(Relation input, QueryOrganizationContext said) {
        List<Token> clauses = Stream.of(said.ORDER(), said.CLUSTER(), said.DISTRIBUTE(), said.SORT())
                .filter(java.util.Objects::nonNull)
                .map(word -> word.getSymbol())
                .toList();
        boolean limits = said.limit != null || said.offset != null || said.LIMIT() != null;
        if (!clauses.isEmpty() && limits) {
            throw ErrorCondition.SEVERAL_PIPE_CLAUSES
                    .error()
                    .with("clause1", clauses.getFirst().getText().toUpperCase(Locale.ROOT) + " BY")
                    .with("clause2", said.LIMIT() != null ? "LIMIT" : "OFFSET")
                    .at(Positions.of(said))
                    .build();
        }
        return QueryBuilder.organized(input, said);
    }
}
