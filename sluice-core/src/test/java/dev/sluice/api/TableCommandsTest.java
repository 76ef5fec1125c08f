package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.MemoryStorage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of the rows and files of tables; what the statements say is recorded from Spark in `commands.test`.
class TableCommandsTest {

    private final MemoryStorage storage = new MemoryStorage(() -> 0L);
    private final Session session = Session.builder()
            .storage(storage)
            .config("spark.sql.warehouse.dir", "/tables")
            .config("spark.sql.sources.default", "json")
            .create();

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void rowsWrittenIntoAMemoryTableAreThere() {
        session.sql("CREATE TABLE kept USING memory");
        session.sql("INSERT INTO kept SELECT 1 AS a, 'x' AS b");
        session.sql("INSERT INTO kept VALUES (2, 'y')");
        assertEquals(List.of("{\"a\":1,\"b\":\"x\"}", "{\"a\":2,\"b\":\"y\"}"), rows("SELECT * FROM kept ORDER BY a"));
        session.sql("INSERT OVERWRITE kept VALUES (3, 'z')");
        assertEquals(List.of("{\"a\":3,\"b\":\"z\"}"), rows("SELECT * FROM kept"));
    }

    @Test
    void whatAnEarlierSessionLeftIsTakenUpIfThatIsSaid() {
        session.sql("CREATE TABLE IF NOT EXISTS pets (id INT, name STRING)");
        session.sql("INSERT INTO pets VALUES (1, 'Rex')");
        try (Session next = Session.builder()
                .storage(storage)
                .config("spark.sql.warehouse.dir", "/tables")
                .config("spark.sql.sources.default", "json")
                .create()) {
            next.sql("CREATE TABLE IF NOT EXISTS pets (id INT, name STRING)");
            next.sql("INSERT INTO pets VALUES (2, 'Kim')");
            assertEquals(
                    List.of("{\"id\":1,\"name\":\"Rex\"}", "{\"id\":2,\"name\":\"Kim\"}"),
                    next.sql("SELECT * FROM pets ORDER BY id").toJSON());
        }
        try (Session next = Session.builder()
                .storage(storage)
                .config("spark.sql.warehouse.dir", "/tables")
                .config("spark.sql.sources.default", "json")
                .create()) {
            next.sql("CREATE TABLE IF NOT EXISTS pets AS SELECT 3 AS id, 'Mia' AS name");
            assertEquals(2, next.table("pets").count());
            next.sql("DROP TABLE pets");
            assertTrue(storage.list("/tables/pets").isEmpty());
        }
    }

    @Test
    void theSchemaSaysWhereItsTablesAre() {
        List<String> rows = rows("DESCRIBE SCHEMA default");
        assertTrue(rows.contains("{\"info_name\":\"Location\",\"info_value\":\"/tables\"}"), rows.toString());
    }

    @Test
    void explainShowsThePlansThereAre() {
        assertEquals(
                "== Generated code ==\nnone: operators run over columns of values\n\n== Physical Plan ==\n"
                        + "Project [1 AS 1#0]\n+- LocalTableScan []\n",
                session.sql("EXPLAIN CODEGEN SELECT 1").first().getString(0));
        assertEquals(
                "== Optimized Logical Plan ==\nProject [1 AS 1#0]\n+- OneRowRelation\n\n== Physical Plan ==\n"
                        + "Project [1 AS 1#0]\n+- LocalTableScan []\n",
                session.sql("EXPLAIN COST SELECT 1").first().getString(0));
    }

    @Test
    void aCommentIsShownInTheDeclarationToo() {
        session.sql("CREATE TABLE pets (id INT COMMENT 'the owner\\'s', name STRING)");
        String declared = session.sql("SHOW CREATE TABLE pets").first().getString(0);
        assertTrue(declared.contains("  id INT COMMENT 'the owner\\'s',\n  name STRING"), declared);
    }

    @Test
    void aMemoryTableWithColumnsIsEmptyUntilItIsWritten() {
        session.sql("CREATE TABLE kept (a BIGINT, b STRING) USING memory");
        assertEquals(List.of(), rows("SELECT * FROM kept"));
        session.sql("INSERT INTO kept (b) VALUES ('x')");
        assertEquals(List.of("{\"b\":\"x\"}"), rows("SELECT * FROM kept"));
    }

    @Test
    void aMemoryTableWithoutColumnsSaysThatItIsNotWrittenYet() {
        session.sql("CREATE TABLE kept USING memory");
        String message = assertThrows(SluiceException.class, () -> rows("SELECT * FROM kept"))
                .getMessage();
        assertTrue(message.contains("nothing has been written into it"), message);
    }

    @Test
    void aTableWithoutAPathHasAPlaceThatGoesWithIt() {
        session.sql("CREATE TABLE pets (id INT, name STRING)");
        session.sql("INSERT INTO pets VALUES (1, 'Rex')");
        assertFalse(storage.list("/tables/pets").isEmpty());
        session.sql("DROP TABLE pets");
        assertTrue(storage.list("/tables/pets").isEmpty());
        session.sql("CREATE TABLE pets (id INT)");
        assertEquals(List.of(), rows("SELECT * FROM pets"));
    }

    @Test
    void filesOfAnotherAreNotTakenForATables() {
        session.sql("INSERT OVERWRITE DIRECTORY '/tables/pets' USING json SELECT 1 AS id");
        var refused = assertThrows(SluiceException.class, () -> session.sql("CREATE TABLE pets (id INT)"));
        assertEquals("LOCATION_ALREADY_EXISTS", refused.condition().condition());
        assertEquals(List.of("{\"id\":1}"), rows("SELECT * FROM json.`/tables/pets`"));
    }

    /// DROP TABLE would delete them.
    @Test
    void filesOfAnotherAreNotTakenUpWithATable() {
        session.sql("CREATE TABLE IF NOT EXISTS pets (id INT, kind STRING) PARTITIONED BY (kind)");
        session.sql("INSERT INTO pets VALUES (1, 'dog')");
        storage.create("/tables/pets/kind=dog/letter.txt", new byte[] {1});
        try (Session next = Session.builder()
                .storage(storage)
                .config("spark.sql.warehouse.dir", "/tables")
                .config("spark.sql.sources.default", "json")
                .create()) {
            String create = "CREATE TABLE IF NOT EXISTS pets (id INT, kind STRING) PARTITIONED BY (kind)";
            for (String wrong : List.of(create, create.replace(" PARTITIONED BY (kind)", ""))) {
                var refused = assertThrows(SluiceException.class, () -> next.sql(wrong), wrong);
                assertEquals("LOCATION_ALREADY_EXISTS", refused.condition().condition());
            }
            storage.delete("/tables/pets/kind=dog/letter.txt");
            for (String wrong : List.of(
                    create.replace(" PARTITIONED BY (kind)", ""),
                    create.replace(" PARTITIONED", " USING csv PARTITIONED"))) {
                assertThrows(SluiceException.class, () -> next.sql(wrong), wrong);
            }
            next.sql(create);
            assertEquals(1, next.table("pets").count());
        }
    }

    @Test
    void aTableWhoseQueryFailsIsNotThere() {
        assertThrows(SluiceException.class, () -> session.sql("CREATE TABLE bad AS SELECT 1 / 0 AS a"));
        assertEquals(List.of(), rows("SHOW TABLES"));
    }

    @Test
    void whatCreatedATableIsShown() {
        session.sql(
                "CREATE TABLE seen (`a b` INT, c STRING NOT NULL) USING csv OPTIONS (header 'true') LOCATION '/in'");
        assertEquals(
                """
                CREATE TABLE spark_catalog.default.seen (
                  `a b` INT,
                  c STRING NOT NULL)
                USING csv
                OPTIONS (
                  'header' = 'true')
                LOCATION '/in'
                """,
                session.sql("SHOW CREATE TABLE seen").collectAsList().getFirst().get(0));
    }

    private List<String> rows(String sql) {
        return session.sql(sql).toJSON();
    }

    @Test
    void aNameCannotLeadOutOfTheWarehouse() {
        for (String name : List.of("../escaped", "..", "a/b", "a\\b")) {
            for (String rest : List.of(" (a INT)", " AS SELECT 1 AS a")) {
                var refused = assertThrows(
                        SluiceException.class, () -> session.sql("CREATE TABLE `" + name + "`" + rest), name);
                assertEquals("INVALID_SCHEMA_OR_RELATION_NAME", refused.getCondition(), name);
            }
        }
        assertEquals(List.of(), storage.list("/"));
    }

    @Test
    void theFilesOfATableStayWithTheSessionThatMadeIt() {
        session.sql("CREATE TABLE pets (id INT)");
        try (Session copy = Session.builder().storage(storage).create()) {
            copy.copyFrom(session);
            copy.sql("DROP TABLE pets");
        }
        assertEquals(List.of(), rows("SELECT * FROM pets"));
    }
}
