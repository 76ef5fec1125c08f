package dev.sluice.parser;

import dev.sluice.ast.GlobalNames;
import dev.sluice.ast.Statement;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.grammar.SqlBaseParser.AnalyzeContext;
import dev.sluice.grammar.SqlBaseParser.CacheTableContext;
import dev.sluice.grammar.SqlBaseParser.ClearCacheContext;
import dev.sluice.grammar.SqlBaseParser.CompoundOrSingleStatementContext;
import dev.sluice.grammar.SqlBaseParser.CreateFunctionContext;
import dev.sluice.grammar.SqlBaseParser.CreateMetricViewContext;
import dev.sluice.grammar.SqlBaseParser.CreateNamespaceContext;
import dev.sluice.grammar.SqlBaseParser.CreateTableContext;
import dev.sluice.grammar.SqlBaseParser.CreateTempViewUsingContext;
import dev.sluice.grammar.SqlBaseParser.CreateUserDefinedFunctionContext;
import dev.sluice.grammar.SqlBaseParser.CreateVariableContext;
import dev.sluice.grammar.SqlBaseParser.CreateViewContext;
import dev.sluice.grammar.SqlBaseParser.DescribeFunctionContext;
import dev.sluice.grammar.SqlBaseParser.DescribeNamespaceContext;
import dev.sluice.grammar.SqlBaseParser.DescribeQueryContext;
import dev.sluice.grammar.SqlBaseParser.DescribeRelationContext;
import dev.sluice.grammar.SqlBaseParser.DmlStatementContext;
import dev.sluice.grammar.SqlBaseParser.DropFunctionContext;
import dev.sluice.grammar.SqlBaseParser.DropNamespaceContext;
import dev.sluice.grammar.SqlBaseParser.DropTableContext;
import dev.sluice.grammar.SqlBaseParser.DropVariableContext;
import dev.sluice.grammar.SqlBaseParser.DropViewContext;
import dev.sluice.grammar.SqlBaseParser.ExplainContext;
import dev.sluice.grammar.SqlBaseParser.FailNativeCommandContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierCommentContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierReferenceContext;
import dev.sluice.grammar.SqlBaseParser.RecoverPartitionsContext;
import dev.sluice.grammar.SqlBaseParser.RefreshTableContext;
import dev.sluice.grammar.SqlBaseParser.RepairTableContext;
import dev.sluice.grammar.SqlBaseParser.ReplaceTableContext;
import dev.sluice.grammar.SqlBaseParser.ShowCatalogsContext;
import dev.sluice.grammar.SqlBaseParser.ShowColumnsContext;
import dev.sluice.grammar.SqlBaseParser.ShowCreateTableContext;
import dev.sluice.grammar.SqlBaseParser.ShowCurrentNamespaceContext;
import dev.sluice.grammar.SqlBaseParser.ShowFunctionsContext;
import dev.sluice.grammar.SqlBaseParser.ShowNamespacesContext;
import dev.sluice.grammar.SqlBaseParser.ShowPartitionsContext;
import dev.sluice.grammar.SqlBaseParser.ShowTablesContext;
import dev.sluice.grammar.SqlBaseParser.ShowTblPropertiesContext;
import dev.sluice.grammar.SqlBaseParser.ShowViewsContext;
import dev.sluice.grammar.SqlBaseParser.StatementContext;
import dev.sluice.grammar.SqlBaseParser.StatementDefaultContext;
import dev.sluice.grammar.SqlBaseParser.TruncateTableContext;
import dev.sluice.grammar.SqlBaseParser.UncacheTableContext;
import dev.sluice.grammar.SqlBaseParser.UseContext;
import dev.sluice.grammar.SqlBaseParser.UseNamespaceContext;
import dev.sluice.grammar.SqlBaseParser.VisitExecuteImmediateContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.type.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Statements. Those with a room of their own: CREATE TABLE ([TableBuilder]), INSERT ([InsertBuilder]), functions
/// ([FunctionBuilder]), tables as a whole ([AdministrationBuilder]), SET and RESET ([ConfigBuilder]), SHOW and DESCRIBE
/// ([ShowBuilder]), variables ([VariableBuilder]).
///
/// Most of the hundred kinds of statements that Spark knows end at the `default`, named by their first words.
final class StatementBuilder {

    private StatementBuilder() {}

    static Statement compoundOrSingle(CompoundOrSingleStatementContext said) {
        if (said.singleCompoundStatement() != null) throw NotYet.scripting(Positions.of(said));
        var single = said.singleStatement();
        return single.statement() == null ? ConfigBuilder.of(single.setResetStatement()) : of(single.statement());
    }

    private static Statement of(StatementContext said) {
        return switch (said) {
            case StatementDefaultContext query -> new Statement.Query(QueryBuilder.of(query.query()));
            case DmlStatementContext change -> InsertBuilder.of(change);
            case CreateTableContext create -> TableBuilder.of(create);
            case CreateTempViewUsingContext create -> TableBuilder.of(create);
            case CreateViewContext create -> view(create);
            case DropTableContext drop -> {
                NotYet.ifSaid(drop.PURGE(), "DROP TABLE … PURGE");
                yield drop(drop.identifierReference(), drop.EXISTS() != null, false);
            }
            case DropViewContext drop -> drop(drop.identifierReference(), drop.EXISTS() != null, true);
            case ExplainContext explain -> explain(explain);
            case TruncateTableContext truncate -> {
                NotYet.ifSaid(truncate.partitionSpec(), "TRUNCATE of a partition");
                yield new Statement.Truncate(
                        Names.table(truncate.identifierReference(), "TRUNCATE TABLE"),
                        Positions.of(truncate.identifierReference()));
            }
            case ShowFunctionsContext show -> FunctionBuilder.of(show);
            case CreateFunctionContext create -> FunctionBuilder.of(create);
            case CreateUserDefinedFunctionContext create -> FunctionBuilder.of(create);
            case DropFunctionContext drop -> FunctionBuilder.of(drop);
            case DescribeFunctionContext describe -> FunctionBuilder.of(describe);
            case ShowTablesContext show -> ShowBuilder.of(show);
            case ShowViewsContext show -> ShowBuilder.of(show);
            case ShowNamespacesContext show -> ShowBuilder.of(show);
            case ShowColumnsContext show -> ShowBuilder.of(show);
            case ShowCatalogsContext show ->
                new Statement.Show(Statement.Listed.CATALOGS, ShowBuilder.pattern(show.pattern));
            case ShowCurrentNamespaceContext _ -> new Statement.Show(Statement.Listed.CURRENT_SCHEMA, null);
            case ShowCreateTableContext show ->
                new Statement.ShowCreate(
                        Names.single(show.identifierReference()), Positions.of(show.identifierReference()));
            case ShowTblPropertiesContext show -> {
                NotYet.ifSaid(show.key, "SHOW TBLPROPERTIES of a key");
                yield new Statement.ShowProperties(Names.single(show.table), Positions.of(show.table));
            }
            case DescribeRelationContext describe -> ShowBuilder.of(describe);
            case DescribeNamespaceContext describe -> ShowBuilder.of(describe);
            case DescribeQueryContext describe -> new Statement.DescribeQuery(QueryBuilder.of(describe.query()));
            case UseContext use -> inUse(use.identifierReference());
            case UseNamespaceContext use -> inUse(use.identifierReference());
            case CreateVariableContext declare -> VariableBuilder.of(declare);
            case DropVariableContext drop -> VariableBuilder.of(drop);
            case VisitExecuteImmediateContext execute -> VariableBuilder.of(execute.executeImmediate());
            // What is asked is read anew each time: there is no copy to be made, made again or thrown away.
            case CacheTableContext cache -> {
                NotYet.ifSaid(cache.query(), "CACHE TABLE … AS");
                yield new Statement.Nothing();
            }
            case UncacheTableContext _, ClearCacheContext _, RefreshTableContext _ -> new Statement.Nothing();
            case AnalyzeContext analyze -> AdministrationBuilder.of(analyze);
            case ShowPartitionsContext show -> AdministrationBuilder.of(show);
            case RepairTableContext repair -> AdministrationBuilder.of(repair);
            case RecoverPartitionsContext recover -> AdministrationBuilder.of(recover);
            case ReplaceTableContext replace -> AdministrationBuilder.of(replace);
            case CreateNamespaceContext create -> AdministrationBuilder.of(create);
            case DropNamespaceContext drop -> AdministrationBuilder.of(drop);
            case FailNativeCommandContext refused ->
                throw notValid(NotYet.leadingWords(refused.unsupportedHiveNativeCommands()), refused);
            case CreateMetricViewContext metric -> throw NotYet.supported("a metric view (WITH METRICS)", metric);
            default -> throw NotYet.statement(said);
        };
    }

    private static Statement drop(IdentifierReferenceContext said, boolean ifExists, boolean view) {
        boolean global = GlobalNames.isName(Names.parts(said));
        String name = global ? Names.parts(said).getLast() : Names.single(said);
        return new Statement.Drop(name, global, ifExists, view, Positions.of(said));
    }

    private static Statement view(CreateViewContext said) {
        if (said.TEMPORARY() == null) {
            throw NotYet.supported("CREATE VIEW without TEMPORARY", said.identifierReference());
        }
        NotYet.ifSaid(said.schemaBinding(), "WITH SCHEMA");
        NotYet.ifSaid(said.collationSpec(), "collations (DEFAULT COLLATION)");
        NotYet.ifSaid(said.PARTITIONED(), "PARTITIONED ON");
        NotYet.ifSaid(said.TBLPROPERTIES(), "TBLPROPERTIES");
        String name = Names.temporary(said.identifierReference(), "VIEW");
        boolean ifNotExists = Negation.isSaid(said.errorCapturingNot());
        if (said.REPLACE() != null && ifNotExists) {
            throw ErrorCondition.CREATE_VIEW_WITH_IF_NOT_EXISTS_AND_REPLACE
                    .error()
                    .with("viewName", Field.quoteIfNeeded(name))
                    .at(Positions.of(said))
                    .build();
        }
        var columns = said.identifierCommentList();
        return new Statement.CreateView(
                name,
                said.GLOBAL() != null,
                said.REPLACE() != null,
                ifNotExists,
                columns == null ? List.of() : viewColumns(columns.identifierComment()),
                columns == null ? Map.of() : comments(columns.identifierComment()),
                QueryBuilder.of(said.query()),
                Positions.of(said.identifierReference()));
    }

    private static List<String> viewColumns(List<IdentifierCommentContext> said) {
        return said.stream().map(column -> Names.of(column.identifier())).toList();
    }

    private static Map<String, String> comments(List<IdentifierCommentContext> said) {
        Map<String, String> comments = new HashMap<>();
        for (IdentifierCommentContext column : said) {
            String comment = TypeBuilder.comment(column.commentSpec());
            if (comment != null) comments.put(Names.of(column.identifier()), comment);
        }
        return comments;
    }

    /// `USE` of the one schema there is.
    private static Statement inUse(IdentifierReferenceContext said) {
        Names.checkSchema(Names.parts(said), said);
        return new Statement.Nothing();
    }

    private static Statement explain(ExplainContext said) {
        if (said.LOGICAL() != null) throw notValid("EXPLAIN LOGICAL", said);
        return new Statement.Explain(
                ShowBuilder.mode(said),
                said.statement() == null ? ConfigBuilder.of(said.setResetStatement()) : of(said.statement()));
    }

    /// What Spark's grammar reads only to refuse it.
    private static SluiceException notValid(String words, ParserRuleContext said) {
        return ErrorCondition.INVALID_STATEMENT_OR_CLAUSE
                .error()
                .with("operation", words)
                .at(Positions.of(said))
                .build();
    }
}
