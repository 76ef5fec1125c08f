package dev.sluice.api;

import static java.util.Objects.requireNonNull;

import dev.sluice.analyzer.StreamingRules;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Statement;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.SaveMode;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.error.Suggestion;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import dev.sluice.streaming.MicroBatchExecution;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// INSERT: writes rows that are there, or starts the query of a stream. Several INSERTs behind one FROM are one query,
/// whose sinks are committed together.
final class InsertCommands {

    private final Session session;

    InsertCommands(Session session) {
        this.session = session;
    }

    /// A table that may be written.
    private record Target(String name, CatalogEntry entry) {

        @Nullable
        Struct schema() {
            return switch (entry) {
                case CatalogEntry.External external -> external.schema();
                case CatalogEntry.Static(var input) -> input.schema();
                case CatalogEntry.Written _, CatalogEntry.View _, CatalogEntry.Stream _ -> null;
            };
        }

        Map<String, String> options() {
            return switch (entry) {
                case CatalogEntry.External(_, _, var options, _) -> options;
                case CatalogEntry.Written(var options, _) -> options;
                case CatalogEntry.Static _ -> Map.of();
                case CatalogEntry.View _, CatalogEntry.Stream _ ->
                    throw SluiceException.bug(name + " can't be written");
            };
        }
    }

    /// Rows on their way to a table, as the table has its columns.
    private record Rows(
            Target target,
            DataFrame rows,
            boolean overwrite,
            @Nullable SourcePosition at) {}

    DataFrame run(Statement.Insert insert) {
        Rows rows = rows(insert);
        if (rows.rows().isStreaming()) {
            var writer = writer(rows.target(), rows.rows(), Map.of());
            if (writer.name == null) writer.queryName(insert.table());
            return started(writer.start());
        }
        write(List.of(rows), List.of(rows.rows().plan()));
        return nothing();
    }

    /// All are looked at before any of them begins.
    DataFrame run(Statement.MultiInsert several) {
        List<Rows> rows = several.inserts().stream().map(this::placedRows).toList();
        List<LogicalPlan> plans = together(rows);
        if (plans.stream().anyMatch(LogicalPlan::isStreaming)) {
            return started(session.streams().start(query(rows, plans).plan()));
        }
        write(rows, plans);
        return nothing();
    }

    /// Opens the query of a stream without a thread of its own.
    SteppedQuery stepped(Statement statement) {
        List<Statement.Insert> inserts = switch (statement) {
            case Statement.Insert insert -> List.of(insert);
            case Statement.MultiInsert(var several) -> several;
            default -> throw new IllegalArgumentException("no INSERT: " + statement);
        };
        List<Rows> rows = inserts.stream().map(this::placedRows).toList();
        return new SteppedQuery(new MicroBatchExecution(
                query(rows, together(rows)).plan(), session.machine(), session.workers(), Runnable::run, () -> {}));
    }

    /// Starts a stream into a declared table. What is said here goes before the table's own options.
    StreamingQuery insert(
            String table,
            DataFrame rows,
            Map<String, String> said,
            @Nullable OutputMode mode,
            @Nullable Trigger trigger,
            @Nullable String name) {
        Target target = target(table, null);
        DataStreamWriter<Row> writer = writer(target, fitted(target, rows), said);
        if (mode != null) writer.outputMode(mode);
        if (trigger != null) writer.trigger(trigger);
        if (name != null) writer.queryName(name);
        if (writer.name == null) writer.queryName(table);
        return writer.start();
    }

    /// Writes rows that are there into a declared table, by position.
    void insertAll(String table, DataFrame rows, boolean overwrite) {
        insertAll(target(table, null), rows, overwrite);
    }

    /// The same for a table that does not have its name yet.
    void insertAll(String name, CatalogEntry table, DataFrame rows, boolean overwrite) {
        insertAll(new Target(name, table), rows, overwrite);
    }

    /// Adds rows to a table, whose columns are found by name: all of them, and no others.
    void appendByName(String name, CatalogEntry table, DataFrame rows) {
        var target = new Target(name, table);
        checkArity(target, rows.schema());
        DataFrame whole = new InsertedColumns(qualified(target), schema(target)).byName(rows);
        write(List.of(new Rows(target, whole, false, null)), List.of(whole.plan()));
    }

    private Struct schema(Target target) {
        Struct said = target.schema();
        if (said != null || !(target.entry() instanceof CatalogEntry.External(String format, _, var options, _)))
            return requireNonNull(said, target.name());
        return session.read()
                .format(format)
                .options(OptionCheck.withoutEngineOptions(options))
                .load()
                .schema();
    }

    private void insertAll(Target target, DataFrame rows, boolean overwrite) {
        checkArity(target, rows.schema());
        DataFrame fitted = fitted(target, rows);
        write(List.of(new Rows(target, fitted, overwrite, null)), List.of(fitted.plan()));
    }

    // ---- what is said

    private Rows placedRows(Statement.Insert insert) {
        try {
            return rows(insert);
        } catch (SluiceException e) {
            throw e.orAt(insert.at());
        }
    }

    private Rows rows(Statement.Insert insert) {
        DataFrame rows = session.frame(insert.query());
        Target target = target(insert.table(), insert.at());
        boolean isMemory = target.entry() instanceof CatalogEntry.Static;
        if (rows.isStreaming() && isMemory) throw noTable(insert.table(), insert.at());
        if (rows.isStreaming() && insert.overwrite()) throw notYet("INSERT OVERWRITE of a stream", insert);
        Struct table = target.schema();
        if (table == null) {
            if (!insert.columns().isEmpty() || insert.byName()) {
                throw notYet("a column list, or BY NAME, for a table without columns", insert);
            }
            return new Rows(target, rows, insert.overwrite(), insert.at());
        }
        DataFrame whole = new InsertedColumns(qualified(target), table).whole(insert, rows);
        return new Rows(target, whole, insert.overwrite(), insert.at());
    }

    private static SluiceException notYet(String feature, Statement.Insert insert) {
        return ErrorCondition.NOT_YET_SUPPORTED
                .error()
                .with("feature", feature)
                .at(insert.at())
                .build();
    }

    private Target target(String name, @Nullable SourcePosition at) {
        Optional<CatalogEntry> entry = session.names().table(name);
        if (entry.isEmpty()) {
            throw ErrorCondition.TABLE_OR_VIEW_NOT_FOUND
                    .error()
                    .with("relationName", Field.quote(name))
                    .hint(Suggestion.likely(name, session.names().tableNames())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("CREATE TABLE … USING declares a sink."))
                    .at(at)
                    .build();
        }
        return switch (entry.get()) {
            case CatalogEntry.External _, CatalogEntry.Written _ -> new Target(name, entry.get());
            case CatalogEntry.Static(MemoryTable _) -> new Target(name, entry.get());
            case CatalogEntry.View _, CatalogEntry.Static _, CatalogEntry.Stream _ -> throw noTable(name, at);
        };
    }

    private static SluiceException noTable(String name, @Nullable SourcePosition at) {
        return ErrorCondition.EXPECT_TABLE_NOT_VIEW
                .error()
                .with("operation", "INSERT")
                .with("viewName", Field.quote(name))
                .at(at)
                .build();
    }

    private static String qualified(Target target) {
        return "`spark_catalog`.`default`." + Field.quote(target.name());
    }

    private static void checkArity(Target target, Struct data) {
        Struct table = target.schema();
        if (table == null || table.size() == data.size()) return;
        var condition = table.size() < data.size()
                ? ErrorCondition.INSERT_TOO_MANY_DATA_COLUMNS
                : ErrorCondition.INSERT_NOT_ENOUGH_DATA_COLUMNS;
        throw condition
                .error()
                .with("tableName", qualified(target))
                .with("tableColumns", SqlCommands.quoted(table.names()))
                .with("dataColumns", SqlCommands.quoted(data.names()))
                .build();
    }

    /// The rows with the names and types of the table's columns, by position.
    private static DataFrame fitted(Target target, DataFrame rows) {
        Struct wanted = target.schema();
        if (wanted == null || wanted.equals(rows.schema())) return rows;
        DataFrame named = rows.toDF(wanted.names().toArray(String[]::new));
        Column[] columns = new Column[wanted.size()];
        for (int i = 0; i < columns.length; i++) {
            Field field = wanted.field(i);
            Column column = functions.col(Field.quote(field.name()));
            boolean same = rows.schema().field(i).type().equals(field.type());
            columns[i] = same ? column : column.cast(field.type()).as(field.name());
        }
        return named.select(columns);
    }

    /// The plans of rows for several tables, with the same columns where they read the same.
    private List<LogicalPlan> together(List<Rows> rows) {
        List<Relation> relations =
                rows.stream().map(each -> each.rows().relation()).toList();
        return session.analyzeTogether(relations);
    }

    // ---- streams

    private DataStreamWriter<Row> writer(Target target, DataFrame rows, Map<String, String> said) {
        DataStreamWriter<Row> writer = rows.writeStream();
        switch (target.entry()) {
            case CatalogEntry.External(String format, _, _, _) -> writer.format(format);
            case CatalogEntry.Written(_, var open) -> {
                Struct schema = rows.schema();
                writer.sink(() -> open.apply(schema));
            }
            case CatalogEntry.View _, CatalogEntry.Static _, CatalogEntry.Stream _ -> {}
        }
        writer.options(target.options()).options(said);
        var options = new Options(target.options());
        options.get("outputMode").ifPresent(writer::outputMode);
        options.get("trigger").map(Trigger::parse).ifPresent(writer::trigger);
        options.get("queryName").ifPresent(writer::queryName);
        return writer;
    }

    private WrittenQuery query(List<Rows> rows, List<LogicalPlan> plans) {
        List<WrittenQuery.Part> parts = new ArrayList<>();
        for (Rows each : rows) {
            var writer = writer(each.target(), each.rows(), Map.of());
            String table = each.target().name();
            parts.add(new WrittenQuery.Part(writer, plans.get(parts.size()), table, each.at()));
        }
        return new WrittenQuery(session, parts);
    }

    /// What INSERT has to say of the stream that it started.
    private DataFrame started(StreamingQuery query) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(query.name());
        row.add(query.id().toString());
        row.add(query.runId().toString());
        return session.answer(
                List.of(
                        new Field("name", Atomic.STRING, true),
                        new Field("id", Atomic.STRING, false),
                        new Field("runId", Atomic.STRING, false)),
                List.of(row));
    }

    // ---- what is there

    /// Tables together, but a table that is written twice one after the other, as in Spark.
    private void write(List<Rows> rows, List<LogicalPlan> plans) {
        plans.forEach(StreamingRules::checkBatch);
        Optional<ClusterSession> cluster = session.cluster();
        if (cluster.isPresent()) {
            rows.forEach(each -> write(cluster.get(), each));
            return;
        }
        List<BatchWrite.Part> parts = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (int i = 0; i < plans.size(); i++) {
            Target target = rows.get(i).target();
            if (!places.add(new Options(target.options()).get("path", target.name()))) {
                BatchWrite.run(session, parts);
                parts.clear();
                places.clear();
            }
            SaveMode mode = rows.get(i).overwrite() ? SaveMode.OVERWRITE : SaveMode.APPEND;
            parts.add(part(target, plans.get(i), mode));
        }
        BatchWrite.run(session, parts);
    }

    private static void write(ClusterSession cluster, Rows rows) {
        if (!(rows.target().entry() instanceof CatalogEntry.External(String format, _, var options, _))) {
            throw ClusterSession.cannot("the table " + rows.target().name() + ", whose rows this program holds");
        }
        SaveMode mode = rows.overwrite() ? SaveMode.OVERWRITE : SaveMode.APPEND;
        cluster.write(rows.rows().relation(), format, options, mode, null, false);
    }

    private BatchWrite.Part part(Target target, LogicalPlan plan, SaveMode mode) {
        return switch (target.entry()) {
            case CatalogEntry.External(String format, _, _, _)
            when format.equalsIgnoreCase("memory") -> {
                var table = new MemoryTable(plan.schema());
                var known = new CatalogEntry.Static(table);
                yield BatchWrite.part(plan, table, mode, () -> session.names().putTable(target.name(), known));
            }
            case CatalogEntry.Static(MemoryTable table) -> BatchWrite.part(plan, table, mode, () -> {});
            case CatalogEntry.External(String format, _, var said, _) -> {
                Provider provider = session.names().provider(format).orElseThrow();
                Options options = BatchWrite.options(provider, OptionCheck.withoutEngineOptions(said), session);
                yield BatchWrite.part(session, plan, provider, options, mode);
            }
            case CatalogEntry.Written(_, var open) -> BatchWrite.part(plan, () -> open.apply(plan.schema()), mode);
            case CatalogEntry.View _, CatalogEntry.Static _, CatalogEntry.Stream _ ->
                throw SluiceException.bug(target.name() + " can't be written");
        };
    }

    private DataFrame nothing() {
        return session.answer(List.of(), List.of());
    }
}
