package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.AnalysisException;
import dev.sluice.error.ErrorCondition;
import dev.sluice.storage.MemoryStorage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a program asks of tables, views and functions, and tables that it makes of rows. Answers are Spark 4.2's.
final class CatalogTest {

    private Session session;
    private Catalog catalog;

    @BeforeEach
    void open() {
        session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(1)
                .config("spark.sql.sources.default", "json")
                .create();
        catalog = session.catalog();
        session.sql("SELECT 1 AS b, 'x' AS a").createOrReplaceTempView("v");
        session.sql("CREATE TABLE tt (a INT, b STRING) USING json");
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static ErrorCondition refused(Runnable asked) {
        return assertThrows(AnalysisException.class, asked::run).condition();
    }

    @Test
    void tablesAndViewsAreListed() {
        assertEquals(
                List.of("tt spark_catalog MANAGED false", "v null TEMPORARY true"),
                catalog.listTables().collectAsList().stream()
                        .map(table -> table.name() + " " + table.catalog() + " " + table.tableType() + " "
                                + table.isTemporary())
                        .toList());
        assertEquals(1, catalog.listTables("default", "t*").count());
        assertArrayEquals(
                new String[] {"default"},
                catalog.getTable("spark_catalog.default.tt").namespace());
        assertEquals("default", catalog.getTable("default", "tt").database());
        assertTrue(catalog.tableExists("V") && catalog.tableExists("default", "tt"));
        assertFalse(catalog.tableExists("nope") || catalog.tableExists("other.tt"));
        assertEquals(ErrorCondition.TABLE_OR_VIEW_NOT_FOUND, refused(() -> catalog.getTable("nope")));
        assertEquals(
                List.of("name", "catalog", "namespace", "description", "tableType", "isTemporary"),
                catalog.listTables().toDF().schema().names());
        assertEquals(
                "[[a,null,int,true,false,false,false], [b,null,string,true,false,false,false]]",
                String.valueOf(catalog.listColumns("tt").toDF().collectAsList()));
    }

    @Test
    void thereIsOneCatalogWithOneSchema() {
        assertEquals("spark_catalog.default", catalog.currentCatalog() + "." + catalog.currentDatabase());
        catalog.setCurrentDatabase("default");
        assertEquals(ErrorCondition.SCHEMA_NOT_FOUND, refused(() -> catalog.setCurrentDatabase("other")));
        assertTrue(catalog.databaseExists("spark_catalog.default"));
        assertFalse(catalog.databaseExists("other"));
        assertEquals("default database", catalog.listDatabases().head().description());
        assertEquals(1, catalog.listCatalogs().count());
    }

    @Test
    void viewsAreDroppedAndTablesMade() {
        assertFalse(catalog.dropTempView("tt") || catalog.dropTempView("nope"));
        assertTrue(catalog.dropTempView("v"));
        session.range(2).write().json("numbers");
        assertEquals(2, catalog.createTable("n", "numbers", "json").count());
        assertEquals("EXTERNAL", catalog.getTable("n").tableType());
        catalog.createTable("m", "json", StructType.fromDDL("x INT"), Map.of());
        assertEquals(0, session.table("m").count());
        catalog.cacheTable("m");
        assertFalse(catalog.isCached("m"));
    }

    @Test
    void functionsAreListed() {
        session.udf().register("mine", (Integer n) -> n, DataTypes.IntegerType);
        session.sql("CREATE FUNCTION plus(x INT) RETURNS INT COMMENT 'one more' RETURN x + 1");
        assertTrue(catalog.functionExists("abs") && catalog.functionExists("mine"));
        assertFalse(catalog.functionExists("nope"));
        assertTrue(catalog.getFunction("mine").isTemporary());
        assertEquals("one more", catalog.getFunction("plus").description());
        assertEquals("spark_catalog", catalog.getFunction("plus").catalog());
        assertTrue(catalog.listFunctions().count() > 300);
        assertEquals(ErrorCondition.UNRESOLVED_ROUTINE, refused(() -> catalog.getFunction("nope")));
    }

    @Test
    void rowsBecomeTables() {
        DataFrame rows = session.sql("SELECT 1 AS b, 'x' AS a");
        rows.write().saveAsTable("st");
        assertEquals("[[1,x]]", shown("st"));
        assertEquals(
                ErrorCondition.TABLE_OR_VIEW_ALREADY_EXISTS,
                refused(() -> rows.write().saveAsTable("default.st")));
        rows.write().mode("ignore").saveAsTable("st");
        rows.select("a", "b").write().mode("append").saveAsTable("st");
        assertEquals("[[1,x], [1,x]]", shown("st"));
        session.table("st").limit(1).write().mode("overwrite").saveAsTable("st");
        assertEquals("[[1,x]]", shown("st"));
        rows.write().option("path", "elsewhere").saveAsTable("placed");
        assertEquals("EXTERNAL", catalog.getTable("placed").tableType());
        assertEquals(1, session.read().json("elsewhere").count());
    }

    @Test
    void tablesOfAnEarlierSessionAreTakenUp() {
        session.range(2).write().saveAsTable("nightly");
        session.names().remove("nightly"); // as with the end of the session
        assertEquals(
                ErrorCondition.LOCATION_ALREADY_EXISTS,
                refused(() -> session.range(1).write().saveAsTable("nightly")));
        session.range(2, 3).write().mode("append").saveAsTable("nightly");
        assertEquals(3, session.table("nightly").count());
        session.names().remove("nightly");
        session.range(7, 8).write().mode("overwrite").saveAsTable("nightly");
        assertEquals("[[7]]", shown("nightly"));
        session.names().remove("nightly");
        session.range(9).write().mode("ignore").saveAsTable("nightly");
        assertEquals("[[7]]", shown("nightly"));
        session.names().remove("nightly");
        // The rows may be those of the files that make way.
        session.read()
                .schema("id BIGINT")
                .format(session.conf().get("spark.sql.sources.default"))
                .load("spark-warehouse/nightly")
                .selectExpr("id + 1 AS id")
                .write()
                .mode("overwrite")
                .saveAsTable("nightly");
        assertEquals("[[8]]", shown("nightly"));
    }

    @Test
    void aNewSessionHasTheSameTables() {
        try (Session other = session.newSession()) {
            session.sql("CREATE TABLE ours (a INT) USING json");
            other.sql("INSERT INTO ours VALUES (1)");
            assertEquals(1, session.table("ours").count());
            session.range(3).createOrReplaceTempView("ours"); // goes before the table, here
            assertEquals(3, session.table("ours").count());
            assertEquals(1, other.table("ours").count());
            assertTrue(session.catalog().dropTempView("ours"));
            session.sql("DROP TABLE ours");
            assertEquals(ErrorCondition.TABLE_OR_VIEW_NOT_FOUND, refused(() -> other.table("ours")));
        }
    }

    @Test
    void aTableInMemoryIsDroppedWithItsRows() {
        for (int round = 0; round < 2; round++) {
            session.sql("CREATE TABLE kept (a INT) USING memory");
            session.sql("INSERT INTO kept VALUES (1)");
            assertEquals(1, session.table("kept").count());
            session.sql("DROP TABLE kept");
            assertEquals(ErrorCondition.TABLE_OR_VIEW_NOT_FOUND, refused(() -> session.table("kept")));
        }
        session.sql("CREATE TABLE kept (a INT) USING memory");
        try (Session other = session.newSession()) {
            assertEquals(ErrorCondition.TABLE_OR_VIEW_NOT_FOUND, refused(() -> other.table("kept")));
        }
    }

    @Test
    void filesOfOthersAreNoTable() {
        session.range(2).write().format("json").save("spark-warehouse/others");
        for (String mode : List.of("append", "overwrite", "ignore")) {
            assertEquals(
                    ErrorCondition.LOCATION_ALREADY_EXISTS,
                    refused(() ->
                            session.range(1).write().format("csv").mode(mode).saveAsTable("others")));
        }
    }

    private String shown(String table) {
        return String.valueOf(session.table(table).collectAsList());
    }
}
