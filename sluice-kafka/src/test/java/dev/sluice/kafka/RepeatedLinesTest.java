package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {

    private long seconds;
    private final RepeatedLines lines = new RepeatedLines(() -> TimeUnit.SECONDS.toNanos(seconds));
    private final List<String> told = new ArrayList<>();

    private void say(String line) {
        if (lines.isLoggable(new LogRecord(Level.WARNING, line))) told.add(line);
    }

    /// Whichever client says it.
    @Test
    void aLineIsToldOnceInAMinute() {
        for (seconds = 0; seconds < 120; seconds++) {
            say("[Producer clientId=p] Connection to node -1 could not be established.");
            say("[AdminClient clientId=a] Connection to node -1 could not be established.");
            if (seconds == 30) say("[AdminClient clientId=a] Connection to node 2 could not be established.");
        }
        assertEquals(
                List.of(
                        "[Producer clientId=p] Connection to node -1 could not be established.",
                        "[AdminClient clientId=a] Connection to node 2 could not be established.",
                        "[Producer clientId=p] Connection to node -1 could not be established."),
                told);
    }
}
