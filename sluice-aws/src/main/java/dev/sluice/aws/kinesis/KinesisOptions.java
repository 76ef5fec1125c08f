package dev.sluice.aws.kinesis;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the format `kinesis` is told. The names are those of Spark's `KinesisInputDStream` where it has them.
///
/// @param begin where a new query begins; empty for the latest, which is resolved when it begins
/// @param fetchMillis how often a shard is asked for records
/// @param maxRecords how many records a micro-batch takes at most, about
/// @param maxBytes how many bytes of data a micro-batch takes at most, about
record KinesisOptions(
        String streamName,
        Connection connection,
        Optional<Begin> begin,
        long fetchMillis,
        int maxRecordsPerFetch,
        long maxRecords,
        long maxBytes,
        boolean failOnDataLoss) {

    /// How the service is reached. What is empty the SDK finds out, from environment variables, `~/.aws` or the role of
    /// the machine.
    record Connection(
            Optional<String> region,
            Optional<URI> endpointUrl,
            Optional<String> accessKey,
            Optional<String> secretKey,
            Optional<String> sessionToken) {}

    static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec("streamName", null, "The stream."),
            new OptionSpec("region", null, "Its region; without it as the SDK finds it out."),
            new OptionSpec("regionName", null, "Another name of region."),
            new OptionSpec("endpointUrl", null, "Another server than Amazon's."),
            new OptionSpec(
                    "initialPosition", "LATEST", "Where a new query begins: LATEST, TRIM_HORIZON or AT_TIMESTAMP."),
            new OptionSpec("initialTimestamp", null, "The time of AT_TIMESTAMP, such as 2020-01-02T03:04:05Z."),
            new OptionSpec("fetchInterval", "250", "How often a shard is asked for records, in milliseconds."),
            new OptionSpec("maxRecordsPerFetch", "10000", "How many records are asked for at once, at most 10000."),
            new OptionSpec("maxRecordsPerTrigger", null, "About how many records a micro-batch takes at most."),
            new OptionSpec("maxBytesPerTrigger", null, "About how many bytes of data a micro-batch takes at most."),
            new OptionSpec("failOnDataLoss", "true", "Whether the query ends when records may be lost."),
            new OptionSpec("awsAccessKey", null, "The key; without it as the SDK finds it out."),
            new OptionSpec("awsSecretKey", null, "The secret of the key."),
            new OptionSpec("sessionToken", null, "The token of temporary keys."));

    private static final int MOST_PER_FETCH = 10_000;

    static KinesisOptions of(Options options) {
        String stream = options.get("streamName")
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> invalid("The option 'streamName' must name a stream."));
        if (options.has("awsAccessKey") != options.has("awsSecretKey")) {
            throw invalid("The options 'awsAccessKey' and 'awsSecretKey' belong together.");
        }
        long perFetch = positive(options, "maxRecordsPerFetch", MOST_PER_FETCH);
        return new KinesisOptions(
                stream,
                new Connection(
                        options.get("region").or(() -> options.get("regionName")),
                        options.get("endpointUrl").map(KinesisOptions::url),
                        options.get("awsAccessKey"),
                        options.get("awsSecretKey"),
                        options.get("sessionToken")),
                begin(options),
                positive(options, "fetchInterval", 250),
                (int) Math.min(perFetch, MOST_PER_FETCH),
                positive(options, "maxRecordsPerTrigger", Long.MAX_VALUE),
                positive(options, "maxBytesPerTrigger", Long.MAX_VALUE),
                flag(options, "failOnDataLoss"));
    }

    private static URI url(String text) {
        try {
            var url = new URI(text.strip());
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) return url;
        } catch (URISyntaxException e) {
            // Said below, as for one without a host.
        }
        throw invalid("The option 'endpointUrl' is a URL such as http://127.0.0.1:4567, not '" + text + "'.");
    }

    private static Optional<Begin> begin(Options options) {
        String position = options.get("initialPosition", "LATEST").toUpperCase(Locale.ROOT);
        Optional<String> time = options.get("initialTimestamp");
        if (time.isPresent() && !position.equals("AT_TIMESTAMP")) {
            throw invalid("The option 'initialTimestamp' wants the 'initialPosition' AT_TIMESTAMP.");
        }
        return switch (position) {
            case "LATEST" -> Optional.empty();
            case "TRIM_HORIZON", "EARLIEST" -> Optional.of(Begin.OLDEST);
            case "AT_TIMESTAMP" ->
                Optional.of(Begin.at(millis(time.orElseThrow(
                        () -> invalid("The 'initialPosition' AT_TIMESTAMP wants the option 'initialTimestamp'.")))));
            default ->
                throw invalid("The option 'initialPosition' is LATEST, TRIM_HORIZON or AT_TIMESTAMP, not '" + position
                        + "'.");
        };
    }

    private static long millis(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw invalid("The option 'initialTimestamp' is a time such as 2020-01-02T03:04:05Z, not '" + time + "'.");
        }
    }

    private static long positive(Options options, String name, long otherwise) {
        Optional<String> value = options.get(name);
        if (value.isEmpty()) return otherwise;
        try {
            long number = Long.parseLong(value.get().strip());
            if (number > 0) return number;
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw invalid("The option '" + name + "' is a positive whole number, not '" + value.get() + "'.");
    }

    private static boolean flag(Options options, String name) {
        return switch (options.get(name, "true").toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw invalid("The option '" + name + "' is true or false, not '" + options.get(name, "") + "'.");
        };
    }

    static SluiceException invalid(String message) {
        return ErrorCondition.KINESIS_OPTION.error().with("message", message).build();
    }
}
