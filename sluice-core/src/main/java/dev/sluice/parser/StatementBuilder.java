package dev.sluice.parser;

import dev.sluice.ast.Statement;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.grammar.SqlBaseParser.CompoundOrSingleStatementContext;
import dev.sluice.grammar.SqlBaseParser.CreateFunctionContext;
import dev.sluice.grammar.SqlBaseParser.CreateMetricViewContext;
import dev.sluice.grammar.SqlBaseParser.CreateTableContext;
import dev.sluice.grammar.SqlBaseParser.CreateTempViewUsingContext;
import dev.sluice.grammar.SqlBaseParser.CreateUserDefinedFunctionContext;
import dev.sluice.grammar.SqlBaseParser.CreateViewContext;
import dev.sluice.grammar.SqlBaseParser.DescribeFunctionContext;
import dev.sluice.grammar.SqlBaseParser.DescribeRelationContext;
import dev.sluice.grammar.SqlBaseParser.DmlStatementContext;
import dev.sluice.grammar.SqlBaseParser.DropFunctionContext;
import dev.sluice.grammar.SqlBaseParser.DropTableContext;
import dev.sluice.grammar.SqlBaseParser.DropViewContext;
import dev.sluice.grammar.SqlBaseParser.ExplainContext;
import dev.sluice.grammar.SqlBaseParser.FailNativeCommandContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierCommentContext;
import dev.sluice.grammar.SqlBaseParser.ShowFunctionsContext;
import dev.sluice.grammar.SqlBaseParser.ShowTablesContext;
import dev.sluice.grammar.SqlBaseParser.StatementContext;
import dev.sluice.grammar.SqlBaseParser.StatementDefaultContext;
import dev.sluice.grammar.SqlBaseParser.StringLitContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.type.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements. Those with a room of their own: CREATE TABLE ([TableBuilder]), INSERT ([InsertBuilder]), functions
/// ([FunctionBuilder]), SET and RESET ([ConfigBuilder]).
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
                yield new Statement.Drop(
                        Names.single(drop.identifierReference()),
                        drop.EXISTS() != null,
                        false,
                        Positions.of(drop.identifierReference()));
            }
            case DropViewContext drop ->
                new Statement.Drop(
                        Names.single(drop.identifierReference()),
                        drop.EXISTS() != null,
                        true,
                        Positions.of(drop.identifierReference()));
            case ExplainContext explain -> explain(explain);
            case ShowTablesContext show -> {
                NotYet.ifSaid(show.identifierReference(), "SHOW TABLES of a schema (FROM, IN)");
                yield new Statement.ShowTables(pattern(show.pattern));
            }
            case ShowFunctionsContext show -> FunctionBuilder.of(show);
            case CreateFunctionContext create -> FunctionBuilder.of(create);
            case CreateUserDefinedFunctionContext create -> FunctionBuilder.of(create);
            case DropFunctionContext drop -> FunctionBuilder.of(drop);
            case DescribeFunctionContext describe -> FunctionBuilder.of(describe);
            case DescribeRelationContext describe -> describe(describe);
            case FailNativeCommandContext refused ->
                throw notValid(NotYet.leadingWords(refused.unsupportedHiveNativeCommands()), refused);
            case CreateMetricViewContext metric -> throw NotYet.supported("a metric view (WITH METRICS)", metric);
            default -> throw NotYet.statement(said);
        };
    }

    private static Statement view(CreateViewContext said) {
        if (said.TEMPORARY() == null) {
            throw NotYet.supported("CREATE VIEW without TEMPORARY", said.identifierReference());
        }
        NotYet.ifSaid(said.GLOBAL(), "a GLOBAL TEMPORARY view");
        NotYet.ifSaid(said.schemaBinding(), "WITH SCHEMA");
        NotYet.ifSaid(said.collationSpec(), "collations (DEFAULT COLLATION)");
        NotYet.ifSaid(said.PARTITIONED(), "PARTITIONED ON");
        NotYet.ifSaid(said.TBLPROPERTIES(), "TBLPROPERTIES");
        String name = Names.single(said.identifierReference());
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
                said.REPLACE() != null,
                ifNotExists,
                columns == null ? List.of() : viewColumns(columns.identifierComment()),
                QueryBuilder.of(said.query()),
                Positions.of(said.identifierReference()));
    }

    private static List<String> viewColumns(List<IdentifierCommentContext> said) {
        return said.stream().map(column -> Names.of(column.identifier())).toList();
    }

    private static Statement explain(ExplainContext said) {
        if (said.LOGICAL() != null) throw notValid("EXPLAIN LOGICAL", said);
        Statement.ExplainMode mode = Statement.ExplainMode.SIMPLE;
        if (said.EXTENDED() != null) mode = Statement.ExplainMode.EXTENDED;
        if (said.FORMATTED() != null) mode = Statement.ExplainMode.FORMATTED;
        if (said.CODEGEN() != null) mode = Statement.ExplainMode.CODEGEN;
        if (said.COST() != null) mode = Statement.ExplainMode.COST;
        return new Statement.Explain(
                mode, said.statement() == null ? ConfigBuilder.of(said.setResetStatement()) : of(said.statement()));
    }

    private static @Nullable String pattern(@Nullable StringLitContext said) {
        return said == null ? null : StringLiteral.of(said);
    }

    private static Statement describe(DescribeRelationContext said) {
        if (said.option != null) throw NotYet.supported("DESCRIBE EXTENDED", said);
        NotYet.ifSaid(said.partitionSpec(), "DESCRIBE of a partition");
        NotYet.ifSaid(said.describeColName(), "DESCRIBE of a column");
        NotYet.ifSaid(said.JSON(), "DESCRIBE … AS JSON");
        return new Statement.Describe(
                Names.parts(said.identifierReference()), Positions.of(said.identifierReference()));
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
