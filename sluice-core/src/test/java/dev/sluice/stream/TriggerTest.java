package dev.sluice.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
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
                "default | ProcessingTimeTrigger(0)"
            })
    void triggersAreReadAsTableOptionsSayThem(String text, String expected) {
        assertEquals(expected, Trigger.parse(text).toString());
    }

    @Test
    void theIntervalMayStandInQuotes() {
        assertEquals(Trigger.ProcessingTime(10_000), Trigger.parse("'10 seconds'"));
        assertEquals(Trigger.Continuous(1_000), Trigger.parse("continuous '1 second'"));
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
    }
}
