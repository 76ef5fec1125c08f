package dev.sluice.kafka.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SplittableRandom;

/// Events about ads, as JSON of about 250 bytes with the fields of the Yahoo Streaming Benchmark. A number always makes
/// the same event. A thousand events are of the same tenth of a second, and none is more than five seconds late.
final class AdEvent {

    private static final long START_MILLIS =
            Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    private static final int LATE_MILLIS = 5_000;
    private static final int EVENTS_PER_MILLI = 10;
    private static final String[] AD_TYPES = {"banner", "modal", "sponsored-search", "mail", "mobile"};
    private static final String[] EVENT_TYPES = {"view", "click", "purchase"};
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder text = new StringBuilder(300);
    private String user = "";

    void make(long number) {
        var chance = new SplittableRandom(number);
        user = id('u', chance.nextInt(10_000));
        long millis = Math.max(0, number / EVENTS_PER_MILLI - chance.nextInt(LATE_MILLIS));
        text.setLength(0);
        text.append("{\"user_id\":\"").append(user);
        text.append("\",\"page_id\":\"").append(id('p', chance.nextInt(10_000)));
        text.append("\",\"ad_id\":\"").append(id('a', chance.nextInt(1_000)));
        text.append("\",\"ad_type\":\"").append(AD_TYPES[chance.nextInt(AD_TYPES.length)]);
        text.append("\",\"event_type\":\"").append(EVENT_TYPES[chance.nextInt(EVENT_TYPES.length)]);
        text.append("\",\"event_time\":\"").append(time(START_MILLIS + millis));
        text.append("\",\"ip_address\":\"10.").append(chance.nextInt(256));
        text.append('.')
                .append(chance.nextInt(256))
                .append('.')
                .append(chance.nextInt(256))
                .append("\"}");
    }

    byte[] key() {
        return user.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] value() {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// As long as a UUID.
    private static String id(char kind, int number) {
        var chance = new SplittableRandom((long) kind << 32 | number);
        String left = HEX.toHexDigits(chance.nextLong());
        String right = HEX.toHexDigits(chance.nextLong());
        return left.substring(0, 8)
                + '-'
                + left.substring(8, 12)
                + '-'
                + left.substring(12)
                + '-'
                + right.substring(0, 4)
                + '-'
                + right.substring(4);
    }

    /// With milliseconds, also if there are none.
    private static String time(long millis) {
        String second = Instant.ofEpochMilli(millis - millis % 1_000).toString();
        return second.substring(0, second.length() - 1) + String.format(".%03dZ", millis % 1_000);
    }
}
