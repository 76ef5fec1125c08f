package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.AnalysisException;
import dev.sluice.error.ErrorCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Views of all sessions, of which some have views of the same names, and some are closed.
final class GlobalViewsTest {

    private final Session session = Session.builder().parallelism(1).create();

    @AfterEach
    void close() {
        session.catalog().dropGlobalTempView("g");
        session.close();
    }

    private static String rows(Session session, String query) {
        return session.sql(query).collectAsList().toString();
    }

    @Test
    void aNameInAnotherSessionIsAnotherView() {
        session.sql("CREATE TEMP VIEW x AS SELECT 1 AS one");
        session.sql("CREATE GLOBAL TEMP VIEW g AS SELECT * FROM x");
        try (Session other = session.newSession()) {
            other.sql("CREATE TEMP VIEW x AS SELECT one + 1 AS two FROM global_temp.g");
            assertEquals("[[2]]", rows(other, "SELECT * FROM x"));
            assertEquals("[[1]]", rows(session, "SELECT * FROM x"));
            other.sql("CREATE OR REPLACE GLOBAL TEMP VIEW h AS SELECT * FROM x");
            var error = assertThrows(
                    AnalysisException.class,
                    () -> session.sql("CREATE OR REPLACE TEMP VIEW x AS SELECT two AS one FROM global_temp.h"));
            assertEquals(ErrorCondition.RECURSIVE_VIEW, error.condition());
            other.catalog().dropGlobalTempView("h");
        }
    }

    @Test
    void lazyRowsOutliveTheSessionThatKeepsThem() {
        String[] made = {
            "SELECT * FROM kept",
            "SELECT * FROM range(9) WHERE id IN (SELECT id FROM kept)",
            "SELECT (SELECT max(id) FROM kept) AS id",
            "WITH RECURSIVE r AS (SELECT id FROM kept UNION ALL SELECT id + 1 FROM r WHERE id < 4) SELECT id FROM r"
        };
        for (String query : made) {
            try (Session home = session.newSession()) {
                home.range(2, 5).localCheckpoint(false).toDF().createOrReplaceTempView("kept");
                home.sql("CREATE OR REPLACE GLOBAL TEMP VIEW g AS SELECT max(id) FROM (" + query + ")");
            }
            assertEquals("[[4]]", rows(session, "SELECT * FROM global_temp.g"));
        }
        try (Session home = session.newSession()) {
            home.range(3).localCheckpoint(false).toDF().createOrReplaceGlobalTempView("g");
        }
        assertEquals("[[3]]", rows(session, "SELECT count(*) FROM global_temp.g"));
        session.catalog().dropGlobalTempView("g");
        try (Session home = session.newSession()) {
            home.range(4).localCheckpoint(false).toDF().createGlobalTempView("g");
        }
        assertEquals("[[4]]", rows(session, "SELECT count(*) FROM global_temp.g"));
    }
}
