package dev.sluice.api;

import dev.sluice.ast.Relation;
import dev.sluice.ast.Statement;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.cluster.Cluster;
import dev.sluice.connector.Options;
import dev.sluice.parser.SqlParser;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Does what SQL statements say, where a cluster does the work. Queries go there as they were said. Views, and tables
/// that are names for sources and sinks, are declared here, so that they are gone with the session; INSERT into such a
/// table starts a stream there, as `DataStreamWriter` does, since Spark's SQL cannot say that. What else there is to do
/// is the cluster's.
final class ClusterCommands {

    private static final Set<String> FILES = Set.of("parquet", "orc", "avro", "json", "csv", "text", "xml");

    private final Session session;
    private final ClusterSession cluster;
    private final SqlCommands here;

    ClusterCommands(Session session, ClusterSession cluster) {
        this.session = session;
        this.cluster = cluster;
        here = new SqlCommands(session);
    }

    DataFrame run(String text, Statement statement) {
        return switch (statement) {
            case Statement.Query(Relation query) -> session.frame(cluster.sql(text, query));
            case Statement.CreateView view when view.global() -> there(text, view.query());
            case Statement.CreateView view -> here.run(view.withQuery(query(text, view.query())));
            case Statement.CreateTable table ->
                isDeclaration(table) ? declare(table) : there(text, new Relation.OneRow());
            case Statement.CreateTableAs(_, Relation query) -> there(text, query);
            case Statement.Insert insert ->
                isKnown(insert.table()) ? insert(text, insert) : there(text, insert.query());
            case Statement.InsertDirectory insert -> there(text, insert.query());
            case Statement.MultiInsert _ ->
                throw ClusterSession.cannot(
                        "several INSERTs behind one FROM, which are one query here and would be several there;"
                                + " write each by itself");
            case Statement.Explain(Statement.ExplainMode mode, Statement.Query(Relation query)) ->
                here.run(new Statement.Explain(mode, new Statement.Query(query(text, query))));
            case Statement.Explain(Statement.ExplainMode mode, Statement.Insert insert) ->
                here.run(new Statement.Explain(mode, new Statement.Query(query(text, insert.query()))));
            case Statement.Drop drop ->
                !drop.global() && isKnown(drop.name()) ? here.run(drop) : there(text, new Relation.OneRow());
            case Statement.ShowCreate show ->
                isKnown(show.table()) ? here.run(show) : there(text, new Relation.OneRow());
            case Statement.Describe(var table, _, _) ->
                isKnown(table.getLast()) ? here.run(statement) : there(text, new Relation.OneRow());
            case Statement.DescribeColumn describe ->
                isKnown(describe.table().getLast()) ? here.run(statement) : there(text, new Relation.OneRow());
            case Statement.DescribeQuery(Relation query) -> here.run(new Statement.DescribeQuery(query(text, query)));
            case Statement.SetVariables(_, _, Relation query, _) when query != null -> there(text, query);
            case Statement.SetConfig _, Statement.ResetConfig _, Statement.Nothing _ -> here.run(statement);
            default -> there(text, new Relation.OneRow());
        };
    }

    private Relation.Sql query(String statement, Relation query) {
        return cluster.sql(SqlParser.queryText(statement), query);
    }

    private boolean isKnown(String table) {
        return session.names().table(table).isPresent();
    }

    /// A table of files without a place is one whose files the cluster keeps.
    private static boolean isDeclaration(Statement.CreateTable table) {
        String format = table.format();
        if (format == null) return false;
        return !FILES.contains(format.toLowerCase(Locale.ROOT)) || new Options(table.options()).has("path");
    }

    private DataFrame declare(Statement.CreateTable table) {
        String format = table.format();
        if (format == null) throw new IllegalArgumentException("a table without a format");
        if (table.ifNotExists() && isKnown(table.name())) return nothing();
        if (isKnown(table.name())) throw TableCommands.alreadyExists(table);
        session.names().put(table.name(), new CatalogEntry.External(format, table.schema(), table.options()));
        return nothing();
    }

    private DataFrame insert(String text, Statement.Insert insert) {
        return new InsertCommands(session).run(insert.withQuery(query(text, insert.query())));
    }

    /// Has the cluster run it.
    ///
    /// @param query what of it names tables
    private DataFrame there(String text, Relation query) {
        Cluster.Answer answer = cluster.cluster().command(cluster.sql(text, query));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Chunk chunk : answer.rows()) {
            for (int i = 0; i < chunk.rowCount(); i++) {
                rows.add(Values.row(chunk, chunk.selection().row(i), answer.schema()));
            }
        }
        return session.answer(answer.schema().fields(), rows);
    }

    private DataFrame nothing() {
        return session.answer(List.of(), List.of());
    }
}
