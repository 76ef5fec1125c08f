package dev.sluice.parser;

import dev.sluice.grammar.SqlBaseParser.CompoundOrSingleStatementContext;
import dev.sluice.grammar.SqlBaseParser.CreateTableContext;
import dev.sluice.grammar.SqlBaseParser.CreateViewContext;
import dev.sluice.grammar.SqlBaseParser.CtesContext;
import dev.sluice.grammar.SqlBaseParser.DescribeQueryContext;
import dev.sluice.grammar.SqlBaseParser.DmlStatementContext;
import dev.sluice.grammar.SqlBaseParser.ExplainContext;
import dev.sluice.grammar.SqlBaseParser.QueryContext;
import dev.sluice.grammar.SqlBaseParser.SingleInsertQueryContext;
import dev.sluice.grammar.SqlBaseParser.StatementContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/// The text of a query inside a statement.
final class QueryText {

    private QueryText() {}

    static String of(CompoundOrSingleStatementContext said) {
        if (said.singleStatement() == null || said.singleStatement().statement() == null) return Grammar.text(said);
        return of(said.singleStatement().statement());
    }

    private static String of(StatementContext said) {
        return switch (said) {
            case DmlStatementContext change
            when change.dmlStatementNoWith() instanceof SingleInsertQueryContext insert ->
                text(change.ctes(), insert.query(), said);
            case DmlStatementContext change ->
                throw NotYet.supported("FROM in front of an INSERT whose query is sent elsewhere", change);
            case DescribeQueryContext describe -> Grammar.text(describe.query());
            case CreateViewContext view -> text(null, view.query(), said);
            case CreateTableContext table -> text(null, table.query(), said);
            case ExplainContext explain -> of(explain.statement());
            default -> Grammar.text(said);
        };
    }

    /// @param commonTables of a WITH clause in front of the statement
    private static String text(
            @Nullable CtesContext commonTables, @Nullable QueryContext query, ParserRuleContext all) {
        if (query == null) return Grammar.text(all);
        return commonTables == null ? Grammar.text(query) : Grammar.text(commonTables) + " " + Grammar.text(query);
    }
}
