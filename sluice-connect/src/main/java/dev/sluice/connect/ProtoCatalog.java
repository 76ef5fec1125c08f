package dev.sluice.connect;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.List;
import org.apache.spark.connect.proto.Catalog;
import org.jspecify.annotations.Nullable;

/// The questions about the catalog that there is one answer to here: names live in the session.
final class ProtoCatalog {

    private final Session session;

    ProtoCatalog(Session session) {
        this.session = session;
    }

    DataFrame answer(Catalog said) {
        return switch (said.getCatTypeCase()) {
            case CURRENT_DATABASE -> value("current_database", Atomic.STRING, "default");
            case CURRENT_CATALOG -> value("current_catalog", Atomic.STRING, "spark_catalog");
            case TABLE_EXISTS ->
                value(
                        "table_exists",
                        Atomic.BOOLEAN,
                        exists(said.getTableExists().getTableName()));
            case DATABASE_EXISTS ->
                value(
                        "database_exists",
                        Atomic.BOOLEAN,
                        said.getDatabaseExists().getDbName().equalsIgnoreCase("default"));
            case DROP_TEMP_VIEW ->
                value(
                        "drop_temp_view",
                        Atomic.BOOLEAN,
                        drop(said.getDropTempView().getViewName()));
            case IS_CACHED -> value("is_cached", Atomic.BOOLEAN, false);
            case CACHE_TABLE, UNCACHE_TABLE, CLEAR_CACHE, REFRESH_TABLE, REFRESH_BY_PATH -> session.emptyDataFrame();
            case CATTYPE_NOT_SET -> throw Refusals.invalid("a question about the catalog that is none");
            default -> throw Refusals.notYet("the catalog's " + said.getCatTypeCase());
        };
    }

    private boolean exists(String name) {
        return session.sql("SHOW TABLES").collectAsList().stream()
                .anyMatch(row -> name.equalsIgnoreCase(row.<String>getAs("tableName")));
    }

    private boolean drop(String view) {
        boolean was = exists(view);
        if (was) session.sql("DROP VIEW " + Field.quote(view));
        return was;
    }

    private DataFrame value(String name, DataType type, @Nullable Object value) {
        return session.dataFrame(new dev.sluice.ast.Relation.LocalRows(
                DataType.Struct.of(new Field(name, type, false)), List.of(java.util.Collections.singletonList(value))));
    }
}
