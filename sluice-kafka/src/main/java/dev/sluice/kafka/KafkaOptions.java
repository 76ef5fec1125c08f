package dev.sluice.kafka;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// What is said of topics that are read: Spark's options with Spark's defaults, and ours for lag tools.
///
/// @param client what begins with `kafka.`, without that
/// @param start where a new query begins
/// @param end where a batch ends
/// @param latestIfNoTime whether a time that no record has is the end, and not an error
/// @param maxTriggerDelayMillis for how long at most fewer than `minOffsetsPerTrigger` wait
/// @param groupCommit the consumer group that is told how far the query is, or nothing
record KafkaOptions(
        TopicChoice topics,
        Map<String, String> client,
        Bound start,
        Bound end,
        boolean latestIfNoTime,
        boolean failOnDataLoss,
        boolean includeHeaders,
        OptionalLong maxOffsetsPerTrigger,
        OptionalLong minOffsetsPerTrigger,
        long maxTriggerDelayMillis,
        OptionalLong minPartitions,
        OptionalLong maxRecordsPerPartition,
        long pollTimeoutMillis,
        int fetchAttempts,
        long fetchRetryMillis,
        String groupIdPrefix,
        Optional<String> groupCommit) {

    static final String PREFIX = "kafka.";
    static final String SERVERS = ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG;
    static final String TRANSACTIONAL = "kafka.transactional";

    private static final System.Logger LOG = System.getLogger("KafkaSourceProvider");
    private static final String MAX_OFFSETS = "maxOffsetsPerTrigger";
    private static final String MIN_OFFSETS = "minOffsetsPerTrigger";
    private static final String MAX_DELAY = "maxTriggerDelay";
    private static final String TIME_STRATEGY = "startingOffsetsByTimestampStrategy";
    private static final Pattern TIME = Pattern.compile("([0-9]+)(us|ms|s|m|min|h|d)?");

    static final String WRITE_FORGOTTEN = "writeForgotten";

    static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec("kafka.bootstrap.servers", null, "Where the brokers are: host:port, with commas."),
            new OptionSpec(TopicChoice.SUBSCRIBE, null, "The topics to read, with commas."),
            new OptionSpec(TopicChoice.SUBSCRIBE_PATTERN, null, "A regular expression found in the topics to read."),
            new OptionSpec(TopicChoice.ASSIGN, null, "The partitions to read: {\"topicA\":[0,1]}."),
            new OptionSpec("startingTimestamp", null, "Begin with the first records that are not older (ms)."),
            new OptionSpec(
                    "startingOffsetsByTimestamp", null, "The same for each partition: {\"topicA\":{\"0\":1000}}."),
            new OptionSpec("startingOffsets", null, "earliest, latest or {\"topicA\":{\"0\":23}}; latest for streams."),
            new OptionSpec("endingTimestamp", null, "Of a batch: end before the first records that are not older."),
            new OptionSpec("endingOffsetsByTimestamp", null, "The same for each partition."),
            new OptionSpec("endingOffsets", "latest", "Of a batch: latest or {\"topicA\":{\"0\":50}}."),
            new OptionSpec(TIME_STRATEGY, "error", "If no record is so new: error or latest."),
            new OptionSpec(
                    "failOnDataLoss", "true", "Whether the query ends when records are gone that it had to read."),
            new OptionSpec("includeHeaders", "false", "Add a column with the headers."),
            new OptionSpec(MAX_OFFSETS, null, "How many records a micro-batch has at most, over all partitions."),
            new OptionSpec(MIN_OFFSETS, null, "How many records a micro-batch waits for."),
            new OptionSpec(MAX_DELAY, "15m", "For how long it waits for them."),
            new OptionSpec("minPartitions", null, "About how many tasks at least read a micro-batch."),
            new OptionSpec("maxRecordsPerPartition", null, "How many records a task reads at most."),
            new OptionSpec("groupIdPrefix", null, "How the names of consumer groups begin."),
            new OptionSpec("groupCommit", null, "The consumer group that is told how far the query is, for lag tools."),
            new OptionSpec(
                    "kafkaConsumer.pollTimeoutMs", "120000", "How long a task waits for records that are there."),
            new OptionSpec("fetchOffset.numRetries", "3", "How often offsets are asked for before the query fails."),
            new OptionSpec("fetchOffset.retryIntervalMs", "1000", "How long to wait before asking again."),
            new OptionSpec("topic", null, "Of a sink: the topic, in the place of the column topic."),
            new OptionSpec(TRANSACTIONAL, "false", "Of a sink: each micro-batch is one transaction, written once."),
            new OptionSpec(
                    WRITE_FORGOTTEN,
                    "false",
                    "Of a sink: write what the consumer group has forgotten, perhaps once more."),
            new OptionSpec("kafka.*", null, "Whatever Kafka's clients understand."));

    private static final Set<String> CLIENT_NAMES = clientNames();

    private static Set<String> clientNames() {
        Set<String> names = new TreeSet<>();
        KafkaClients.configNames().forEach(name -> names.add(PREFIX + name));
        names.add(TRANSACTIONAL);
        return names;
    }

    static KafkaOptions forStream(Options options) {
        if (options.has("endingOffsets")) throw invalid("ending offset not valid in streaming queries");
        if (options.has("endingOffsetsByTimestamp") || options.has("endingTimestamp")) {
            throw invalid("ending timestamp not valid in streaming queries");
        }
        return of(options, Bound.Everywhere.LATEST, "spark-kafka-source");
    }

    static KafkaOptions forBatch(Options options) {
        KafkaOptions read = of(options, Bound.Everywhere.EARLIEST, "spark-kafka-relation");
        checkBatch(read.start, PartitionOffsets.LATEST, Bound.Everywhere.LATEST, "starting offset", "latest");
        checkBatch(read.end, PartitionOffsets.EARLIEST, Bound.Everywhere.EARLIEST, "ending offset", "earliest");
        for (String ignored : List.of(MAX_OFFSETS, MIN_OFFSETS, MAX_DELAY)) {
            if (options.has(ignored)) {
                LOG.log(System.Logger.Level.WARNING, ignored + " option ignored in batch queries");
            }
        }
        Ranges.checkBounds(read.start, read.end);
        return read;
    }

    private static void checkBatch(Bound bound, long forbidden, Bound nowhere, String what, String word) {
        if (bound == nowhere) throw invalid(what + " can't be " + word + " for batch queries on Kafka");
        if (!(bound instanceof Bound.Offsets(PartitionOffsets offsets))) return;
        offsets.byPartition().forEach((partition, offset) -> {
            if (offset != forbidden) return;
            String named = what.equals("starting offset") ? "startingOffsets" : what;
            throw invalid(named + " for " + partition + " can't be " + word + " for batch queries on Kafka");
        });
    }

    private static KafkaOptions of(Options options, Bound start, String groupIdPrefix) {
        TopicChoice topics = TopicChoice.of(options);
        OptionalLong minPartitions = positive(options, "minPartitions");
        OptionalLong maxRecords = positive(options, "maxRecordsPerPartition");
        checkConsumer(options);
        OptionalLong most = positive(options, MAX_OFFSETS);
        OptionalLong least = positive(options, MIN_OFFSETS);
        if (most.isPresent() && least.isPresent() && least.getAsLong() > most.getAsLong()) {
            throw invalid("The value of minOffsetPerTrigger(" + least.getAsLong()
                    + ") is higher than the maxOffsetsPerTrigger(" + most.getAsLong() + ").");
        }
        return new KafkaOptions(
                topics,
                client(options),
                Bound.of(options, "starting", start),
                Bound.of(options, "ending", Bound.Everywhere.LATEST),
                latestIfNoTime(options),
                flag(options, "failOnDataLoss", true),
                flag(options, "includeHeaders", false),
                most,
                least,
                millis(options),
                minPartitions,
                maxRecords,
                positive(options, "kafkaConsumer.pollTimeoutMs").orElse(120_000),
                (int) Math.min(
                        Integer.MAX_VALUE,
                        positive(options, "fetchOffset.numRetries").orElse(3)),
                number(options, "fetchOffset.retryIntervalMs", 0).orElse(1_000),
                options.get("groupIdPrefix", groupIdPrefix),
                options.get("groupCommit").map(String::strip).filter(group -> !group.isEmpty()));
    }

    private static void checkConsumer(Options options) {
        if (options.has(PREFIX + ConsumerConfig.GROUP_ID_CONFIG)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Kafka option 'kafka.group.id' has been set on this query, it is not recommended to set this option."
                            + " Queries with the same group id interfere with each other.");
            if (options.has("groupIdPrefix")) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Option groupIdPrefix will be ignored as option kafka.group.id has been set.");
            }
        }
        if (options.has(PREFIX + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)) {
            throw invalid("Kafka option 'auto.offset.reset' is not supported. Instead set the source option"
                    + " 'startingoffsets' to 'earliest' or 'latest' to specify where to start. Structured Streaming"
                    + " manages which offsets are consumed internally, rather than relying on the kafkaConsumer to do"
                    + " it. This will ensure that no data is missed when new topics/partitions are dynamically"
                    + " subscribed. Note that 'startingoffsets' only applies when a new Streaming query is started, and"
                    + " that resuming will always pick up from where the query left off. See the docs for more"
                    + " details.");
        }
        refuse(
                options,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                " as keys are deserialized as byte arrays with"
                        + " ByteArrayDeserializer. Use DataFrame operations to explicitly deserialize the keys.");
        refuse(
                options,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                " as values are deserialized as byte arrays with"
                        + " ByteArrayDeserializer. Use DataFrame operations to explicitly deserialize the values.");
        refuse(options, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "");
        refuse(options, ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, "");
        requireServers(options, "Option 'kafka.bootstrap.servers' must be specified for configuring Kafka consumer");
        checkNames(options);
    }

    /// Refuses an option of Kafka's clients that would break what is promised.
    static void refuse(Options options, String name, String reason) {
        if (options.has(PREFIX + name)) throw invalid("Kafka option '" + name + "' is not supported" + reason);
    }

    static void requireServers(Options options, String message) {
        String wanted = PREFIX + SERVERS;
        if (!options.get(wanted, "").isBlank()) return;
        String hint = options.names().stream()
                .filter(name -> Suggestion.likely(name, Set.of(wanted)).isPresent())
                .findFirst()
                .map(name -> "you said " + name + "; did you mean " + wanted + "?")
                .orElse("say where the brokers are: " + wanted + " 'host:9092'.");
        throw ErrorCondition.KAFKA_OPTION
                .error()
                .with("message", message)
                .hint(hint)
                .build();
    }

    /// Kafka's clients take any name, so that plugins may have options: what is a slip of the pen away from one that
    /// they know would be an option not set.
    static void checkNames(Options options) {
        for (String name : options.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.startsWith(PREFIX) || CLIENT_NAMES.contains(lower)) continue;
            Suggestion.slip(lower, CLIENT_NAMES).ifPresent(near -> {
                throw ErrorCondition.UNKNOWN_OPTION
                        .error()
                        .with("option", name)
                        .with("format", "kafka")
                        .hint("did you mean " + near + "?")
                        .build();
            });
        }
    }

    /// Names of options ignore case, Kafka's clients do not: what they know they are told as they know it.
    private static String clientName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return (CLIENT_NAMES.contains(lower) ? lower : name).substring(PREFIX.length());
    }

    /// What Kafka's clients are told.
    static Map<String, String> client(Options options) {
        Map<String, String> client = new HashMap<>();
        options.asMap().forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(PREFIX) && !name.equalsIgnoreCase(TRANSACTIONAL)) {
                client.put(clientName(name), value);
            }
        });
        return client;
    }

    /// Without what clients are told: passwords may be among it.
    @Override
    public String toString() {
        return "KafkaOptions[" + topics + ", " + client.keySet() + "]";
    }

    String servers() {
        return client.getOrDefault(SERVERS, "");
    }

    private static boolean latestIfNoTime(Options options) {
        String said = options.get(TIME_STRATEGY, "error").strip().toLowerCase(Locale.ROOT);
        return switch (said) {
            case "error" -> false;
            case "latest" -> true;
            default -> throw invalid("The option '" + TIME_STRATEGY + "' is 'error' or 'latest', not '" + said + "'");
        };
    }

    static boolean flag(Options options, String name, boolean otherwise) {
        String said = options.get(name, String.valueOf(otherwise)).strip();
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalidValue(name, said, "'true' or 'false'");
        };
    }

    private static OptionalLong positive(Options options, String name) {
        return number(options, name, 1);
    }

    private static OptionalLong number(Options options, String name, long least) {
        Optional<String> said = options.get(name);
        if (said.isEmpty()) return OptionalLong.empty();
        long value;
        try {
            value = Long.parseLong(said.get().strip());
        } catch (NumberFormatException e) {
            throw invalidValue(name, said.get(), "an integer");
        }
        if (value < least) throw invalid(name + (least > 0 ? " must be positive" : " must not be negative"));
        return OptionalLong.of(value);
    }

    private static long millis(Options options) {
        String said = options.get(MAX_DELAY, "15m").strip().toLowerCase(Locale.ROOT);
        Matcher parts = TIME.matcher(said);
        if (!parts.matches()) throw invalidValue(MAX_DELAY, said, "a time such as 15m");
        try {
            long number = Long.parseLong(parts.group(1));
            return switch (parts.group(2) == null ? "ms" : parts.group(2)) {
                case "us" -> number / 1000;
                case "ms" -> number;
                case "s" -> Math.multiplyExact(number, 1_000L);
                case "m", "min" -> Math.multiplyExact(number, 60_000L);
                case "h" -> Math.multiplyExact(number, 3_600_000L);
                default -> Math.multiplyExact(number, 86_400_000L);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw invalidValue(MAX_DELAY, said, "a time such as 15m");
        }
    }

    static SluiceException invalid(String message) {
        return ErrorCondition.KAFKA_OPTION.error().with("message", message).build();
    }

    private static SluiceException invalidValue(String name, String value, String requirement) {
        return ErrorCondition.INVALID_OPTION
                .error()
                .with("value", value)
                .with("option", name)
                .with("requirement", requirement)
                .build();
    }
}
