package dev.sluice.api;

import dev.sluice.ast.GlobalNames;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Statement;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// SHOW and DESCRIBE.
final class CatalogCommands {

    private static final String CATALOG = "spark_catalog";
    private static final String SCHEMA = "default";

    private final Session session;

    CatalogCommands(Session session) {
        this.session = session;
    }

    DataFrame show(Statement.Show show) {
        return switch (show.what()) {
            case CATALOGS -> names("catalog", matching(List.of(CATALOG), show.pattern()));
            case SCHEMAS -> names("namespace", matching(List.of(SCHEMA), show.pattern()));
            case CURRENT_SCHEMA ->
                session.answer(List.of(text("catalog"), text("namespace")), List.of(List.of(CATALOG, SCHEMA)));
            case VIEWS -> tables("viewName", List.of(), views(show.pattern()));
            case GLOBAL_VIEWS -> tables("viewName", globalViews(show.pattern()), views(show.pattern()));
        };
    }

    /// The views of this session are shown with any schema: they are found everywhere.
    DataFrame show(Statement.ShowTables show) {
        String pattern = show.pattern();
        return tables("tableName", show.global() ? globalViews(pattern) : stored(pattern), views(pattern));
    }

    private List<List<@Nullable Object>> stored(@Nullable String pattern) {
        return shown(SCHEMA, List.copyOf(session.names().stored().keySet()), pattern, false);
    }

    private List<List<@Nullable Object>> globalViews(@Nullable String pattern) {
        return shown(GlobalNames.SCHEMA, session.names().globalViews().names(), pattern, true);
    }

    private List<List<@Nullable Object>> views(@Nullable String pattern) {
        return shown("", session.names().viewNames(), pattern, true);
    }

    /// A name as Spark keeps it.
    static String kept(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<List<@Nullable Object>> shown(
            String namespace, List<String> names, @Nullable String pattern, boolean temporary) {
        return matching(names, pattern).stream()
                .<List<@Nullable Object>>map(name -> List.of(namespace, kept(name), temporary))
                .toList();
    }

    private DataFrame tables(
            String column, List<List<@Nullable Object>> ofSchema, List<List<@Nullable Object>> ofSession) {
        return session.answer(
                List.of(text("namespace"), text(column), new Field("isTemporary", Atomic.BOOLEAN, false)),
                Stream.concat(ofSchema.stream(), ofSession.stream()).toList());
    }

    DataFrame showColumns(Statement.ShowColumns show) {
        return names(
                "col_name",
                schema(new Relation.Table(show.table(), false, Map.of(), show.at()))
                        .names());
    }

    /// The statement that declares the table. What was said of its options is said again, passwords included.
    DataFrame showCreate(Statement.ShowCreate show) {
        CatalogEntry entry =
                session.names().table(show.table()).orElseThrow(() -> SqlCommands.notFound(show.table(), show.at()));
        if (!(entry instanceof CatalogEntry.External(String format, Struct schema, var options, boolean managed))) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "SHOW CREATE TABLE of what CREATE TABLE did not make")
                    .at(show.at())
                    .build();
        }
        var sql = new StringBuilder("CREATE TABLE spark_catalog.default.").append(Field.quoteIfNeeded(show.table()));
        if (schema != null) {
            sql.append(schema.fields().stream()
                    .map(CatalogCommands::declared)
                    .collect(Collectors.joining(",\n", " (\n", ")")));
        }
        sql.append("\nUSING ").append(format).append('\n');
        Map<String, String> shown = new TreeMap<>(options);
        String path = shown.remove("path");
        if (!shown.isEmpty()) {
            sql.append(shown.entrySet().stream()
                    .map(option ->
                            "  " + SqlArguments.sql(option.getKey()) + " = " + SqlArguments.sql(option.getValue()))
                    .collect(Collectors.joining(",\n", "OPTIONS (\n", ")\n")));
        }
        if (path != null && !managed) {
            sql.append("LOCATION ").append(SqlArguments.sql(path)).append('\n');
        }
        return session.answer(List.of(text("createtab_stmt")), List.of(List.of(sql.toString())));
    }

    /// Tables have options, and no properties besides.
    DataFrame showProperties(Statement.ShowProperties show) {
        if (session.names().table(show.table()).isEmpty()) throw SqlCommands.notFound(show.table(), show.at());
        return session.answer(List.of(text("key"), text("value")), List.of());
    }

    private static String declared(Field field) {
        return "  " + field.toDdl();
    }

    DataFrame describe(Statement.Describe describe) {
        var table = new Relation.Table(describe.table(), false, Map.of(), describe.at());
        List<List<@Nullable Object>> rows = columns(schema(table));
        Optional<CatalogEntry> entry = session.names().table(describe.table().getLast());
        if (describe.extended()
                && entry.isPresent()
                && entry.get() instanceof CatalogEntry.External(String format, _, var options, boolean managed)) {
            rows.add(row("", ""));
            rows.add(row("# Detailed Table Information", ""));
            rows.add(row("Catalog", CATALOG));
            rows.add(row("Database", SCHEMA));
            rows.add(row("Table", describe.table().getLast()));
            rows.add(row("Type", managed ? "MANAGED" : "EXTERNAL"));
            rows.add(row("Provider", format));
            new Options(options)
                    .get("path")
                    .ifPresent(
                            path -> rows.add(row("Location", session.storage().absolute(path))));
        }
        return described(rows);
    }

    DataFrame describe(Relation query) {
        return described(columns(schema(query)));
    }

    /// What Spark's optimizer would know of a column if somebody had counted: here nobody does.
    private static final List<String> STATISTICS =
            List.of("min", "max", "num_nulls", "distinct_count", "avg_col_len", "max_col_len", "histogram");

    DataFrame describe(Statement.DescribeColumn describe) {
        List<String> said = describe.column();
        boolean qualified = said.size() > 1
                && said.getFirst().equalsIgnoreCase(describe.table().getLast());
        List<String> name = qualified ? said.subList(1, said.size()) : said;
        Struct schema = schema(new Relation.Table(describe.table(), false, Map.of(), describe.at()));
        int place = schema.indexOf(name.getFirst());
        if (place < 0 || name.size() > 1) {
            throw ErrorCondition.COLUMN_NOT_FOUND
                    .error()
                    .with("colName", name.stream().map(Field::quote).collect(Collectors.joining(".")))
                    .with("caseSensitiveConfig", "\"spark.sql.caseSensitive\"")
                    .hint(place < 0 ? null : "DESCRIBE knows whole columns: say " + name.getFirst() + ".")
                    .build();
        }
        Field field = schema.field(place);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(List.of("col_name", name.getFirst()));
        rows.add(List.of("data_type", field.type().simpleString()));
        rows.add(List.of("comment", field.comment() == null ? "NULL" : field.comment()));
        if (describe.extended()) STATISTICS.forEach(what -> rows.add(List.of(what, "NULL")));
        return session.answer(
                List.of(text("info_name", "name of the column info"), text("info_value", "value of the column info")),
                rows);
    }

    DataFrame describeSchema() {
        String place = session.storage().absolute(session.conf().get(SessionConf.WAREHOUSE));
        List<List<@Nullable Object>> rows = List.of(
                List.of("Catalog Name", CATALOG),
                List.of("Namespace Name", SCHEMA),
                List.of("Comment", "default database"),
                List.of("Location", place),
                List.of("Owner", System.getProperty("user.name", "")));
        var value = new Field("info_value", Atomic.STRING, true, "value of the namespace info");
        return session.answer(List.of(text("info_name", "name of the namespace info"), value), rows);
    }

    private DataFrame described(List<List<@Nullable Object>> rows) {
        return session.answer(
                List.of(
                        text("col_name", "name of the column"),
                        text("data_type", "data type of the column"),
                        new Field("comment", Atomic.STRING, true, "comment of the column")),
                rows);
    }

    private static List<List<@Nullable Object>> columns(Struct schema) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Field field : schema.fields())
            rows.add(row(field.name(), field.type().simpleString(), field.comment()));
        return rows;
    }

    private static List<@Nullable Object> row(String name, String type) {
        return row(name, type, null);
    }

    private static List<@Nullable Object> row(String name, String type, @Nullable String comment) {
        List<@Nullable Object> row = new ArrayList<>(List.of(name, type));
        row.add(comment);
        return row;
    }

    private Struct schema(Relation relation) {
        return session.frame(relation).schema();
    }

    private DataFrame names(String column, List<String> names) {
        return session.answer(
                List.of(text(column)),
                names.stream().<List<@Nullable Object>>map(List::of).toList());
    }

    private static Field text(String name) {
        return new Field(name, Atomic.STRING, false);
    }

    private static Field text(String name, String comment) {
        return new Field(name, Atomic.STRING, false, comment);
    }

    /// `*` stands for anything and `|` separates choices, as in Spark's SHOW.
    static List<String> matching(List<String> names, @Nullable String pattern) {
        if (pattern == null) return names;
        String regex = "(?i)" + pattern.replace("*", ".*");
        return names.stream().filter(name -> name.matches(regex)).toList();
    }
}
