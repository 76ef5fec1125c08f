package dev.sluice.api;

import dev.sluice.ast.FunctionStatement;
import dev.sluice.ast.GlobalNames;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Statement;
import dev.sluice.ast.TableStatement;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Does what SQL statements say: queries become DataFrames, commands act at once.
final class SqlCommands {

    private final Session session;

    SqlCommands(Session session) {
        this.session = session;
    }

    DataFrame run(Statement statement) {
        return switch (statement) {
            case Statement.Query(Relation relation) -> session.frame(relation);
            case Statement.CreateView view -> createView(view);
            case Statement.CreateTable table -> placed(table.at(), () -> new TableCommands(session).create(table));
            case Statement.CreateTableAs create ->
                placed(create.table().at(), () -> new TableCommands(session).createAs(create));
            case Statement.Truncate truncate ->
                placed(truncate.at(), () -> new TableCommands(session).truncate(truncate));
            case Statement.Drop drop -> drop(drop);
            case Statement.Insert insert -> placedAnswer(insert.at(), () -> new InsertCommands(session).run(insert));
            case Statement.InsertDirectory insert ->
                placed(insert.at(), () -> new TableCommands(session).insertDirectory(insert));
            case Statement.MultiInsert several -> new InsertCommands(session).run(several);
            case Statement.SetConfig(String key, String value) -> set(key, value);
            case Statement.ResetConfig(String key) -> reset(key);
            case Statement.Explain(Statement.ExplainMode mode, Statement explained) -> explain(mode, explained);
            case Statement.OfFunction(FunctionStatement said) -> new FunctionCommands(session).run(said);
            case Statement.ShowTables show -> new CatalogCommands(session).show(show);
            case Statement.Show show -> new CatalogCommands(session).show(show);
            case Statement.ShowColumns show -> new CatalogCommands(session).showColumns(show);
            case Statement.ShowCreate show -> new CatalogCommands(session).showCreate(show);
            case Statement.ShowProperties show -> new CatalogCommands(session).showProperties(show);
            case Statement.Describe describe -> new CatalogCommands(session).describe(describe);
            case Statement.DescribeColumn describe -> new CatalogCommands(session).describe(describe);
            case Statement.DescribeSchema _ -> new CatalogCommands(session).describeSchema();
            case Statement.DescribeQuery(Relation query) -> new CatalogCommands(session).describe(query);
            case Statement.DeclareVariables declare ->
                placed(declare.at(), () -> new VariableCommands(session).declare(declare));
            case Statement.SetVariables set -> placed(set.at(), () -> new VariableCommands(session).set(set));
            case Statement.DropVariable drop -> placed(drop.at(), () -> new VariableCommands(session).drop(drop));
            case Statement.ExecuteImmediate execute -> new VariableCommands(session).execute(execute);
            case Statement.OfTable(TableStatement said) -> new AdministrationCommands(session).run(said);
            case Statement.CreateSchema create -> new AdministrationCommands(session).create(create);
            case Statement.DropSchema drop -> new AdministrationCommands(session).drop(drop);
            case Statement.Nothing _ -> nothing();
        };
    }

    /// What is wrong with a command as a whole is said to be wrong at the table it names.
    private DataFrame placed(@Nullable SourcePosition at, Runnable command) {
        return placedAnswer(at, () -> {
            command.run();
            return nothing();
        });
    }

    private static DataFrame placedAnswer(@Nullable SourcePosition at, Supplier<DataFrame> command) {
        try {
            return command.get();
        } catch (SluiceException e) {
            throw e.orAt(at);
        }
    }

    private DataFrame nothing() {
        return session.answer(List.of(), List.of());
    }

    // ---- names

    private DataFrame createView(Statement.CreateView view) {
        LogicalPlan meant = session.analyze(view.query()); // refused here if it is wrong
        checkViewColumns(view, meant.schema());
        if (view.global()) LastingRows.make(meant);
        var entry = new CatalogEntry.View(view.query(), view.columns(), view.comments());
        var views = new TemporaryViews(session, view.global());
        if (view.orReplace()) {
            replaceView(views, view, entry);
        } else if (!view.ifNotExists() || !views.has(view.name())) {
            views.create(view.name(), entry, view.at());
        }
        return nothing();
    }

    /// A view that reads the one it replaces would read itself.
    private void replaceView(TemporaryViews views, Statement.CreateView view, CatalogEntry.View entry) {
        Runnable undo = views.replace(view.name(), entry);
        try {
            session.analyze(new Relation.Table(views.path(view.name()), false, Map.of(), view.at()));
        } catch (SluiceException e) {
            undo.run();
            throw e;
        }
    }

    private static void checkViewColumns(Statement.CreateView view, Struct schema) {
        int named = view.columns().size();
        if (named > 0 && named != schema.size()) {
            var condition = named > schema.size()
                    ? ErrorCondition.CREATE_VIEW_NOT_ENOUGH_DATA_COLUMNS
                    : ErrorCondition.CREATE_VIEW_TOO_MANY_DATA_COLUMNS;
            throw condition
                    .error()
                    .with("viewName", Field.quote(view.name()))
                    .with("viewColumns", quoted(view.columns()))
                    .with("dataColumns", quoted(schema.names()))
                    .at(view.at())
                    .build();
        }
        checkDistinct(named > 0 ? view.columns() : schema.names(), view.at());
    }

    static void checkDistinct(List<String> names, @Nullable SourcePosition at) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            if (!seen.add(name)) {
                throw ErrorCondition.COLUMN_ALREADY_EXISTS
                        .error()
                        .with("columnName", Field.quote(name))
                        .at(at)
                        .build();
            }
        }
    }

    private DataFrame drop(Statement.Drop drop) {
        if (drop.view() && !drop.global()) requireView(drop);
        boolean dropped = drop.global()
                ? new TemporaryViews(session, true).drop(drop.name())
                : new TableCommands(session).drop(drop.name());
        if (!dropped && !drop.ifExists()) {
            throw notFound(drop.global() ? GlobalNames.path(drop.name()) : List.of(drop.name()), drop.at());
        }
        return nothing();
    }

    private void requireView(Statement.Drop drop) {
        CatalogEntry entry = session.names().table(drop.name()).orElse(null);
        if (entry == null || entry instanceof CatalogEntry.View) return;
        boolean managed = entry instanceof CatalogEntry.External(_, _, _, boolean own) && own;
        throw ErrorCondition.WRONG_COMMAND_FOR_OBJECT_TYPE
                .error()
                .with("operation", "DROP VIEW")
                .with("requiredType", "VIEW or METRIC_VIEW")
                .with("objectName", "spark_catalog.default." + drop.name())
                .with("foundType", managed ? "MANAGED" : "EXTERNAL")
                .with("alternative", "DROP TABLE")
                .build();
    }

    static SluiceException notFound(String name, @Nullable SourcePosition at) {
        return notFound(List.of(name), at);
    }

    static SluiceException notFound(List<String> name, @Nullable SourcePosition at) {
        return ErrorCondition.TABLE_OR_VIEW_NOT_FOUND
                .error()
                .with("relationName", name.stream().map(Field::quote).collect(Collectors.joining(".")))
                .at(at)
                .build();
    }

    // ---- settings

    private DataFrame set(@Nullable String key, @Nullable String value) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (key == null) {
            session.conf().getAll().forEach((k, v) -> rows.add(List.of(k, v)));
        } else if (value == null) {
            rows.add(List.of(key, session.conf().find(key).orElse("<undefined>")));
        } else {
            session.conf().set(key, value);
            rows.add(List.of(key, value));
        }
        return session.answer(
                List.of(new Field("key", Atomic.STRING, false), new Field("value", Atomic.STRING, false)), rows);
    }

    private DataFrame reset(@Nullable String key) {
        if (key == null) {
            session.conf().unsetAll();
        } else {
            session.conf().unset(key);
        }
        return nothing();
    }

    private DataFrame explain(Statement.ExplainMode mode, Statement explained) {
        String text = switch (explained) {
            case Statement.Query(Relation query) -> explained(query, mode);
            case Statement.Insert insert -> explained(insert.query(), mode);
            // One below the other; in Spark they are below a Union.
            case Statement.MultiInsert(List<Statement.Insert> inserts) ->
                inserts.stream()
                        .map(insert -> "INSERT INTO " + insert.table() + "\n" + explained(insert.query(), mode))
                        .collect(Collectors.joining("\n"));
            default ->
                throw ErrorCondition.NOT_YET_SUPPORTED
                        .error()
                        .with("feature", "EXPLAIN of a command")
                        .build();
        };
        return session.answer(List.of(new Field("plan", Atomic.STRING, false)), List.of(List.of(text)));
    }

    private String explained(Relation query, Statement.ExplainMode mode) {
        return session.frame(query).explainString(mode.name());
    }

    static String quoted(List<String> names) {
        return names.stream().map(Field::quote).collect(Collectors.joining(", "));
    }
}
