package dev.sluice.connect;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Dataset;
import dev.sluice.api.Session;
import dev.sluice.api.StructType;
import dev.sluice.ast.Relation;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.connect.proto.Catalog;
import org.apache.spark.connect.proto.ListTables;
import org.apache.spark.connect.proto.TableExists;
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
            case LIST_CATALOGS -> catalog.listCatalogs().toDF();
            case LIST_DATABASES -> catalog.listDatabases().toDF();
            case LIST_TABLES -> tables(said.getListTables());
            case LIST_FUNCTIONS -> catalog.listFunctions().toDF();
            case LIST_COLUMNS ->
                catalog.listColumns(said.getListColumns().getTableName()).toDF();
            case GET_DATABASE ->
                named(
                        catalog.listDatabases(),
                        catalog.getDatabase(said.getGetDatabase().getDbName()).name());
            case GET_TABLE ->
                named(
                        catalog.listTables(),
                        catalog.getTable(said.getGetTable().getTableName()).name());
            case GET_FUNCTION ->
                named(
                        catalog.listFunctions(),
                        catalog.getFunction(said.getGetFunction().getFunctionName())
                                .name());
            case DATABASE_EXISTS ->
                truth(catalog.databaseExists(said.getDatabaseExists().getDbName()));
            case TABLE_EXISTS -> truth(tableExists(said.getTableExists()));
            case FUNCTION_EXISTS ->
                truth(catalog.functionExists(said.getFunctionExists().getFunctionName()));
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
            case RECOVER_PARTITIONS,
                    DROP_TABLE,
                    DROP_VIEW,
                    CREATE_DATABASE,
                    DROP_DATABASE,
                    LIST_PARTITIONS,
                    LIST_VIEWS,
                    GET_TABLE_PROPERTIES,
                    GET_CREATE_TABLE_STRING,
                    TRUNCATE_TABLE,
                    ANALYZE_TABLE -> throw Refusals.notYet("the catalog's " + said.getCatTypeCase());
        };
    }

    private static <T> DataFrame named(Dataset<T> all, String name) {
        return all.toDF()
                .filter(dev.sluice.api.functions.col("name").equalTo(name))
                .toDF();
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

    private DataFrame tables(ListTables said) {
        String database = said.hasDbName() ? said.getDbName() : catalog.currentDatabase();
        return catalog.listTables(database, said.hasPattern() ? said.getPattern() : "*")
                .toDF();
    }

    private boolean tableExists(TableExists said) {
        return said.hasDbName()
                ? catalog.tableExists(said.getDbName(), said.getTableName())
                : catalog.tableExists(said.getTableName());
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
