package dev.sluice.api;

import dev.sluice.ast.GlobalNames;
import dev.sluice.ast.Statement;
import dev.sluice.ast.TableStatement;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.UserFunction;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.NamedFunction;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tables, views and functions of a session, with Spark's method names. There is one catalog with one schema,
/// `spark_catalog.default`; names may be said with it.
public final class Catalog {

    private static final String CATALOG = "spark_catalog";
    private static final String SCHEMA = "default";

    private final Session session;

    Catalog(Session session) {
        this.session = session;
    }

    public record CatalogMetadata(String name, @Nullable String description) {}

    public record Database(
            String name, @Nullable String catalog, @Nullable String description, String locationUri) {}

    /// @param tableType `TEMPORARY` of views, `MANAGED` of tables whose files go with their names, else `EXTERNAL`
    public record Table(
            String name,
            @Nullable String catalog,
            String[] namespace,
            @Nullable String description,
            String tableType,
            boolean isTemporary) {

        public @Nullable String database() {
            return namespace.length == 1 ? namespace[0] : null;
        }
    }

    /// @param dataType such as `array<int>`
    public record Column(
            String name,
            @Nullable String description,
            String dataType,
            boolean nullable,
            boolean isPartition,
            boolean isBucket,
            boolean isCluster) {}

    /// @param className of a program's code; empty for what is built in or said in SQL
    public record Function(
            String name,
            @Nullable String catalog,
            String[] namespace,
            @Nullable String description,
            String className,
            boolean isTemporary) {}

    /// @param partition such as `day=2020-01-02/kind=a`
    public record TablePartition(String partition) {}

    // ---- the only catalog and its schema

    public String currentCatalog() {
        return CATALOG;
    }

    /// @throws SluiceException if it is another than `spark_catalog`
    public void setCurrentCatalog(String name) {
        if (!name.equalsIgnoreCase(CATALOG)) throw noSchema(List.of(name, SCHEMA));
    }

    public Dataset<CatalogMetadata> listCatalogs() {
        return listCatalogs("*");
    }

    /// @param pattern with `*` for anything and `|` between choices
    public Dataset<CatalogMetadata> listCatalogs(String pattern) {
        List<String> names = CatalogCommands.matching(List.of(CATALOG), pattern);
        return rows(names.stream().map(name -> new CatalogMetadata(name, null)).toList(), CatalogMetadata.class);
    }

    public String currentDatabase() {
        return SCHEMA;
    }

    /// @throws SluiceException if it is another than `default`
    public void setCurrentDatabase(String name) {
        if (!databaseExists(name)) throw noSchema(List.of(CATALOG, name));
    }

    public Dataset<Database> listDatabases() {
        return listDatabases("*");
    }

    /// @param pattern with `*` for anything and `|` between choices
    public Dataset<Database> listDatabases(String pattern) {
        List<String> names = CatalogCommands.matching(List.of(SCHEMA), pattern);
        return rows(names.stream().map(this::getDatabase).toList(), Database.class);
    }

    /// As SQL's `CREATE SCHEMA`.
    ///
    /// @throws SluiceException if it is there already, unless that is all right; or another than `default` is meant
    public void createDatabase(String name, boolean ifNotExists) {
        createDatabase(name, ifNotExists, Map.of());
    }

    /// @param properties of the one schema there is, which has its own
    public void createDatabase(String name, boolean ifNotExists, Map<String, String> properties) {
        run(new Statement.CreateSchema(SqlParser.multipartIdentifier(name), ifNotExists, null));
    }

    /// As SQL's `DROP SCHEMA`.
    ///
    /// @throws SluiceException always, but if there is none and need not be
    public void dropDatabase(String name, boolean ifExists, boolean cascade) {
        run(new Statement.DropSchema(SqlParser.multipartIdentifier(name), ifExists, null));
    }

    public boolean databaseExists(String name) {
        return isPlace(SqlParser.multipartIdentifier(name));
    }

    /// @throws SluiceException if it is another than `default`
    public Database getDatabase(String name) {
        setCurrentDatabase(name);
        String place = session.storage().absolute(session.conf().get(SessionConf.WAREHOUSE));
        return new Database(SCHEMA, CATALOG, "default database", place);
    }

    // ---- tables and views

    public Dataset<Table> listTables() {
        return listTables(SCHEMA);
    }

    public Dataset<Table> listTables(String database) {
        return listTables(database, "*");
    }

    /// @param pattern with `*` for anything and `|` between choices
    public Dataset<Table> listTables(String database, String pattern) {
        return rows(tables(database, pattern), Table.class);
    }

    public Dataset<Table> listViews() {
        return listViews(SCHEMA);
    }

    public Dataset<Table> listViews(String database) {
        return listViews(database, "*");
    }

    /// @param pattern with `*` for anything and `|` between choices
    public Dataset<Table> listViews(String database, String pattern) {
        return rows(
                tables(database, pattern).stream().filter(Table::isTemporary).toList(), Table.class);
    }

    /// In `global_temp` are the views of all sessions; those of this one are found everywhere.
    private List<Table> tables(String database, String pattern) {
        boolean global = GlobalNames.isSchema(SqlParser.multipartIdentifier(database));
        if (!global) setCurrentDatabase(database);
        List<Table> tables = new ArrayList<>();
        if (global) {
            for (String name :
                    CatalogCommands.matching(session.names().globalViews().names(), pattern)) {
                tables.add(globalView(CatalogCommands.kept(name)));
            }
        } else {
            SortedMap<String, CatalogEntry> stored = session.names().stored();
            for (String name : CatalogCommands.matching(List.copyOf(stored.keySet()), pattern)) {
                tables.add(described(CatalogCommands.kept(name), Objects.requireNonNull(stored.get(name))));
            }
        }
        for (String name : CatalogCommands.matching(session.names().viewNames(), pattern)) {
            tables.add(view(CatalogCommands.kept(name)));
        }
        return tables;
    }

    private static Table globalView(String name) {
        return new Table(name, null, new String[] {GlobalNames.SCHEMA}, null, "TEMPORARY", true);
    }

    /// @throws SluiceException if there is none
    public Table getTable(String name) {
        List<String> known = known(name);
        if (GlobalNames.isName(known)) return globalView(known.getLast());
        return described(known.getLast(), entry(known.getLast()));
    }

    /// @throws SluiceException if there is none
    public Table getTable(String database, String name) {
        return getTable(in(database, name));
    }

    public boolean tableExists(String name) {
        return find(name).isPresent();
    }

    public boolean tableExists(String database, String name) {
        return (databaseExists(database) || isGlobal(database)) && tableExists(in(database, name));
    }

    /// @throws SluiceException if there is no such table
    public Dataset<Column> listColumns(String table) {
        List<String> name = known(table);
        List<String> partitions = GlobalNames.isName(name)
                ? List.of()
                : session.names()
                        .table(name.getLast())
                        .map(AdministrationCommands::columns)
                        .orElse(List.of());
        List<Column> columns = new ArrayList<>();
        for (Field field : session.table(quoted(name)).schema().fields()) {
            boolean partition = partitions.contains(field.name());
            String type = field.type().simpleString();
            columns.add(new Column(field.name(), field.comment(), type, field.nullable(), partition, false, false));
        }
        return rows(columns, Column.class);
    }

    /// Looks for tables alone: of a global view the name is to be said as a whole, as in Spark.
    public Dataset<Column> listColumns(String database, String table) {
        if (isGlobal(database)) throw SqlCommands.notFound(GlobalNames.path(table), null);
        setCurrentDatabase(database);
        return listColumns(Field.quote(table));
    }

    /// What was said of a table besides its columns; its options with `option.` in front.
    ///
    /// @throws SluiceException if there is no such table
    public Map<String, String> getTableProperties(String table) {
        Map<String, String> properties = new TreeMap<>();
        if (entry(plainOf(table)) instanceof CatalogEntry.External external) {
            Map<String, String> options = new TreeMap<>(external.options());
            options.remove("partitionBy");
            if (external.managed()) options.remove("path");
            options.forEach((key, value) -> properties.put("option." + key, value));
        }
        return properties;
    }

    /// The statement that makes the table, as SQL's `SHOW CREATE TABLE`.
    ///
    /// @param asSerde false: there is no Hive whose words could be meant
    public String getCreateTableString(String table, boolean asSerde) {
        if (asSerde) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "SHOW CREATE TABLE … AS SERDE")
                    .build();
        }
        Row said = run(new Statement.ShowCreate(plainOf(table), null))
                .collectAsList()
                .getFirst();
        return String.valueOf(said.getString(0));
    }

    /// The directories of a table whose columns are directories: `day=2020-01-02/kind=a`.
    ///
    /// @throws SluiceException if there is no such table, or it has no such columns
    public Dataset<TablePartition> listPartitions(String table) {
        return run(new Statement.OfTable(new TableStatement.Partitions(plainOf(table), null)))
                .as(Encoder.of(TablePartition.class));
    }

    /// Does nothing to tables of directories, which are found anew for each query.
    ///
    /// @throws SluiceException if there is no such table, or it is none of directories
    public void recoverPartitions(String table) {
        run(new Statement.OfTable(new TableStatement.Recover(plainOf(table), null)));
    }

    /// Does nothing to tables: nothing that could be counted before is asked by queries.
    ///
    /// @throws SluiceException if there is no such table
    public void analyzeTable(String table, boolean noScan) {
        run(new Statement.OfTable(new TableStatement.Analyze(plainOf(table), null)));
    }

    /// Takes all rows out.
    ///
    /// @throws SluiceException if there is no such table
    public void truncateTable(String table) {
        run(new Statement.Truncate(plainOf(table), null));
    }

    /// Takes a table's or view's name away, and the files that are the session's own.
    ///
    /// @param purge whatever is said: there is no wastebasket
    /// @throws SluiceException if there is none, and there has to be
    public void dropTable(String name, boolean ifExists, boolean purge) {
        run(drop(name, ifExists, false));
    }

    /// @throws SluiceException if there is none, and there has to be; or it is a table
    public void dropView(String name, boolean ifExists) {
        run(drop(name, ifExists, true));
    }

    private static Statement drop(String name, boolean ifExists, boolean view) {
        List<String> parts = SqlParser.multipartIdentifier(name);
        boolean global = GlobalNames.isName(parts);
        return new Statement.Drop(global ? parts.getLast() : plain(name), global, ifExists, view, null);
    }

    /// Names files, of the format `spark.sql.sources.default`, as a table.
    public DataFrame createTable(String name, String path) {
        return createTable(name, path, session.conf().get(SessionConf.DEFAULT_FORMAT));
    }

    public DataFrame createTable(String name, String path, String source) {
        return createTable(name, source, Map.of("path", path));
    }

    public DataFrame createTable(String name, String source, Map<String, String> options) {
        return create(name, source, null, options);
    }

    /// As `CREATE TABLE name (schema) USING source OPTIONS (…)`.
    public DataFrame createTable(String name, String source, StructType schema, Map<String, String> options) {
        return create(name, source, schema.struct(), options);
    }

    private DataFrame create(String name, String source, @Nullable Struct schema, Map<String, String> options) {
        String plain = plain(name);
        new SqlCommands(session).run(new Statement.CreateTable(plain, false, schema, source, options, null));
        return session.table(Field.quote(plain));
    }

    /// @return whether there was one
    public boolean dropTempView(String name) {
        return new TemporaryViews(session, false).drop(name);
    }

    /// @param name without `global_temp`
    /// @return whether there was one
    public boolean dropGlobalTempView(String name) {
        return new TemporaryViews(session, true).drop(name);
    }

    // ---- functions

    /// All functions, built in or given by the program.
    public Dataset<Function> listFunctions() {
        return listFunctions(SCHEMA);
    }

    public Dataset<Function> listFunctions(String database) {
        return listFunctions(database, "*");
    }

    /// @param pattern with `*` for anything and `|` between choices
    public Dataset<Function> listFunctions(String database, String pattern) {
        setCurrentDatabase(database);
        Stream<String> own = session.names().users().keySet().stream();
        List<String> names = Stream.concat(own, session.names().functionNames().stream())
                .distinct()
                .sorted()
                .toList();
        return rows(
                CatalogCommands.matching(names, pattern).stream()
                        .map(this::function)
                        .toList(),
                Function.class);
    }

    public boolean functionExists(String name) {
        return session.names().functionNames().contains(name.toLowerCase(Locale.ROOT))
                || session.names().users().containsKey(name);
    }

    /// Whether a function was made by `CREATE FUNCTION` without TEMPORARY: those that are built in are in no schema.
    public boolean functionExists(String database, String name) {
        UserFunction user = session.names().users().get(name);
        return databaseExists(database) && user != null && !user.isTemporary();
    }

    /// @throws SluiceException if there is none that [#functionExists(String, String)]
    public Function getFunction(String database, String name) {
        if (functionExists(database, name)) return function(name);
        throw ErrorCondition.UNRESOLVED_ROUTINE
                .error()
                .with("routineName", quoted(List.of(database, name)))
                .build();
    }

    /// @throws SluiceException if there is none
    public Function getFunction(String name) {
        if (functionExists(name)) return function(name);
        throw ErrorCondition.UNRESOLVED_ROUTINE
                .error()
                .with("routineName", Field.quote(name))
                .build();
    }

    private Function function(String name) {
        UserFunction user =
                session.names().isBuiltIn(name) ? null : session.names().users().get(name);
        if (user == null) {
            Optional<NamedFunction> builtIn = session.names().builtIn(name);
            return new Function(
                    name,
                    null,
                    new String[0],
                    builtIn.map(NamedFunction::summary).orElse(null),
                    "",
                    true);
        }
        boolean temporary = user.isTemporary();
        String className = user instanceof UserFunction.Code code ? code.className() : "";
        String description = user instanceof UserFunction.Inlined inlined ? inlined.comment() : null;
        return new Function(name, temporary ? null : CATALOG, namespace(temporary), description, className, temporary);
    }

    // ---- what is for a cache, of which there is none

    /// Does nothing, as [Dataset#cache].
    public void cacheTable(String name) {
        known(name);
    }

    /// Does nothing, as [Dataset#cache].
    public void uncacheTable(String name) {
        known(name);
    }

    /// Does nothing, as [Dataset#cache].
    public void clearCache() {}

    public boolean isCached(String name) {
        known(name);
        return false;
    }

    /// Does nothing: files are listed anew for each query.
    public void refreshTable(String name) {
        known(name);
    }

    /// Does nothing: files are listed anew for each query.
    public void refreshByPath(String path) {}

    // ---- names

    private <T> Dataset<T> rows(List<T> objects, Class<T> type) {
        return session.createDataset(objects, Encoder.of(type));
    }

    /// @throws SluiceException if there is none, or none any more
    private CatalogEntry entry(String name) {
        return session.names().table(name).orElseThrow(() -> SqlCommands.notFound(name, null));
    }

    private static Table described(String name, CatalogEntry entry) {
        return switch (entry) {
            case CatalogEntry.View _ -> view(name);
            case CatalogEntry.External(_, _, _, boolean managed) -> table(name, managed ? "MANAGED" : "EXTERNAL");
            case CatalogEntry.Static _, CatalogEntry.Stream _, CatalogEntry.Written _ -> table(name, "EXTERNAL");
        };
    }

    private static Table view(String name) {
        return new Table(name, null, namespace(true), null, "TEMPORARY", true);
    }

    private static Table table(String name, String type) {
        return new Table(name, CATALOG, namespace(false), null, type, false);
    }

    private static String[] namespace(boolean temporary) {
        return temporary ? new String[0] : new String[] {SCHEMA};
    }

    /// The name of what is there: alone, or with `global_temp`.
    private Optional<List<String>> find(String name) {
        List<String> parts = SqlParser.multipartIdentifier(name);
        boolean here = parts.size() == 1 || isPlace(parts.subList(0, parts.size() - 1));
        List<String> wanted = here ? List.of(parts.getLast()) : parts;
        return Optional.of(wanted)
                .filter(known ->
                        (here || GlobalNames.isName(known)) && session.names().has(known));
    }

    private List<String> known(String name) {
        return find(name).orElseThrow(() -> SqlCommands.notFound(SqlParser.multipartIdentifier(name), null));
    }

    /// The name of a table or view of this session.
    private String plainOf(String name) {
        known(name);
        return plain(name);
    }

    private static boolean isGlobal(String database) {
        return GlobalNames.isSchema(SqlParser.multipartIdentifier(database));
    }

    /// @throws SluiceException if there is no such schema
    private String in(String database, String name) {
        if (isGlobal(database)) return quoted(GlobalNames.path(name));
        setCurrentDatabase(database);
        return Field.quote(name);
    }

    private static String quoted(List<String> name) {
        return name.stream().map(Field::quote).collect(Collectors.joining("."));
    }

    private DataFrame run(Statement statement) {
        return new SqlCommands(session).run(statement);
    }

    /// The last part of a name.
    ///
    /// @throws SluiceException if it is said with another place than the only one
    static String plain(String name) {
        List<String> parts = SqlParser.multipartIdentifier(name);
        List<String> place = parts.subList(0, parts.size() - 1);
        if (!place.isEmpty() && !isPlace(place)) throw noSchema(place);
        return parts.getLast();
    }

    private static boolean isPlace(List<String> parts) {
        String place = String.join(".", parts).toLowerCase(Locale.ROOT);
        return place.equals(SCHEMA) || place.equals(CATALOG + "." + SCHEMA);
    }

    static SluiceException noSchema(List<String> parts) {
        List<String> quoted = parts.stream().map(Field::quote).toList();
        return ErrorCondition.SCHEMA_NOT_FOUND
                .error()
                .with("schemaName", String.join(".", quoted))
                .build();
    }
}
