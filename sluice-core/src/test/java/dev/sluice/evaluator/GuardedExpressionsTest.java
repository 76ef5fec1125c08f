package dev.sluice.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An expression is computed only for the rows that reach it: `1 / n` over the rows 0, 1 and 2, guarded.
class GuardedExpressionsTest {

    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder().parallelism(1).create();
        session.range(3).toDF("n").createOrReplaceTempView("numbers");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CASE WHEN n = 0 THEN 0.0D ELSE 1 / n END",
                "CASE n WHEN 0 THEN 0.0D ELSE 1 / n END",
                "if(n = 0, 0.0D, 1 / n)",
                "coalesce(CASE WHEN n = 0 THEN 0.0D END, 1 / n)"
            })
    void branchesAreForTheRowsThatTakeThem(String guarded) {
        assertEquals(
                3,
                session.sql("SELECT " + guarded + " AS q FROM numbers")
                        .collectAsList()
                        .size());
    }

    @Test
    void theRightSideOfALogicalOperatorIsForTheRowsThatTheLeftLeavesOpen() {
        assertEquals(
                List.of("{\"n\":1}", "{\"n\":2}"),
                session.sql("SELECT n FROM numbers WHERE n <> 0 AND 1 / n > 0").toJSON());
        assertEquals(
                List.of("{\"n\":0}", "{\"n\":1}"),
                session.sql("SELECT n FROM numbers WHERE n = 0 OR 1 / n = 1").toJSON());
    }

    @Test
    void aFilterBelowGuardsWhatStandsAbove() {
        assertEquals(
                2,
                session.sql("SELECT 1 / n AS q FROM (SELECT * FROM numbers WHERE n <> 0) WHERE 1 / n > 0")
                        .count());
    }

    @Test
    void anUnguardedRowFails() {
        SluiceException error = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT 1 / n FROM numbers").collectAsList());
        assertEquals("DIVIDE_BY_ZERO", error.getCondition());
    }

    /// SQL's third truth value.
    @ParameterizedTest
    @CsvSource({
        "true AND NULL, NULL",
        "false AND NULL, false",
        "NULL AND false, false",
        "NULL AND true, NULL",
        "true OR NULL, true",
        "false OR NULL, NULL",
        "NULL OR true, true",
        "NULL OR NULL, NULL",
        "NOT NULL, NULL"
    })
    void whatIsUnknownStaysUnknownUnlessItDoesNotMatter(String expression, String expected) {
        Object value =
                session.sql("SELECT CAST(" + expression + " AS BOOLEAN)").head().get(0);
        assertEquals(expected.equals("NULL") ? null : Boolean.valueOf(expected), value);
    }
}
