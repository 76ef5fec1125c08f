package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimeParserTest {

    private static final String NO = "no";

    /// What a text is as a date, as a timestamp in UTC and as one without zone.
    private static void check(String text, String date, String timestamp, String wallClock) {
        byte[] bytes = ("#" + text + "#").getBytes(StandardCharsets.UTF_8);
        int end = bytes.length - 1;
        long days = TimeParser.date(bytes, 1, end);
        var shownDate = new StringBuilder();
        if (days != TimeParser.NONE) TimeText.appendDate(shownDate, days);
        assertEquals(date, days == TimeParser.NONE ? NO : shownDate.toString(), text);
        assertEquals(timestamp, shown(TimeParser.timestamp(bytes, 1, end, ZoneOffset.UTC)), text);
        assertEquals(wallClock, shown(TimeParser.wallClock(bytes, 1, end)), text);
    }

    private static String shown(long micros) {
        var out = new StringBuilder();
        if (micros != TimeParser.NONE) TimeText.appendWallClock(out, micros);
        return micros == TimeParser.NONE ? NO : out.toString();
    }

    @Test
    void datesAreTimestampsAtMidnight() {
        check("2020-01-02", "2020-01-02", "2020-01-02 00:00:00", "2020-01-02 00:00:00");
        check("2020-1-2", "2020-01-02", "2020-01-02 00:00:00", "2020-01-02 00:00:00");
        check("2020-01", "2020-01-01", "2020-01-01 00:00:00", "2020-01-01 00:00:00");
        check("2020", "2020-01-01", "2020-01-01 00:00:00", "2020-01-01 00:00:00");
        check(" 2020-01-02\t", "2020-01-02", "2020-01-02 00:00:00", "2020-01-02 00:00:00");
        check("-0001-01-01", "-0001-01-01", "-0001-01-01 00:00:00", "-0001-01-01 00:00:00");
        check("+12345-01-01", "+12345-01-01", "+12345-01-01 00:00:00", "+12345-01-01 00:00:00");
        check("2020-02-29", "2020-02-29", "2020-02-29 00:00:00", "2020-02-29 00:00:00");
    }

    @Test
    void timesFollowASpaceOrT() {
        check("2020-01-02 03:04:05", "2020-01-02", "2020-01-02 03:04:05", "2020-01-02 03:04:05");
        check("2020-01-02T03:04:05.123Z", "2020-01-02", "2020-01-02 03:04:05.123", "2020-01-02 03:04:05.123");
        check("2020-01-02 3:4", "2020-01-02", "2020-01-02 03:04:00", "2020-01-02 03:04:00");
        check("2020-01-02 3:4:5.", "2020-01-02", "2020-01-02 03:04:05", "2020-01-02 03:04:05");
        check(
                "2020-01-01T00:00:00.123456789",
                "2020-01-01",
                "2020-01-01 00:00:00.123456",
                "2020-01-01 00:00:00.123456");
        check("1969-12-31 23:59:59.999999", "1969-12-31", "1969-12-31 23:59:59.999999", "1969-12-31 23:59:59.999999");
    }

    @Test
    void zonesAreOffsetsOrNames() {
        check("2020-01-02T03:04:05+09:00", "2020-01-02", "2020-01-01 18:04:05", "2020-01-02 03:04:05");
        check("2020-01-02T03:04:05.5+9:00", "2020-01-02", "2020-01-01 18:04:05.5", "2020-01-02 03:04:05.5");
        check("2020-01-02 03:04:05 UTC", "2020-01-02", "2020-01-02 03:04:05", "2020-01-02 03:04:05");
        check("2020-07-02 03:04:05 Europe/Berlin", "2020-07-02", "2020-07-02 01:04:05", "2020-07-02 03:04:05");
        check("2020-01-02 03:04:05 nowhere", "2020-01-02", NO, NO);
    }

    @Test
    void whatIsNeitherIsNone() {
        for (String text : new String[] {
            "",
            " ",
            "x",
            "123",
            "12345678",
            "2020-13-01",
            "2019-02-29",
            "2020-01-02x",
            "2020-1-2-3",
            "20-01-02",
            "-",
            "T"
        }) {
            check(text, NO, NO, NO);
        }
        check("2020-01-01T25:00:00", "2020-01-01", NO, NO);
        check("2020-01-01 00:60:00", "2020-01-01", NO, NO);
        check("2020-01-02T", "2020-01-02", NO, NO);
        check("123456-01-01", "+123456-01-01", "+123456-01-01 00:00:00", "+123456-01-01 00:00:00");
        check("1234567-01-01", "+1234567-01-01", NO, NO);
    }

    @Test
    void aTimeAloneIsOneOfTodayIfTodayIsKnown() {
        byte[] text = "12:30".getBytes(StandardCharsets.UTF_8);
        long evening = 1577836800000000L + 23L * 3_600_000_000L;
        assertEquals(NO, shown(TimeParser.timestamp(text, 0, 5, ZoneOffset.UTC)));
        assertEquals("2020-01-01 12:30:00", shown(TimeParser.timestamp(text, 0, 5, ZoneOffset.UTC, evening)));
        assertEquals("2020-01-02 03:30:00", shown(TimeParser.timestamp(text, 0, 5, ZoneOffset.ofHours(9), evening)));
    }

    @Test
    void aGapInTheZoneIsReadWithTheOffsetBeforeAndAnOverlapAsItsFirstTime() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        byte[] gap = "2020-03-29 02:30:00".getBytes(StandardCharsets.UTF_8);
        byte[] overlap = "2020-10-25 02:30:00".getBytes(StandardCharsets.UTF_8);
        assertEquals("2020-03-29 01:30:00", shown(TimeParser.timestamp(gap, 0, gap.length, berlin)));
        assertEquals("2020-10-25 00:30:00", shown(TimeParser.timestamp(overlap, 0, overlap.length, berlin)));
    }

    /// What computers write is read by a shorter way; space before it leads around that.
    @Test
    void theShortWaySaysWhatTheLongOneSays() {
        String[] likely = {
            "2020-01-02T03:04:05.123Z", "2020-02-29 23:59:59", "0000-12-31T00:00:00.1", "1969-12-31 23:59:59.999999Z"
        };
        String characters = "0123459:-.TZ +";
        ZoneId zone = ZoneId.of("Europe/Berlin");
        var random = new SplittableRandom(2);
        for (int round = 0; round < 50_000; round++) {
            var text = new StringBuilder(likely[random.nextInt(likely.length)]);
            for (int change = random.nextInt(3); change > 0; change--) {
                text.setCharAt(random.nextInt(text.length()), characters.charAt(random.nextInt(characters.length())));
            }
            if (random.nextInt(4) == 0) text.setLength(random.nextInt(text.length() + 1));
            byte[] direct = text.toString().getBytes(StandardCharsets.UTF_8);
            byte[] around = (" " + text).getBytes(StandardCharsets.UTF_8);
            assertEquals(
                    TimeParser.timestamp(around, 0, around.length, zone),
                    TimeParser.timestamp(direct, 0, direct.length, zone),
                    text::toString);
        }
    }
}
