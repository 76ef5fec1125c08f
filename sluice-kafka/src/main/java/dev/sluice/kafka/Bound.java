package dev.sluice.kafka;

import dev.sluice.connector.Options;
import dev.sluice.json.JsonValue;
import java.util.Locale;

/// Where reading begins or ends, as the options say it. As in Spark a time for all partitions comes before times of
/// partitions, and those before offsets.
sealed interface Bound {

    enum Everywhere implements Bound {
        EARLIEST,
        LATEST
    }

    /// An offset for each partition; may be -1 or -2.
    record Offsets(PartitionOffsets offsets) implements Bound {}

    /// The first record of each partition that is not older.
    record Times(PartitionOffsets millis) implements Bound {}

    /// The first record of every partition that is not older.
    record Time(long millis) implements Bound {}

    /// @param what `starting` or `ending`
    static Bound of(Options options, String what, Bound otherwise) {
        String timeOption = what + "Timestamp";
        String timesOption = what + "OffsetsByTimestamp";
        String offsetsOption = what + "Offsets";
        if (options.has(timeOption)) {
            String said = options.get(timeOption, "").strip();
            try {
                return new Time(Long.parseLong(said));
            } catch (NumberFormatException e) {
                throw KafkaOptions.invalid("Expected a single long value, got " + said);
            }
        }
        if (options.has(timesOption)) {
            return new Times(
                    parse(
                            options.get(timesOption, "").strip(),
                            "{\"topicA\": {\"0\": 123456789, \"1\": 123456789}, \"topicB\": {\"0\": 123456789, \"1\": 123456789}}"));
        }
        if (!options.has(offsetsOption)) return otherwise;
        String said = options.get(offsetsOption, "").strip();
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "latest" -> Everywhere.LATEST;
            case "earliest" -> Everywhere.EARLIEST;
            default -> new Offsets(parse(said, "{\"topicA\":{\"0\":23,\"1\":-1},\"topicB\":{\"0\":-2}}"));
        };
    }

    private static PartitionOffsets parse(String said, String example) {
        try {
            return PartitionOffsets.of(JsonValue.parse(said));
        } catch (IllegalArgumentException e) {
            throw KafkaOptions.invalid("Expected e.g. " + example + ", got " + said);
        }
    }
}
