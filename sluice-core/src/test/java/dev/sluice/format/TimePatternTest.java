package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimePatternTest {

    private static String timestamp(String pattern, String text) {
        long micros = TimePattern.of(pattern).timestamp(text, ZoneId.of("Europe/Berlin"));
        var out = new StringBuilder();
        if (micros != TimeParser.NONE) TimeText.appendTimestamp(out, micros, ZoneOffset.UTC);
        return out.toString();
    }

    @Test
    void datesAreExactlyAsThePatternSays() {
        TimePattern slashes = TimePattern.of("dd/MM/yyyy");
        assertEquals(LocalDate.of(2020, 1, 2).toEpochDay(), slashes.date("02/01/2020"));
        assertEquals(TimeParser.NONE, slashes.date("2/1/2020"));
        assertEquals(TimeParser.NONE, slashes.date("31/02/2020"));
        assertEquals(TimeParser.NONE, slashes.date("2020-01-02"));
        assertEquals(
                LocalDate.of(2020, 1, 2).toEpochDay(),
                TimePattern.of("yyyy-M-d").date("2020-1-2"));
        assertEquals(
                LocalDate.of(2020, 3, 1).toEpochDay(),
                TimePattern.of("MMM yyyy").date("mar 2020"));
    }

    @Test
    void aTextWithoutZoneIsInTheSessionsZone() {
        assertEquals("2020-01-02 02:04:00", timestamp("dd/MM/yyyy HH:mm", "02/01/2020 03:04"));
        assertEquals("2020-01-02 02:04:00", timestamp("yyyy-MM-dd HH:mm XXX", "2020-01-02 03:04 +01:00"));
        assertEquals("2020-01-02 08:04:00", timestamp("yyyy-MM-dd HH:mm VV", "2020-01-02 03:04 America/New_York"));
        assertEquals("2020-01-01 23:00:00", timestamp("yyyyMMdd", "20200102"));
    }

    @Test
    void aFractionMayHaveFewerDigits() {
        assertEquals("2020-01-02 02:04:05.25", timestamp("yyyy-MM-dd HH:mm:ss.SSSSSS", "2020-01-02 03:04:05.25"));
        assertEquals("2020-01-02 02:04:05", timestamp("yyyy-MM-dd'T'HH:mm:ss[.SSS]", "2020-01-02T03:04:05"));
        assertEquals("2020-01-02 02:04:05.1", timestamp("yyyy-MM-dd'T'HH:mm:ss[.SSS]", "2020-01-02T03:04:05.1"));
    }

    @Test
    void whatIsNoPatternIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> TimePattern.of("yyyy-bb"));
    }
}
