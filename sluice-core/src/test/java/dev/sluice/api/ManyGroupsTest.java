package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Where nearly each row is a group of its own, rows go on without having been grouped before the exchange: the answer
/// is the same.
class ManyGroupsTest {

    private static final long ROWS = 300_000;

    private static String one(String query) {
        try (Session session = Session.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 3)
                .create()) {
            return session.sql(query).collectAsList().getFirst().mkString(" ");
        }
    }

    /// Each key occurs twice, far from where it occurred first.
    private static String pairs(String aggregates) {
        return "SELECT " + aggregates + " FROM (SELECT id % " + ROWS / 2 + " AS k, count(*) AS c, sum(id) AS s,"
                + " count(*) FILTER (WHERE id < 10) AS f, min(CAST(id AS STRING)) AS m, collect_list(id) AS l"
                + " FROM range(0, " + ROWS + ", 1, 1) GROUP BY id % " + ROWS / 2 + ")";
    }

    @Test
    void countsSumsAndFiltersAreAllThere() {
        long half = ROWS / 2;
        assertEquals(
                half + " 2 2 " + ROWS * (ROWS - 1) / 2 + " 10", one(pairs("count(*), min(c), max(c), sum(s), sum(f)")));
        assertEquals(half + " 0", one(pairs("sum(IF(s = 2 * k + " + half + ", 1, 0)), sum(IF(m IS NULL, 1, 0))")));
    }

    @Test
    void rowsOfAGroupStayInTheirOrder() {
        assertEquals("" + ROWS / 2, one(pairs("sum(IF(l = array(k, k + " + ROWS / 2 + "), 1, 0))")));
    }

    @Test
    void severalKeysAndNullsAreGroupsToo() {
        assertEquals(
                ROWS + " 1 1 100000",
                one("SELECT count(*), max(c), min(c), sum(IF(k IS NULL, 1, 0)) FROM (SELECT IF(id % 3 = 0, NULL,"
                        + " CAST(id AS STRING)) AS k, id AS n, count(*) AS c FROM range(0, " + ROWS + ", 1, 1) GROUP BY"
                        + " IF(id % 3 = 0, NULL, CAST(id AS STRING)), id)"));
    }

    @Test
    void sessionsAreMergedAsBefore() {
        assertEquals(
                "100000 3",
                one("SELECT count(*), max(c) FROM (SELECT id % 100000 AS k, session_window(timestamp_seconds(id DIV"
                        + " 100000), '10 seconds') AS w, count(*) AS c FROM range(0, " + ROWS
                        + ", 1, 1) GROUP BY id % 100000, session_window(timestamp_seconds(id DIV 100000), '10"
                        + " seconds'))"));
    }

    /// Zeros are one key however many groups there are, and the one that is shown is 0.0.
    @Test
    void keysOfSessionsAreNormalised() {
        assertEquals(
                "2 0",
                one(
                        "SELECT count(*), sum(IF(CAST(k AS STRING) = '-0.0', 1, 0)) FROM (SELECT IF(id % 2 = 0, -0.0D, 0.0D) AS k,"
                                + " session_window(timestamp_seconds(IF(id < 100000, 20 * id, 20 * id + 30000000)), '1000000"
                                + " seconds') AS w, count(*) AS c FROM range(0, " + ROWS
                                + ", 1, 1) GROUP BY IF(id % 2 = 0, -0.0D,"
                                + " 0.0D), session_window(timestamp_seconds(IF(id < 100000, 20 * id, 20 * id + 30000000)),"
                                + " '1000000 seconds'))"));
    }
}
