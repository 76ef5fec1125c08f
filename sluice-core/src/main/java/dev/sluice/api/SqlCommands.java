package dev.sluice.api;

import dev.sluice.ast.FunctionStatement;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Statement;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.Formats;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            case Statement.CreateTable table -> placed(table.at(), () -> createTable(table));
            case Statement.Drop drop -> drop(drop);
            case Statement.Insert insert -> placed(insert.at(), () -> new InsertCommands(session).run(insert));
            case Statement.MultiInsert several -> new InsertCommands(session).run(several);
            case Statement.SetConfig(String key, String value) -> set(key, value);
            case Statement.ResetConfig(String key) -> reset(key);
            case Statement.Explain(Statement.ExplainMode mode, Statement explained) -> explain(mode, explained);
            case Statement.ShowTables(String pattern) -> showTables(pattern);
            case Statement.OfFunction(FunctionStatement said) -> new FunctionCommands(session).run(said);
            case Statement.Describe(List<String> table, var at) ->
                describe(session.frame(new Relation.Table(table, false, Map.of(), at)));
        };
    }

    /// What is wrong with a command as a whole is said to be wrong at the table it names.
    private static DataFrame placed(@Nullable SourcePosition at, Supplier<DataFrame> command) {
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
        Struct schema = session.analyze(view.query()).schema(); // refused here if it is wrong
        checkViewColumns(view, schema);
        var entry = new CatalogEntry.View(view.query(), view.columns());
        if (view.orReplace()) {
            replaceView(view, entry);
        } else if (!session.catalog().putIfAbsent(view.name(), entry) && !view.ifNotExists()) {
            throw ErrorCondition.TEMP_TABLE_OR_VIEW_ALREADY_EXISTS
                    .error()
                    .with("relationName", Field.quote(view.name()))
                    .at(view.at())
                    .build();
        }
        return nothing();
    }

    /// A view that reads the one it replaces would read itself.
    private void replaceView(Statement.CreateView view, CatalogEntry.View entry) {
        Optional<CatalogEntry> before = session.catalog().table(view.name());
        session.catalog().put(view.name(), entry);
        try {
            session.analyze(new Relation.Table(List.of(view.name()), false, Map.of(), view.at()));
        } catch (SluiceException e) {
            if (before.isPresent()) session.catalog().put(view.name(), before.get());
            else session.catalog().remove(view.name());
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

    private static void checkDistinct(List<String> names, @Nullable SourcePosition at) {
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

    private DataFrame createTable(Statement.CreateTable table) {
        Provider provider = session.catalog()
                .provider(table.format())
                .orElseThrow(
                        () -> Formats.unknown(table.format(), session.catalog().formatNames()));
        Map<String, String> own = OptionCheck.withoutEngineOptions(table.options());
        OptionCheck.check(provider, new Options(provider.streams() ? OptionCheck.withoutReadingOptions(own) : own));
        if (table.schema() != null) checkDistinct(table.schema().names(), table.at());
        var entry = new CatalogEntry.External(table.format(), table.schema(), table.options());
        if (!session.catalog().putIfAbsent(table.name(), entry) && !table.ifNotExists()) {
            throw ErrorCondition.TABLE_OR_VIEW_ALREADY_EXISTS
                    .error()
                    .with("relationName", "`spark_catalog`.`default`." + Field.quote(table.name()))
                    .at(table.at())
                    .build();
        }
        return nothing();
    }

    private DataFrame drop(Statement.Drop drop) {
        if (!session.catalog().remove(drop.name()) && !drop.ifExists()) {
            throw ErrorCondition.TABLE_OR_VIEW_NOT_FOUND
                    .error()
                    .with("relationName", Field.quote(drop.name()))
                    .at(drop.at())
                    .build();
        }
        return nothing();
    }

    private DataFrame showTables(@Nullable String pattern) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String name : matching(session.catalog().tableNames(), pattern)) {
            boolean view = session.catalog()
                    .table(name)
                    .map(entry -> entry instanceof CatalogEntry.View)
                    .orElse(false);
            rows.add(List.of(view ? "" : "default", name, view));
        }
        return session.answer(
                List.of(
                        new Field("namespace", Atomic.STRING, false),
                        new Field("tableName", Atomic.STRING, false),
                        new Field("isTemporary", Atomic.BOOLEAN, false)),
                rows);
    }

    /// `*` stands for anything and `|` separates choices, as in Spark's SHOW.
    static List<String> matching(List<String> names, @Nullable String pattern) {
        if (pattern == null) return names;
        String regex = "(?i)" + pattern.replace("*", ".*");
        return names.stream().filter(name -> name.matches(regex)).toList();
    }

    private DataFrame describe(DataFrame table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Field field : table.schema().fields()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(field.name());
            row.add(field.type().simpleString());
            row.add(null);
            rows.add(row);
        }
        return session.answer(
                List.of(
                        new Field("col_name", Atomic.STRING, false),
                        new Field("data_type", Atomic.STRING, false),
                        new Field("comment", Atomic.STRING, true)),
                rows);
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
