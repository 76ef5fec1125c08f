package dev.sluice.parser;

import dev.sluice.ast.Relation;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.CtesContext;
import dev.sluice.grammar.SqlBaseParser.FromStatementBodyContext;
import dev.sluice.grammar.SqlBaseParser.FromStatementContext;
import dev.sluice.grammar.SqlBaseParser.FromStmtContext;
import dev.sluice.grammar.SqlBaseParser.InlineTableDefault1Context;
import dev.sluice.grammar.SqlBaseParser.NamedQueryContext;
import dev.sluice.grammar.SqlBaseParser.OperatorPipeStatementContext;
import dev.sluice.grammar.SqlBaseParser.QueryContext;
import dev.sluice.grammar.SqlBaseParser.QueryOrganizationContext;
import dev.sluice.grammar.SqlBaseParser.QueryPrimaryContext;
import dev.sluice.grammar.SqlBaseParser.QueryPrimaryDefaultContext;
import dev.sluice.grammar.SqlBaseParser.QuerySpecificationContext;
import dev.sluice.grammar.SqlBaseParser.QueryTermContext;
import dev.sluice.grammar.SqlBaseParser.QueryTermDefaultContext;
import dev.sluice.grammar.SqlBaseParser.RegularQuerySpecificationContext;
import dev.sluice.grammar.SqlBaseParser.SetOperationContext;
import dev.sluice.grammar.SqlBaseParser.SortItemContext;
import dev.sluice.grammar.SqlBaseParser.SubqueryContext;
import dev.sluice.grammar.SqlBaseParser.TableContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.grammar.antlr.Token;
import dev.sluice.grammar.antlr.tree.TerminalNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whole queries: WITH, UNION and its kin, ORDER BY, LIMIT. One SELECT is [SelectBuilder]'s, what it reads from
/// [RelationBuilder]'s.
final class QueryBuilder {

    private QueryBuilder() {}

    static Relation of(QueryContext said) {
        return with(said.ctes(), organized(term(said.queryTerm()), said.queryOrganization()));
    }

    /// The query that may use the tables of a WITH clause, if there is one.
    static Relation with(@Nullable CtesContext said, Relation body) {
        if (said == null) return body;
        SourcePosition recursive = said.RECURSIVE() == null ? null : Positions.of(said);
        return new Relation.With(
                said.namedQuery().stream()
                        .map(table -> commonTable(table, recursive))
                        .toList(),
                body);
    }

    /// One `SELECT …` of a `FROM …` that stands in front.
    static Relation of(FromStatementBodyContext said, Relation input) {
        NotYet.ifSaid(said.transformClause(), "TRANSFORM");
        var select = new SelectBuilder(
                said.selectClause(),
                said.lateralView(),
                said.whereClause(),
                said.aggregationClause(),
                said.havingClause(),
                said.windowClause(),
                said.qualifyClause(),
                said);
        return organized(select.of(input), said.queryOrganization());
    }

    static Relation.SortKey sortKey(SortItemContext said) {
        return sortKey(said, false);
    }

    /// @param alone whether it is the only key, which may be the word ALL
    private static Relation.SortKey sortKey(SortItemContext said, boolean alone) {
        boolean ascending = said.ordering == null || said.ordering.getType() == SqlBaseLexer.ASC;
        Boolean nullsFirst = said.nullOrder == null ? null : said.nullOrder.getType() == SqlBaseLexer.FIRST;
        boolean all = alone && SelectBuilder.isAll(said.expression());
        return new Relation.SortKey(ExpressionBuilder.of(said.expression()), ascending, nullsFirst, all);
    }

    static Relation organized(Relation input, QueryOrganizationContext said) {
        Relation relation = OverBuilder.replaced(input, OverBuilder.named(said.windowClause()));
        if (!said.order.isEmpty()) relation = sorted(relation, said.order, said.ORDER());
        // In one process all rows are one part: what is sorted within it is sorted.
        if (!said.sort.isEmpty()) relation = sorted(relation, said.sort, said.SORT());
        if (!said.distributeBy.isEmpty()) {
            relation = new Relation.Distribute(relation, ExpressionBuilder.all(said.distributeBy));
        }
        if (!said.clusterBy.isEmpty()) {
            List<Relation.SortKey> keys = ExpressionBuilder.all(said.clusterBy).stream()
                    .map(value -> new Relation.SortKey(value, true, null))
                    .toList();
            relation = new Relation.Sort(relation, keys, Positions.of(said.CLUSTER()));
        }
        if (said.offset != null) {
            relation = new Relation.Offset(relation, ExpressionBuilder.of(said.offset), Positions.of(said.offset));
        }
        // LIMIT ALL limits nothing.
        if (said.limit != null) {
            relation = new Relation.Limit(relation, ExpressionBuilder.of(said.limit), Positions.of(said.limit));
        }
        return relation;
    }

    private static Relation sorted(Relation input, List<SortItemContext> said, TerminalNode word) {
        return new Relation.Sort(
                input,
                said.stream().map(key -> sortKey(key, said.size() == 1)).toList(),
                Positions.between(word.getSymbol(), said.getLast().getStop()));
    }

    /// @param recursive where WITH RECURSIVE was said, or null
    private static Relation.CommonTable commonTable(NamedQueryContext said, @Nullable SourcePosition recursive) {
        if (said.RECURSION() != null && recursive == null) {
            throw SyntaxErrors.recursionLevel(said.MAX().getSymbol());
        }
        Integer most = said.RECURSION() == null
                ? null
                : Integer.valueOf(said.integerValue().getText());
        List<String> columns = said.columnAliases == null ? List.of() : Names.all(said.columnAliases);
        return new Relation.CommonTable(
                Names.of(said.name),
                columns,
                of(said.query()),
                recursive == null ? null : new Relation.Recursion(most, recursive),
                Positions.of(said.name));
    }

    private static Relation term(QueryTermContext said) {
        return switch (said) {
            case QueryTermDefaultContext plain -> primary(plain.queryPrimary());
            case SetOperationContext operation -> setOperation(operation);
            case OperatorPipeStatementContext pipe -> PipeBuilder.of(term(pipe.left), pipe.operatorPipeRightSide());
            default -> throw Grammar.unknown(said);
        };
    }

    /// `UNION` without ALL is a UNION ALL whose rows are then made distinct.
    private static Relation setOperation(SetOperationContext said) {
        boolean all = said.setQuantifier() != null && said.setQuantifier().ALL() != null;
        return combined(said.operator, all, term(said.left), term(said.right), Positions.of(said), said);
    }

    /// @param said the whole of it
    static Relation combined(
            Token operator, boolean all, Relation left, Relation right, SourcePosition at, ParserRuleContext said) {
        return switch (operator.getType()) {
            case SqlBaseLexer.UNION -> {
                var union = new Relation.Union(left, right, false, false, at);
                yield all ? union : new Relation.Distinct(union);
            }
            case SqlBaseLexer.INTERSECT -> new Relation.SetOperation(left, right, "INTERSECT", all, at);
            case SqlBaseLexer.EXCEPT, SqlBaseLexer.SETMINUS ->
                new Relation.SetOperation(left, right, "EXCEPT", all, at);
            default -> throw Grammar.unknown(said);
        };
    }

    static Relation primary(QueryPrimaryContext said) {
        return switch (said) {
            case QueryPrimaryDefaultContext select -> select(select.querySpecification());
            case FromStmtContext from -> from(from.fromStatement());
            case TableContext table ->
                new Relation.Table(
                        Names.parts(table.identifierReference()),
                        false,
                        Map.of(),
                        Positions.of(table.identifierReference()));
            case InlineTableDefault1Context values -> RelationBuilder.values(values.inlineTable());
            case SubqueryContext brackets -> of(brackets.query());
            default -> throw Grammar.unknown(said);
        };
    }

    private static Relation select(QuerySpecificationContext said) {
        if (!(said instanceof RegularQuerySpecificationContext select)) throw NotYet.supported("TRANSFORM", said);
        Relation input =
                select.fromClause() == null ? new Relation.OneRow() : RelationBuilder.from(select.fromClause());
        return new SelectBuilder(
                        select.selectClause(),
                        select.lateralView(),
                        select.whereClause(),
                        select.aggregationClause(),
                        select.havingClause(),
                        select.windowClause(),
                        select.qualifyClause(),
                        select)
                .of(input);
    }

    /// `FROM t SELECT a`, and `FROM t` alone. Several SELECTs behind one FROM are a UNION ALL of them.
    private static Relation from(FromStatementContext said) {
        Relation input = RelationBuilder.from(said.fromClause());
        List<FromStatementBodyContext> bodies = said.fromStatementBody();
        if (bodies.isEmpty()) return input;
        Relation rows = of(bodies.getFirst(), input);
        for (FromStatementBodyContext body : bodies.subList(1, bodies.size())) {
            rows = new Relation.Union(rows, of(body, input), false, false, Positions.of(body));
        }
        return rows;
    }
}
