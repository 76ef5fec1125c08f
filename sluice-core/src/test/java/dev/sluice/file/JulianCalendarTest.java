package dev.sluice.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JulianCalendarTest {

    /// Where a zone is no more than a distance from UTC, clocks said the same in 1893, and the calendars agree.
    @ParameterizedTest
    @CsvSource({"UTC", "+01:00", "-08:00", "UTC+1", "GMT+01:00", "UT+02:30"})
    void clocksOfADistanceSaidTheSame(String zone) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("1893-12-12T21:20:00.000001Z"));
        assertEquals(micros, JulianCalendar.micros(micros, ZoneId.of(zone)));
    }

    @ParameterizedTest
    @CsvSource({"PST, America/Los_Angeles", "nowhere, Z", "Europe/Berlin, Europe/Berlin"})
    void zonesAreKnownByTheirShortNamesToo(String noted, String zone) {
        assertEquals(ZoneId.of(zone), new SparkNotes(_ -> noted).zone());
    }
}
