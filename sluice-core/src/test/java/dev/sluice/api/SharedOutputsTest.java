package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Result, late rows and bad rows of a query can't go to one place: rows of all but one would be lost.
class SharedOutputsTest {

    private static final String SUMS = "SELECT window(at, '10 seconds') w, sum(1 / id) s "
            + "FROM STREAM events WATERMARK at DELAY OF INTERVAL 0 SECONDS GROUP BY 1";

    private final MemoryStream events = new MemoryStream(SqlParser.tableSchema("id INT, at TIMESTAMP"));
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder().storage(new MemoryStorage()).parallelism(2).create();
        session.registerStream("events", events.schema(), events::open);
        session.sql("CREATE TABLE rows USING memory");
        session.sql("CREATE TABLE files USING json OPTIONS (path 'there')");
        session.sql("CREATE TABLE same_files USING json OPTIONS (path 'there')");
        session.sql("CREATE TABLE other_files USING json OPTIONS (path 'elsewhere')");
    }

    @AfterEach
    void close() {
        session.close();
    }

    private SteppedQuery start(String format, String name, Map<String, String> options) {
        return session.sql(SUMS)
                .writeStream()
                .format(format)
                .queryName(name)
                .options(options)
                .option("checkpointLocation", "checkpoint")
                .stepped();
    }

    private void assertRefused(String first, String second, String format, String name, Map<String, String> options) {
        var error = assertThrows(SluiceException.class, () -> start(format, name, options));
        assertEquals(ErrorCondition.SINK_SHARED, error.condition());
        assertTrue(error.getMessage().contains("writes " + first + " and " + second + " to"), error::getMessage);
    }

    @Test
    void badAndLateRowsNeedTwoTables() {
        for (String table : List.of("rows", "files")) {
            assertRefused(
                    "late rows",
                    "bad rows",
                    "noop",
                    "q",
                    Map.of("lateRowsTo", table, "badRowsTo", table.toUpperCase(java.util.Locale.ROOT)));
        }
    }

    @Test
    void twoTablesOfOneDirectoryAreOne() {
        assertRefused("late rows", "bad rows", "noop", "q", Map.of("lateRowsTo", "files", "badRowsTo", "same_files"));
    }

    @Test
    void nothingGoesIntoTheTableOfTheResult() {
        assertRefused("its result", "late rows", "memory", "rows", Map.of("lateRowsTo", "rows"));
        assertRefused("its result", "bad rows", "memory", "rows", Map.of("badRowsTo", "rows"));
    }

    @Test
    void nothingGoesIntoTheDirectoryOfTheResult() {
        assertRefused("its result", "late rows", "json", "q", Map.of("path", "there", "lateRowsTo", "files"));
        assertRefused("its result", "bad rows", "json", "q", Map.of("path", "there/", "badRowsTo", "files"));
    }

    @Test
    void aTableForEachIsTaken() {
        start("memory", "result", Map.of("lateRowsTo", "files", "badRowsTo", "other_files"))
                .close();
    }
}
