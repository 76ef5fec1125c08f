package dev.sluice.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.connector.Options;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenericTest {

    private static final DataType.Struct COLUMNS =
            DataType.Struct.of(Field.of("k", DataType.Atomic.STRING), Field.of("v", DataType.Atomic.LONG));

    /// As Spark 4.2 parts it: `JDBCRelation.columnPartition`.
    @Test
    void partsHaveEqualWidthAndTheOutermostAreOpen() {
        assertEquals(
                List.of(
                        "\"id\" < 25 or \"id\" is null",
                        "\"id\" >= 25 AND \"id\" < 50",
                        "\"id\" >= 50 AND \"id\" < 75",
                        "\"id\" >= 75"),
                new JdbcPartitions("id", "0", "100", 4).conditions("\"id\""));
        assertEquals(
                List.of("d < '2020-01-11' or d is null", "d >= '2020-01-11'"),
                new JdbcPartitions("d", "2020-01-01", "2020-01-21", 2).conditions("d"));
        assertEquals(List.of(""), new JdbcPartitions("id", "5", "5", 4).conditions("id"));
        assertThrows(SluiceException.class, () -> new JdbcPartitions("id", "9", "5", 4).conditions("id"));
    }

    @Test
    void eachDatabaseReplacesRowsInItsWay() {
        assertEquals(
                "INSERT INTO t (\"k\", \"v\") VALUES (?, ?) ON CONFLICT (\"k\") DO UPDATE SET \"v\" = excluded.\"v\"",
                Dialect.POSTGRESQL.upsert("t", COLUMNS, List.of("k")));
        assertEquals(
                "MERGE INTO t (\"k\", \"v\") KEY (\"k\") VALUES (?, ?)", Dialect.H2.upsert("t", COLUMNS, List.of("k")));
        assertEquals(
                "INSERT INTO t (`k`, `v`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `v` = VALUES(`v`)",
                Dialect.MYSQL.upsert("t", COLUMNS, List.of("k")));
        assertNull(Dialect.OTHER.upsert("t", COLUMNS, List.of("k")));
    }

    @Test
    void whatIsNeededIsNamed() {
        Map<String, String> given = Map.of("url", "jdbc:h2:mem:x", "dbtable", "t");
        new JdbcProvider().checkSink(new Options(given), "append");
        assertEquals(
                "[SLUICE_OPTION.MISSING] The option 'keyColumns' is needed: the columns, with commas between them, that say"
                        + " which row of the table a row of output mode 'update' takes the place of. SQLSTATE: 42K06",
                assertThrows(SluiceException.class, () -> new JdbcProvider().checkSink(new Options(given), "update"))
                        .getMessage());
        assertEquals(
                "[SLUICE_OPTION.MISSING] The option 'dbtable' is needed: the table to write. SQLSTATE: 42K06",
                assertThrows(
                                SluiceException.class,
                                () -> JdbcOptions.forWriting(new Options(Map.of("url", "jdbc:h2:mem:x"))))
                        .getMessage());
    }

    @Test
    void passwordsAreNotShown() {
        for (String url : List.of("jdbc:postgresql://h/d?user=u&password=geheim&x=1", "jdbc:x://me:geheim@host/d")) {
            JdbcOptions options = JdbcOptions.forWriting(new Options(Map.of("url", url, "dbtable", "t")));
            assertEquals(-1, options.shownUrl().indexOf("geheim"), options.shownUrl());
        }
    }
}
