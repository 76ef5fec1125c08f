package dev.sluice.parser;

import dev.sluice.ast.Statement;
import dev.sluice.ast.TableStatement;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseParser.AnalyzeContext;
import dev.sluice.grammar.SqlBaseParser.CreateNamespaceContext;
import dev.sluice.grammar.SqlBaseParser.DeleteFromTableContext;
import dev.sluice.grammar.SqlBaseParser.DropNamespaceContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierReferenceContext;
import dev.sluice.grammar.SqlBaseParser.MergeIntoTableContext;
import dev.sluice.grammar.SqlBaseParser.RecoverPartitionsContext;
import dev.sluice.grammar.SqlBaseParser.RepairTableContext;
import dev.sluice.grammar.SqlBaseParser.ReplaceTableContext;
import dev.sluice.grammar.SqlBaseParser.ShowPartitionsContext;
import dev.sluice.grammar.SqlBaseParser.UpdateTableContext;

/// What is said of tables and schemas as a whole.
final class AdministrationBuilder {

    private AdministrationBuilder() {}

    static Statement of(ShowPartitionsContext said) {
        NotYet.ifSaid(said.partitionSpec(), "SHOW PARTITIONS … PARTITION");
        IdentifierReferenceContext table = said.identifierReference();
        return of(new TableStatement.Partitions(Names.table(table, "SHOW PARTITIONS"), Positions.of(table)));
    }

    static Statement of(RepairTableContext said) {
        return recover(said.identifierReference());
    }

    static Statement of(RecoverPartitionsContext said) {
        return recover(said.identifierReference());
    }

    private static Statement recover(IdentifierReferenceContext table) {
        return of(new TableStatement.Recover(Names.table(table, "MSCK REPAIR TABLE"), Positions.of(table)));
    }

    static Statement of(AnalyzeContext said) {
        IdentifierReferenceContext table = said.identifierReference();
        return of(new TableStatement.Analyze(Names.table(table, "ANALYZE TABLE"), Positions.of(table)));
    }

    static Statement of(MergeIntoTableContext said) {
        return change("MERGE INTO TABLE", said.target);
    }

    static Statement of(DeleteFromTableContext said) {
        return change("DELETE", said.identifierReference());
    }

    static Statement of(UpdateTableContext said) {
        return change("UPDATE TABLE", said.identifierReference());
    }

    static Statement of(ReplaceTableContext said) {
        IdentifierReferenceContext table = said.replaceTableHeader().identifierReference();
        String operation = said.query() == null ? "REPLACE TABLE" : "REPLACE TABLE AS SELECT";
        SourcePosition at = Positions.of(table);
        return of(new TableStatement.Change(operation, Names.table(table, operation), true, at));
    }

    private static Statement change(String operation, IdentifierReferenceContext table) {
        return of(new TableStatement.Change(operation, Names.table(table, operation), false, Positions.of(table)));
    }

    private static Statement of(TableStatement said) {
        return new Statement.OfTable(said);
    }

    static Statement of(CreateNamespaceContext said) {
        NotYet.ifSaid(said.collationSpec(), "collations (DEFAULT COLLATION)");
        return new Statement.CreateSchema(
                Names.parts(said.identifierReference()),
                Negation.isSaid(said.errorCapturingNot()),
                Positions.of(said.identifierReference()));
    }

    static Statement of(DropNamespaceContext said) {
        return new Statement.DropSchema(
                Names.parts(said.identifierReference()),
                said.EXISTS() != null,
                Positions.of(said.identifierReference()));
    }
}
