package dev.sluice.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "available-now | AvailableNowTrigger",
                "availableNow | AvailableNowTrigger",
                "ONCE | OneTimeTrigger",
                "10 seconds | ProcessingTimeTrigger(10000)",
                "interval 1 minute 30 seconds | ProcessingTimeTrigger(90000)",
                "250 milliseconds | ProcessingTimeTrigger(250)",
                "1 week | ProcessingTimeTrigger(604800000)",
                "continuous 1 second | ContinuousTrigger(1000)",
                "real-time | RealTimeTrigger(300000)",
                "realTime 10 seconds | RealTimeTrigger(10000)",
                "default | ProcessingTimeTrigger(0)"
            })
    void triggersAreReadAsTableOptionsSayThem(String text, String expected) {
        assertEquals(expected, Trigger.parse(text).toString());
    }

    @Test
    void theIntervalMayStandInQuotes() {
        assertEquals(Trigger.ProcessingTime(10_000), Trigger.parse("'10 seconds'"));
        assertEquals(Trigger.Continuous(1_000), Trigger.parse("continuous '1 second'"));
        assertEquals(Trigger.RealTime(300_000), Trigger.parse("real-time '5 minutes'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"often", "10", "10 parsecs", "seconds 10", "", "continuous"})
    void whatIsNoTriggerIsRefused(String text) {
        assertThrows(SluiceException.class, () -> Trigger.parse(text));
    }

    @Test
    void timeDoesNotRunBackwards() {
        assertThrows(SluiceException.class, () -> Trigger.ProcessingTime(-1));
        assertThrows(SluiceException.class, () -> Trigger.ProcessingTime("-5 seconds"));
        assertThrows(SluiceException.class, () -> Trigger.Continuous(-1));
        assertThrows(SluiceException.class, () -> Trigger.RealTime(-1));
        assertThrows(SluiceException.class, () -> Trigger.RealTime(0));
    }

    /// Spark's ways to say it.
    @Test
    void realTimeTakesItsDurationInAnyForm() {
        assertEquals(Trigger.RealTime(), Trigger.RealTime("5 minutes"));
        assertEquals(Trigger.RealTime(10_000), Trigger.RealTime(10, TimeUnit.SECONDS));
        assertEquals(Trigger.RealTime(10_000), Trigger.RealTime(Duration.ofSeconds(10)));
        assertEquals(Trigger.Continuous(10_000), Trigger.Continuous(Duration.ofSeconds(10)));
    }
}
