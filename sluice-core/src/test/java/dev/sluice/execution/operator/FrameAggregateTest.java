package dev.sluice.execution.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Row;
import dev.sluice.api.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Frames of any width over many rows give what adding each frame up by itself gives.
final class FrameAggregateTest {

    /// Wide frames go through [FrameTree]; the sums of whole numbers below n have a formula.
    @Test
    void wideFramesGiveTheSumsOfTheirRows() {
        try (Session session = Session.builder().parallelism(2).create()) {
            List<Row> wrong = session.sql("""
                    SELECT * FROM (
                      SELECT id, g,
                        sum(id) OVER (PARTITION BY g ORDER BY id ROWS BETWEEN 700 PRECEDING AND 300 FOLLOWING) AS s,
                        count(*) OVER (PARTITION BY g ORDER BY id ROWS BETWEEN 700 PRECEDING AND 300 FOLLOWING) AS c,
                        min(id) OVER (PARTITION BY g ORDER BY id ROWS BETWEEN 700 PRECEDING AND 300 FOLLOWING) AS low,
                        max(id) OVER (PARTITION BY g ORDER BY id ROWS BETWEEN 700 PRECEDING AND 300 FOLLOWING) AS high,
                        sum(id) OVER (PARTITION BY g ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS rest
                      FROM (SELECT id, id % 3 AS g FROM range(9000)))
                    WHERE s <> (low + high) * c DIV 2
                      OR c <> (high - low) DIV 3 + 1
                      OR low <> greatest(g, id - 2100)
                      OR high <> least(8997 + g, id + 900)
                      OR rest <> (id + 8997 + g) * ((8997 + g - id) DIV 3 + 1) DIV 2""").collectAsList();
            assertEquals(List.of(), wrong);
        }
    }

    /// The sum of two partitions would overflow; no frame has both.
    @Test
    void partitionsAreNotAddedUpTogether() {
        try (Session session = Session.builder().parallelism(1).create()) {
            Row greatest = session.sql("""
                            SELECT max(s) FROM (
                              SELECT sum(6000000000000000) OVER (
                                PARTITION BY id % 2 ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS s
                              FROM range(2000))""").head();
            assertEquals(6_000_000_000_000_000_000L, greatest.getLong(0));
        }
    }
}
