package dev.sluice.parser;

import dev.sluice.ast.Relation;
import dev.sluice.ast.Statement;
import dev.sluice.grammar.SqlBaseParser.CtesContext;
import dev.sluice.grammar.SqlBaseParser.DeleteFromTableContext;
import dev.sluice.grammar.SqlBaseParser.DmlStatementContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierListContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierReferenceContext;
import dev.sluice.grammar.SqlBaseParser.InsertIntoContext;
import dev.sluice.grammar.SqlBaseParser.InsertIntoTableContext;
import dev.sluice.grammar.SqlBaseParser.InsertOverwriteDirContext;
import dev.sluice.grammar.SqlBaseParser.InsertOverwriteTableContext;
import dev.sluice.grammar.SqlBaseParser.MergeIntoTableContext;
import dev.sluice.grammar.SqlBaseParser.MultiInsertQueryBodyContext;
import dev.sluice.grammar.SqlBaseParser.MultiInsertQueryContext;
import dev.sluice.grammar.SqlBaseParser.OptionsClauseContext;
import dev.sluice.grammar.SqlBaseParser.PartitionSpecContext;
import dev.sluice.grammar.SqlBaseParser.SingleInsertQueryContext;
import dev.sluice.grammar.SqlBaseParser.UpdateTableContext;
import dev.sluice.grammar.antlr.tree.TerminalNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// INSERT, with its query behind it or, as `FROM … INSERT INTO … SELECT …`, around it; then there may be several.
final class InsertBuilder {

    private InsertBuilder() {}

    static Statement of(DmlStatementContext said) {
        return switch (said.dmlStatementNoWith()) {
            // A name behind the query, as in INSERT INTO t (SELECT …) AS q, is for nobody.
            case SingleInsertQueryContext single
            when single.insertInto() instanceof InsertOverwriteDirContext into ->
                directory(into, QueryBuilder.with(said.ctes(), QueryBuilder.of(single.query())));
            case SingleInsertQueryContext single ->
                insert(single.insertInto(), QueryBuilder.with(said.ctes(), QueryBuilder.of(single.query())));
            case MultiInsertQueryContext multiple -> {
                List<MultiInsertQueryBodyContext> bodies = multiple.multiInsertQueryBody();
                Relation from = RelationBuilder.from(multiple.fromClause());
                if (bodies.size() == 1) yield insert(bodies.getFirst(), from, said.ctes());
                var shared = new Relation.Shared(from);
                yield new Statement.MultiInsert(bodies.stream()
                        .map(body -> insert(body, shared, said.ctes()))
                        .toList());
            }
            case MergeIntoTableContext merge -> AdministrationBuilder.of(merge);
            case DeleteFromTableContext delete -> AdministrationBuilder.of(delete);
            case UpdateTableContext update -> AdministrationBuilder.of(update);
            default -> throw NotYet.statement(said.dmlStatementNoWith());
        };
    }

    private static Statement directory(InsertOverwriteDirContext said, Relation query) {
        NotYet.ifSaid(said.LOCAL(), "INSERT OVERWRITE LOCAL DIRECTORY");
        Map<String, String> options = new HashMap<>(said.options == null ? Map.of() : OptionsBuilder.of(said.options));
        if (said.path != null) options.put("path", StringLiteral.of(said.path));
        return new Statement.InsertDirectory(
                String.join(".", Names.parts(said.tableProvider().multipartIdentifier())),
                options,
                query,
                Positions.of(said.tableProvider()));
    }

    private static Statement.Insert insert(
            MultiInsertQueryBodyContext said, Relation from, @Nullable CtesContext commonTables) {
        Relation query = QueryBuilder.of(said.fromStatementBody(), from);
        return insert(said.insertInto(), QueryBuilder.with(commonTables, query));
    }

    private static Statement.Insert insert(InsertIntoContext said, Relation query) {
        return switch (said) {
            case InsertIntoTableContext into -> {
                checkPlain(into.EVOLUTION(), into.optionsClause(), into.partitionSpec(), into.EXISTS());
                yield insert(into.identifierReference(), into.identifierList(), into.NAME() != null, query, false);
            }
            case InsertOverwriteTableContext over -> {
                checkPlain(over.EVOLUTION(), over.optionsClause(), over.partitionSpec(), over.EXISTS());
                yield insert(over.identifierReference(), over.identifierList(), over.NAME() != null, query, true);
            }
            default -> throw NotYet.statement(said);
        };
    }

    private static void checkPlain(
            @Nullable TerminalNode evolution,
            @Nullable OptionsClauseContext options,
            @Nullable PartitionSpecContext partition,
            @Nullable TerminalNode ifNotExists) {
        NotYet.ifSaid(evolution, "INSERT WITH SCHEMA EVOLUTION");
        NotYet.ifSaid(options, "INSERT WITH options");
        NotYet.ifSaid(partition, "INSERT into a partition");
        NotYet.ifSaid(ifNotExists, "INSERT … IF NOT EXISTS");
    }

    private static Statement.Insert insert(
            IdentifierReferenceContext table,
            @Nullable IdentifierListContext columns,
            boolean byName,
            Relation query,
            boolean overwrite) {
        return new Statement.Insert(
                Names.table(table, "INSERT"),
                columns == null ? List.of() : Names.all(columns),
                byName,
                query,
                overwrite,
                Positions.of(table));
    }
}
