package dev.sluice.parser;

import dev.sluice.ast.GlobalNames;
import dev.sluice.ast.Statement;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseParser.DescribeNamespaceContext;
import dev.sluice.grammar.SqlBaseParser.DescribeRelationContext;
import dev.sluice.grammar.SqlBaseParser.ExplainContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierReferenceContext;
import dev.sluice.grammar.SqlBaseParser.ShowColumnsContext;
import dev.sluice.grammar.SqlBaseParser.ShowNamespacesContext;
import dev.sluice.grammar.SqlBaseParser.ShowTablesContext;
import dev.sluice.grammar.SqlBaseParser.ShowViewsContext;
import dev.sluice.grammar.SqlBaseParser.StringLitContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SHOW and DESCRIBE.
final class ShowBuilder {

    private ShowBuilder() {}

    static Statement of(ShowTablesContext said) {
        boolean global = isGlobal(said.identifierReference());
        if (!global) checkSchema(said.identifierReference());
        return new Statement.ShowTables(pattern(said.pattern), global);
    }

    static Statement of(ShowViewsContext said) {
        boolean global = isGlobal(said.identifierReference());
        if (!global) checkSchema(said.identifierReference());
        return new Statement.Show(
                global ? Statement.Listed.GLOBAL_VIEWS : Statement.Listed.VIEWS, pattern(said.pattern));
    }

    private static boolean isGlobal(@Nullable IdentifierReferenceContext said) {
        return said != null && GlobalNames.isSchema(Names.parts(said));
    }

    static Statement of(ShowNamespacesContext said) {
        if (said.multipartIdentifier() != null) {
            Names.checkSchema(Names.parts(said.multipartIdentifier()), said.multipartIdentifier());
        }
        return new Statement.Show(Statement.Listed.SCHEMAS, pattern(said.pattern));
    }

    static Statement of(ShowColumnsContext said) {
        List<String> table = Names.parts(said.table);
        if (said.ns != null && GlobalNames.isSchema(Names.parts(said.ns))) {
            table = List.of(GlobalNames.SCHEMA, table.getLast());
        } else if (said.ns != null) {
            Names.checkSchema(Names.parts(said.ns), said.ns);
        }
        boolean global = GlobalNames.isName(table);
        return new Statement.ShowColumns(global ? table : List.of(Names.single(said.table)), Positions.of(said.table));
    }

    private static void checkSchema(@Nullable IdentifierReferenceContext said) {
        if (said != null) Names.checkSchema(Names.parts(said), said);
    }

    static @Nullable String pattern(@Nullable StringLitContext said) {
        return said == null ? null : StringLiteral.of(said);
    }

    /// EXTENDED says the same of a view, and of a table where it lies.
    static Statement of(DescribeRelationContext said) {
        NotYet.ifSaid(said.partitionSpec(), "DESCRIBE of a partition");
        NotYet.ifSaid(said.JSON(), "DESCRIBE … AS JSON");
        List<String> table = Names.parts(said.identifierReference());
        SourcePosition at = Positions.of(said.identifierReference());
        boolean extended = said.option != null;
        if (said.describeColName() == null) return new Statement.Describe(table, extended, at);
        List<String> column =
                said.describeColName().nameParts.stream().map(Names::of).toList();
        return new Statement.DescribeColumn(table, column, extended, at);
    }

    static Statement of(DescribeNamespaceContext said) {
        checkSchema(said.identifierReference());
        return new Statement.DescribeSchema();
    }

    static Statement.ExplainMode mode(ExplainContext said) {
        if (said.EXTENDED() != null) return Statement.ExplainMode.EXTENDED;
        if (said.FORMATTED() != null) return Statement.ExplainMode.FORMATTED;
        if (said.CODEGEN() != null) return Statement.ExplainMode.CODEGEN;
        return said.COST() != null ? Statement.ExplainMode.COST : Statement.ExplainMode.SIMPLE;
    }
}
