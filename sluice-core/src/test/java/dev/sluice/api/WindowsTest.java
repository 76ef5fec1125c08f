package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.count;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.session_window;
import static dev.sluice.api.functions.sum;
import static dev.sluice.api.functions.when;
import static dev.sluice.api.functions.window;
import static dev.sluice.api.functions.window_time;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Windows of time by Spark's method names.
class WindowsTest {

    private Session session;
    private DataFrame clicks;

    @BeforeEach
    void open() {
        session = GoldenTest.session();
        clicks = session.createDataFrame(
                List.of(
                        Row.of("ada", Instant.parse("2024-01-01T12:01:00Z"), 1),
                        Row.of("bob", Instant.parse("2024-01-01T12:04:00Z"), 2),
                        Row.of("ada", Instant.parse("2024-01-01T12:05:00Z"), 3)),
                "user STRING, at TIMESTAMP, n INT");
    }

    @AfterEach
    void close() {
        session.close();
    }

    /// @param rows the first column's text, then the number
    private static void check(DataFrame frame, String... rows) {
        assertEquals(
                List.of(rows),
                frame.collectAsList().stream()
                        .map(row -> row.getString(0) + " " + row.get(1))
                        .toList());
    }

    private static Column text(Column window) {
        return window.getField("start").cast("STRING").as("start");
    }

    @Test
    void windowsFollowEachOther() {
        check(
                clicks.groupBy(window(col("at"), "5 minutes"))
                        .agg(sum("n"))
                        .orderBy(col("window"))
                        .select(text(col("window")), col("sum(n)")),
                "2024-01-01 12:00:00 3",
                "2024-01-01 12:05:00 3");
    }

    @Test
    void windowsOverlap() {
        check(
                clicks.groupBy(window(col("at"), "10 minutes", "5 minutes"))
                        .agg(count(lit(1)).as("n"))
                        .orderBy(col("window"))
                        .select(text(col("window")), col("n")),
                "2024-01-01 11:55:00 2",
                "2024-01-01 12:00:00 3",
                "2024-01-01 12:05:00 1");
    }

    @Test
    void windowsBeginAtAnOffset() {
        check(
                clicks.withColumn("w", window(col("at"), "1 hour", "1 hour", "15 minutes"))
                        .select(text(col("w")), col("n"))
                        .limit(1),
                "2024-01-01 11:15:00 1");
    }

    @Test
    void windowsAreGroupedIntoLongerOnes() {
        DataFrame minutes = clicks.groupBy(window(col("at"), "1 minute")).agg(sum("n").as("n"));
        for (Column time : List.of(col("window"), window_time(col("window")))) {
            check(
                    minutes.groupBy(window(time, "1 hour"))
                            .agg(sum("n").as("total"))
                            .select(text(col("window")), col("total")),
                    "2024-01-01 12:00:00 6");
        }
    }

    @Test
    void sessionsGrowTogether() {
        check(
                clicks.groupBy(col("user"), session_window(col("at"), "5 minutes"))
                        .agg(sum("n").as("n"))
                        .orderBy(col("user"))
                        .select(text(col("session_window")), col("n")),
                "2024-01-01 12:01:00 4",
                "2024-01-01 12:04:00 2");
    }

    @Test
    void theGapOfASessionMayDependOnTheEvent() {
        Column gap = when(col("user").equalTo("ada"), "1 minute").otherwise("5 minutes");
        check(
                clicks.groupBy(col("user"), session_window(col("at"), gap))
                        .agg(sum("n").as("n"))
                        .orderBy(col("session_window"))
                        .select(text(col("session_window")), col("n")),
                "2024-01-01 12:01:00 1",
                "2024-01-01 12:04:00 2",
                "2024-01-01 12:05:00 3");
    }
}
