package dev.sluice.connect;

import dev.sluice.api.Catalog.Database;
import dev.sluice.api.Catalog.Function;
import dev.sluice.api.Catalog.Table;
import dev.sluice.api.DataFrame;
import dev.sluice.api.Dataset;
import dev.sluice.api.Session;
import dev.sluice.api.StructType;
import dev.sluice.ast.Relation;
import dev.sluice.encoder.Encoder;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.connect.proto.Catalog;
import org.apache.spark.connect.proto.ListFunctions;
import org.apache.spark.connect.proto.ListTables;
import org.apache.spark.connect.proto.ListViews;
import org.jspecify.annotations.Nullable;

/// The questions about the catalog, each answered with rows.
final class ProtoCatalog {

    private final Session session;
    private final dev.sluice.api.Catalog catalog;

    ProtoCatalog(Session session) {
        this.session = session;
        catalog = session.catalog();
    }

    DataFrame answer(Catalog said) {
        return switch (said.getCatTypeCase()) {
            case CURRENT_CATALOG -> text(catalog.currentCatalog());
            case CURRENT_DATABASE -> text(catalog.currentDatabase());
            case SET_CURRENT_CATALOG ->
                done(() -> catalog.setCurrentCatalog(said.getSetCurrentCatalog().getCatalogName()));
            case SET_CURRENT_DATABASE ->
                done(() ->
                        catalog.setCurrentDatabase(said.getSetCurrentDatabase().getDbName()));
            case LIST_CATALOGS -> {
                var list = said.getListCatalogs();
                yield catalog.listCatalogs(pattern(list.hasPattern(), list.getPattern()))
                        .toDF();
            }
            case LIST_DATABASES -> {
                var list = said.getListDatabases();
                yield catalog.listDatabases(pattern(list.hasPattern(), list.getPattern()))
                        .toDF();
            }
            case LIST_TABLES -> listTables(said.getListTables()).toDF();
            case LIST_VIEWS -> listViews(said.getListViews()).toDF();
            case LIST_FUNCTIONS -> listFunctions(said.getListFunctions());
            case LIST_COLUMNS -> {
                var list = said.getListColumns();
                yield list.hasDbName()
                        ? catalog.listColumns(list.getDbName(), list.getTableName())
                                .toDF()
                        : catalog.listColumns(list.getTableName()).toDF();
            }
            case LIST_PARTITIONS ->
                catalog.listPartitions(said.getListPartitions().getTableName()).toDF();
            case GET_DATABASE -> rows(catalog.getDatabase(said.getGetDatabase().getDbName()), Database.class);
            case GET_TABLE ->
                rows(
                        said.getGetTable().hasDbName()
                                ? catalog.getTable(
                                        said.getGetTable().getDbName(),
                                        said.getGetTable().getTableName())
                                : catalog.getTable(said.getGetTable().getTableName()),
                        Table.class);
            case GET_FUNCTION ->
                rows(
                        said.getGetFunction().hasDbName()
                                ? catalog.getFunction(
                                        said.getGetFunction().getDbName(),
                                        said.getGetFunction().getFunctionName())
                                : catalog.getFunction(said.getGetFunction().getFunctionName()),
                        Function.class);
            case DATABASE_EXISTS ->
                truth(catalog.databaseExists(said.getDatabaseExists().getDbName()));
            case TABLE_EXISTS ->
                truth(
                        said.getTableExists().hasDbName()
                                ? catalog.tableExists(
                                        said.getTableExists().getDbName(),
                                        said.getTableExists().getTableName())
                                : catalog.tableExists(said.getTableExists().getTableName()));
            case FUNCTION_EXISTS ->
                truth(
                        said.getFunctionExists().hasDbName()
                                ? catalog.functionExists(
                                        said.getFunctionExists().getDbName(),
                                        said.getFunctionExists().getFunctionName())
                                : catalog.functionExists(
                                        said.getFunctionExists().getFunctionName()));
            case CREATE_TABLE ->
                created(
                        said.getCreateTable().getTableName(),
                        said.getCreateTable().getSource(),
                        said.getCreateTable().getPath(),
                        said.getCreateTable().hasSchema()
                                ? said.getCreateTable().getSchema()
                                : null,
                        said.getCreateTable().getOptionsMap());
            case CREATE_EXTERNAL_TABLE ->
                created(
                        said.getCreateExternalTable().getTableName(),
                        said.getCreateExternalTable().getSource(),
                        said.getCreateExternalTable().getPath(),
                        said.getCreateExternalTable().hasSchema()
                                ? said.getCreateExternalTable().getSchema()
                                : null,
                        said.getCreateExternalTable().getOptionsMap());
            case DROP_TEMP_VIEW ->
                truth(catalog.dropTempView(said.getDropTempView().getViewName()));
            case DROP_GLOBAL_TEMP_VIEW ->
                truth(catalog.dropGlobalTempView(said.getDropGlobalTempView().getViewName()));
            case IS_CACHED -> truth(catalog.isCached(said.getIsCached().getTableName()));
            case CACHE_TABLE ->
                done(() -> catalog.cacheTable(said.getCacheTable().getTableName()));
            case UNCACHE_TABLE ->
                done(() -> catalog.uncacheTable(said.getUncacheTable().getTableName()));
            case CLEAR_CACHE -> done(catalog::clearCache);
            case REFRESH_TABLE ->
                done(() -> catalog.refreshTable(said.getRefreshTable().getTableName()));
            case REFRESH_BY_PATH ->
                done(() -> catalog.refreshByPath(said.getRefreshByPath().getPath()));
            case CATTYPE_NOT_SET -> throw Refusals.invalid("a question about the catalog that is none");
            case RECOVER_PARTITIONS ->
                done(() -> catalog.recoverPartitions(said.getRecoverPartitions().getTableName()));
            case DROP_TABLE -> {
                var drop = said.getDropTable();
                yield done(() -> catalog.dropTable(drop.getTableName(), drop.getIfExists(), drop.getPurge()));
            }
            case DROP_VIEW -> {
                var drop = said.getDropView();
                yield done(() -> catalog.dropView(drop.getViewName(), drop.getIfExists()));
            }
            case CREATE_DATABASE -> {
                var create = said.getCreateDatabase();
                yield done(() ->
                        catalog.createDatabase(create.getDbName(), create.getIfNotExists(), create.getPropertiesMap()));
            }
            case DROP_DATABASE -> {
                var drop = said.getDropDatabase();
                yield done(() -> catalog.dropDatabase(drop.getDbName(), drop.getIfExists(), drop.getCascade()));
            }
            case GET_TABLE_PROPERTIES ->
                properties(
                        catalog.getTableProperties(said.getGetTableProperties().getTableName()));
            case GET_CREATE_TABLE_STRING -> {
                var get = said.getGetCreateTableString();
                yield text(catalog.getCreateTableString(get.getTableName(), get.getAsSerde()));
            }
            case TRUNCATE_TABLE ->
                done(() -> catalog.truncateTable(said.getTruncateTable().getTableName()));
            case ANALYZE_TABLE -> {
                var analyze = said.getAnalyzeTable();
                yield done(() -> catalog.analyzeTable(analyze.getTableName(), analyze.getNoScan()));
            }
        };
    }

    private static String pattern(boolean said, String pattern) {
        return said ? pattern : "*";
    }

    private Dataset<Table> listTables(ListTables said) {
        String database = said.hasDbName() ? said.getDbName() : catalog.currentDatabase();
        return catalog.listTables(database, pattern(said.hasPattern(), said.getPattern()));
    }

    private Dataset<Table> listViews(ListViews said) {
        String database = said.hasDbName() ? said.getDbName() : catalog.currentDatabase();
        return catalog.listViews(database, pattern(said.hasPattern(), said.getPattern()));
    }

    private DataFrame listFunctions(ListFunctions said) {
        String database = said.hasDbName() ? said.getDbName() : catalog.currentDatabase();
        return catalog.listFunctions(database, pattern(said.hasPattern(), said.getPattern()))
                .toDF();
    }

    private <T> DataFrame rows(T one, Class<T> type) {
        return session.createDataset(List.of(one), Encoder.of(type)).toDF();
    }

    private DataFrame properties(Map<String, String> properties) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        properties.forEach((key, value) -> rows.add(List.of(key, value)));
        return session.dataFrame(new Relation.LocalRows(
                DataType.Struct.of(new Field("key", Atomic.STRING, false), new Field("value", Atomic.STRING, false)),
                rows));
    }

    private DataFrame created(
            String name,
            String source,
            String path,
            org.apache.spark.connect.proto.@Nullable DataType schema,
            Map<String, String> said) {
        Map<String, String> options = new HashMap<>(said);
        if (!path.isEmpty()) options.put("path", path);
        String format = source.isEmpty() ? session.conf().get("spark.sql.sources.default") : source;
        if (schema == null) return catalog.createTable(name, format, options);
        return catalog.createTable(name, format, StructType.of((DataType.Struct) ProtoTypes.read(schema)), options);
    }

    // ---- answers have one column, as Spark names it

    private DataFrame done(Runnable action) {
        action.run();
        return values(Atomic.STRING, false, List.of());
    }

    private DataFrame text(String value) {
        return values(Atomic.STRING, true, List.of(List.of(value)));
    }

    private DataFrame truth(boolean value) {
        return values(Atomic.BOOLEAN, false, List.of(List.of(value)));
    }

    private DataFrame values(DataType type, boolean nullable, List<List<@Nullable Object>> values) {
        return session.dataFrame(
                new Relation.LocalRows(DataType.Struct.of(new Field("value", type, nullable)), values));
    }
}
