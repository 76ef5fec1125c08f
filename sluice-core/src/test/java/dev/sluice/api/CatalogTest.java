package dev.sluice.api;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.AnalysisException;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.MemoryStorage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
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
        session.names().removeTable("nightly"); // as with the end of the session
        assertEquals(
                ErrorCondition.LOCATION_ALREADY_EXISTS,
                refused(() -> session.range(1).write().saveAsTable("nightly")));
        session.range(2, 3).write().mode("append").saveAsTable("nightly");
        assertEquals(3, session.table("nightly").count());
        session.names().removeTable("nightly");
        session.range(7, 8).write().mode("overwrite").saveAsTable("nightly");
        assertEquals("[[7]]", shown("nightly"));
        session.names().removeTable("nightly");
        session.range(9).write().mode("ignore").saveAsTable("nightly");
        assertEquals("[[7]]", shown("nightly"));
        session.names().removeTable("nightly");
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
    void aTableThatIsTakenUpHasTheColumnsThatItWasMadeWith() {
        session.sql("SELECT 1 AS id, 'x' AS name").write().format("csv").saveAsTable("byPlace");
        session.sql("SELECT 1 AS id, 'x' AS name").write().partitionBy("name").saveAsTable("parted");
        session.names().removeTable("byPlace"); // as with the end of the session
        session.names().removeTable("parted");
        session.sql("SELECT 'y' AS name, 2 AS id").write().mode("append").saveAsTable("byPlace");
        assertEquals("[[1,x], [2,y]]", shown("byPlace"));
        session.sql("SELECT 2 AS id, 'y' AS name").write().mode("append").saveAsTable("parted");
        assertEquals("[[1,x], [2,y]]", shown("parted"));
        session.names().removeTable("parted");
        assertEquals(
                ErrorCondition.INSERT_NOT_ENOUGH_DATA_COLUMNS,
                refused(() -> session.range(1).write().mode("append").saveAsTable("parted")));
        assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT 3 AS id, 'z' AS other")
                        .write()
                        .mode("append")
                        .saveAsTable("parted"));
        assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT 'text' AS id, 'z' AS name")
                        .write()
                        .mode("append")
                        .saveAsTable("parted"));
        assertEquals("[[1,x], [2,y]]", shown("parted"));
        session.sql("DROP TABLE parted");
        session.range(1).write().mode("append").saveAsTable("parted");
        assertEquals("[[0]]", shown("parted"));
    }

    @Test
    void namesIgnoreCaseInALaterSessionToo() {
        session.range(3).write().saveAsTable("Visits");
        session.names().removeTable("visits");
        session.range(2).write().mode("append").saveAsTable("visits");
        assertEquals(5, session.table("VISITS").count());
    }

    @Test
    void filesOfOthersInTheDirectoryOfAFormerTableAreKept() {
        session.range(1).write().saveAsTable("former");
        session.names().removeTable("former");
        session.storage().create("spark-warehouse/former/precious.txt", new byte[1]);
        for (String mode : List.of("append", "ignore", "overwrite")) {
            assertEquals(
                    ErrorCondition.LOCATION_ALREADY_EXISTS,
                    refused(() -> session.range(1).write().mode(mode).saveAsTable("former")));
        }
        session.sql("DROP TABLE IF EXISTS former");
        assertTrue(session.storage().find("spark-warehouse/former/precious.txt").isPresent());
    }

    @Test
    void noNameLeadsOutOfTheWarehouse() {
        session.conf().set("spark.sql.warehouse.dir", "others");
        session.range(3).write().saveAsTable("theirs");
        session.names().removeTable("theirs");
        session.conf().set("spark.sql.warehouse.dir", "others/mine");
        for (String mode : List.of("append", "ignore", "overwrite")) {
            assertEquals(
                    ErrorCondition.INVALID_SCHEMA_OR_RELATION_NAME,
                    refused(() -> session.range(1).write().mode(mode).saveAsTable("`../theirs`")));
        }
    }

    @Test
    void aTableIsForgottenWhereItWasMade() {
        session.range(1).write().saveAsTable("moved");
        session.conf().set("spark.sql.warehouse.dir", "other");
        session.range(4, 6).write().mode("append").saveAsTable("moved");
        assertEquals(3, session.table("moved").count());
        session.sql("DROP TABLE moved");
        assertEquals(
                List.of(),
                session.storage().list("spark-warehouse/.tables").stream()
                        .filter(entry -> entry.name().startsWith("moved"))
                        .toList());
    }

    @Test
    void rowsAreAddedToATableThatSaysNoColumnsByItsFiles() {
        session.range(1).write().json("files");
        session.sql("CREATE TABLE `my-t` USING json OPTIONS (path 'files')");
        session.sql("CREATE TEMP VIEW `my-t` AS SELECT 'text' AS id");
        session.range(1, 2).write().mode("append").saveAsTable("`my-t`");
        session.sql("DROP VIEW `my-t`");
        assertEquals("[[0], [1]]", shown("`my-t`"));
    }

    @Test
    void overwritingPartitionsAloneIsRefused() {
        session.conf().set("spark.sql.sources.partitionOverwriteMode", "STATIC");
        assertEquals(
                ErrorCondition.NOT_YET_SUPPORTED,
                assertThrows(
                                SluiceException.class,
                                () -> session.sql("SET spark.sql.sources.partitionOverwriteMode=dynamic"))
                        .condition());
    }

    @Test
    void anUnfinishedTableIsNotTakenUp() {
        String fails = "CREATE TABLE IF NOT EXISTS half AS SELECT id, 1 div (id - 50000) AS x FROM range(100000)";
        for (int round = 0; round < 2; round++) {
            assertEquals(
                    ErrorCondition.DIVIDE_BY_ZERO,
                    assertThrows(SluiceException.class, () -> session.sql(fails))
                            .condition());
        }
        session.range(5).write().mode("overwrite").saveAsTable("half");
        assertEquals(5, session.table("half").count());
    }

    @Test
    void overwritingAPathDoesSo() {
        for (int round = 0; round < 3; round++) {
            session.range(3).write().mode("overwrite").option("path", "placed").saveAsTable("p");
            assertEquals(3, session.table("p").count());
            if (round == 1) session.names().removeTable("p");
        }
    }

    @Test
    void whatCannotReplaceATableLeavesIt() {
        session.range(3).write().saveAsTable("t3");
        for (String format : List.of("nosuch", "rate")) {
            assertThrows(
                    SluiceException.class,
                    () -> session.range(1)
                            .write()
                            .format(format)
                            .mode("overwrite")
                            .saveAsTable("t3"));
            assertEquals(3, session.table("t3").count());
        }
        assertThrows(
                SluiceException.class,
                () -> session.range(1)
                        .write()
                        .option("compresion", "gzip")
                        .mode("overwrite")
                        .saveAsTable("t3"));
        assertEquals(3, session.table("t3").count());
        var fails = session.sql("SELECT 1 div (id - 1) AS x FROM t3");
        assertThrows(
                SluiceException.class, () -> fails.write().mode("overwrite").saveAsTable("t3"));
        assertEquals(3, session.table("t3").count());
        session.table("t3")
                .selectExpr("id + 1 AS other")
                .write()
                .format("csv")
                .mode("overwrite")
                .saveAsTable("t3");
        assertEquals("[[1], [2], [3]]", shown("t3"));
        session.table("t3").write().option("path", "moved").mode("overwrite").saveAsTable("t3");
        assertEquals("EXTERNAL", catalog.getTable("t3").tableType());
        assertEquals(List.of(), session.storage().list("spark-warehouse/t3"));
        session.table("t3").limit(2).write().format("memory").mode("overwrite").saveAsTable("t3");
        assertEquals(2, session.table("t3").count());
        try (Session other = session.newSession()) {
            assertFalse(other.catalog().tableExists("t3"));
        }
        session.table("t3").limit(1).write().mode("overwrite").saveAsTable("t3");
        assertEquals(1, session.table("t3").count());
    }

    // ---- views and tables of one name

    @Test
    void aViewMayReadTheTableThatItHides() {
        session.sql("INSERT INTO tt VALUES (1, 'x')");
        session.sql("CREATE OR REPLACE TEMP VIEW tt AS SELECT a + 1 AS a FROM tt");
        assertEquals("[[2]]", shown("tt"));
        assertEquals(
                ErrorCondition.RECURSIVE_VIEW,
                refused(() -> session.sql("CREATE OR REPLACE TEMP VIEW tt AS SELECT a + 1 AS a FROM tt")));
        assertEquals("[[2]]", shown("tt"));
        session.sql("CREATE OR REPLACE TEMP VIEW w AS SELECT * FROM tt");
        assertEquals("[[2]]", shown("w"));
        session.sql("SELECT 5 AS a, 'z' AS b").write().mode("append").saveAsTable("tt");
        assertEquals("[[2], [6]]", shown("tt"));
        session.sql("SELECT 7 AS a").write().mode("overwrite").saveAsTable("tt");
        assertEquals("[[8]]", shown("tt"));
        assertEquals("[[7]]", shown("default.tt"));
        assertEquals(1, session.sql("SELECT tt.a FROM spark_catalog.default.tt").count());
        session.sql("DROP VIEW tt");
        assertEquals("[[7]]", shown("tt"));
    }

    @Test
    void aTableOfOneSessionIsNoViewOfAnother() {
        try (Session other = session.newSession()) {
            other.sql("CREATE TEMPORARY VIEW tt AS SELECT 1 AS mine");
            assertEquals(List.of("mine"), other.table("tt").schema().names());
            other.sql("CREATE TEMPORARY VIEW IF NOT EXISTS tt AS SELECT 1 AS second");
            assertEquals(List.of("mine"), other.table("tt").schema().names());
            assertEquals(List.of("a", "b"), session.table("tt").schema().names());
            session.sql("CREATE TABLE v (b INT)");
            assertEquals(List.of("b", "a"), session.table("v").schema().names());
            assertEquals(List.of("b"), other.table("v").schema().names());
        }
    }

    // ---- two at once

    /// The rows of a table that is being made wait for `release`.
    private void whileATableIsMade(CheckedConsumer<Session> meanwhile) throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        session.udf()
                .register(
                        "waiting",
                        (Long id) -> {
                            begun.countDown();
                            release.await();
                            return id;
                        },
                        DataTypes.LongType);
        try (Session other = session.newSession()) {
            var making = started(() -> session.sql("CREATE TABLE made AS SELECT waiting(id) FROM range(3)"));
            begun.await();
            try {
                meanwhile.accept(other);
            } finally {
                release.countDown();
            }
            making.get();
        }
    }

    private static CompletableFuture<Void> started(Runnable work) {
        return CompletableFuture.runAsync(work, thread -> new Thread(thread).start());
    }

    private interface CheckedConsumer<T> {
        void accept(T value) throws Exception;
    }

    @Test
    void aTableHasItsRowsBeforeItsName() throws Exception {
        whileATableIsMade(other -> assertFalse(other.catalog().tableExists("made")));
        assertEquals(3, session.table("made").count());
    }

    @Test
    void whoMakesTheSameTableWaits() throws Exception {
        var second = new AtomicReference<CompletableFuture<Void>>();
        whileATableIsMade(other -> {
            var waits = started(() -> other.sql("CREATE TABLE IF NOT EXISTS made (x INT)"));
            while (other.interruptAll().isEmpty() && !waits.isDone()) Thread.onSpinWait();
            var error = assertThrows(ExecutionException.class, waits::get);
            assertEquals(
                    ErrorCondition.OPERATION_CANCELED,
                    ((SluiceException) requireNonNull(error.getCause())).condition());
            second.set(started(() -> session.sql("DROP TABLE made")));
        });
        second.get().get();
        assertFalse(catalog.tableExists("made"));
    }

    @Test
    void aTableThatFailsTakesNoOtherNameAlong() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        session.udf()
                .register(
                        "failing",
                        (Long id) -> {
                            begun.countDown();
                            release.await();
                            throw new IllegalStateException("no " + id);
                        },
                        DataTypes.LongType);
        var making = started(() -> session.sql("CREATE TABLE made AS SELECT failing(id) FROM range(3)"));
        begun.await();
        session.range(4).createOrReplaceTempView("made");
        release.countDown();
        assertThrows(ExecutionException.class, making::get);
        assertEquals(4, session.table("made").count());
        catalog.dropTempView("made");
        session.sql("CREATE TABLE made AS SELECT 1 AS x");
        assertEquals("[[1]]", shown("made"));
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
        return session.table(table).collectAsList().stream()
                .map(String::valueOf)
                .sorted()
                .toList()
                .toString();
    }
}
