package dev.sluice.api;

import dev.sluice.ast.Statement;
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
import java.util.Optional;
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

    // ---- the only catalog and its schema

    public String currentCatalog() {
        return CATALOG;
    }

    /// @throws SluiceException if it is another than `spark_catalog`
    public void setCurrentCatalog(String name) {
        if (!name.equalsIgnoreCase(CATALOG)) throw noSchema(List.of(name, SCHEMA));
    }

    public Dataset<CatalogMetadata> listCatalogs() {
        return rows(List.of(new CatalogMetadata(CATALOG, null)), CatalogMetadata.class);
    }

    public String currentDatabase() {
        return SCHEMA;
    }

    /// @throws SluiceException if it is another than `default`
    public void setCurrentDatabase(String name) {
        if (!databaseExists(name)) throw noSchema(List.of(CATALOG, name));
    }

    public Dataset<Database> listDatabases() {
        return rows(List.of(getDatabase(SCHEMA)), Database.class);
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
        setCurrentDatabase(database);
        List<String> names = CatalogCommands.matching(session.names().tableNames(), pattern);
        return rows(names.stream().map(this::described).toList(), Table.class);
    }

    /// @throws SluiceException if there is none
    public Table getTable(String name) {
        return described(known(name));
    }

    /// @throws SluiceException if there is none
    public Table getTable(String database, String name) {
        setCurrentDatabase(database);
        return getTable(Field.quote(name));
    }

    public boolean tableExists(String name) {
        return find(name).isPresent();
    }

    public boolean tableExists(String database, String name) {
        return databaseExists(database) && tableExists(Field.quote(name));
    }

    /// @throws SluiceException if there is no such table
    public Dataset<Column> listColumns(String table) {
        List<Column> columns = new ArrayList<>();
        for (Field field : session.table(Field.quote(known(table))).schema().fields()) {
            columns.add(
                    new Column(field.name(), null, field.type().simpleString(), field.nullable(), false, false, false));
        }
        return rows(columns, Column.class);
    }

    public Dataset<Column> listColumns(String database, String table) {
        setCurrentDatabase(database);
        return listColumns(Field.quote(table));
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
        boolean view = session.names().table(name).orElse(null) instanceof CatalogEntry.View;
        return view && session.names().remove(name);
    }

    /// @return false: a session's views are its own
    public boolean dropGlobalTempView(String name) {
        return false;
    }

    // ---- functions

    /// All functions, built in or given by the program.
    public Dataset<Function> listFunctions() {
        Stream<String> own = session.names().users().keySet().stream();
        List<String> names = Stream.concat(own, session.names().functionNames().stream())
                .distinct()
                .sorted()
                .toList();
        return rows(names.stream().map(this::function).toList(), Function.class);
    }

    public boolean functionExists(String name) {
        return session.names().functionNames().contains(name.toLowerCase(Locale.ROOT))
                || session.names().users().containsKey(name);
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

    private Table described(String name) {
        return switch (session.names().table(name).orElseThrow()) {
            case CatalogEntry.View _ -> new Table(name, null, namespace(true), null, "TEMPORARY", true);
            case CatalogEntry.External(_, _, _, boolean managed) -> table(name, managed ? "MANAGED" : "EXTERNAL");
            case CatalogEntry.Static _, CatalogEntry.Stream _, CatalogEntry.Written _ -> table(name, "EXTERNAL");
        };
    }

    private static Table table(String name, String type) {
        return new Table(name, CATALOG, namespace(false), null, type, false);
    }

    private static String[] namespace(boolean temporary) {
        return temporary ? new String[0] : new String[] {SCHEMA};
    }

    private Optional<String> find(String name) {
        List<String> parts = SqlParser.multipartIdentifier(name);
        boolean here = parts.size() == 1 || isPlace(parts.subList(0, parts.size() - 1));
        return Optional.of(parts.getLast())
                .filter(plain -> here && session.names().table(plain).isPresent());
    }

    private String known(String name) {
        return find(name).orElseThrow(() -> SqlCommands.notFound(name, null));
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

    private static SluiceException noSchema(List<String> parts) {
        List<String> quoted = parts.stream().map(Field::quote).toList();
        return ErrorCondition.SCHEMA_NOT_FOUND
                .error()
                .with("schemaName", String.join(".", quoted))
                .build();
    }
}
