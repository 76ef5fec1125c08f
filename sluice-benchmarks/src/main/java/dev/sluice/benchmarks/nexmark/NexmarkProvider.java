package dev.sluice.benchmarks.nexmark;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Source;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `nexmark`: the persons, the auctions or the bids of an auction house, made up, so many events of them, as a stream
/// or as a whole.
public final class NexmarkProvider implements Provider {

    private static final String TABLE = "table";
    private static final String EVENTS = "events";
    private static final String PER_TRIGGER = "eventsPerTrigger";
    private static final String PER_SECOND = "eventsPerSecond";
    private static final String SEED = "seed";
    private static final String START = "startTimestamp";

    private static final long EVENT_COUNT = 100_000;
    private static final long EVENTS_PER_SECOND = 10_000;
    static final long START_MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    public NexmarkProvider() {}

    @Override
    public String name() {
        return "nexmark";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec(TABLE, null, "person, auction or bid."),
                new OptionSpec(EVENTS, "100000", "How many events there are, of all three tables together."),
                new OptionSpec(PER_TRIGGER, "all", "How many events a micro-batch reads."),
                new OptionSpec(PER_SECOND, "10000", "How many events have times of the same second."),
                new OptionSpec(SEED, "1", "Other seeds give other rows."),
                new OptionSpec(START, "2026-01-01", "The time of the first event, in milliseconds since 1970."));
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        DataType.Struct own = table(options).schema();
        if (user == null || user.equals(own)) return own;
        throw ErrorCondition.USER_SCHEMA_NOT_ALLOWED
                .error()
                .with("source", name())
                .build();
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        long count = count(options);
        return Optional.of(new NexmarkSource(
                table(options),
                events(options),
                count,
                number(options, PER_TRIGGER, Math.max(1, count), 1),
                around.parallelism()));
    }

    @Override
    public Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new NexmarkInput(table(options), events(options), count(options), around.parallelism()));
    }

    private static NexmarkTable table(Options options) {
        String word = options.get(TABLE, "").toLowerCase(Locale.ROOT);
        for (NexmarkTable table : NexmarkTable.values()) {
            if (table.word().equals(word)) return table;
        }
        throw invalid(TABLE, word, String.join(", ", NexmarkTable.words()));
    }

    private static NexmarkEvents events(Options options) {
        return new NexmarkEvents(
                number(options, SEED, 1, Long.MIN_VALUE),
                number(options, PER_SECOND, EVENTS_PER_SECOND, 1),
                number(options, START, START_MILLIS, 0));
    }

    private static long count(Options options) {
        return number(options, EVENTS, EVENT_COUNT, 0);
    }

    private static long number(Options options, String name, long otherwise, long least) {
        Optional<String> value = options.get(name);
        if (value.isEmpty()) return otherwise;
        try {
            long number = Long.parseLong(value.get().strip());
            if (number >= least) return number;
        } catch (NumberFormatException _) {
            // Said below, as for a number that is too small.
        }
        throw invalid(name, value.get(), least == Long.MIN_VALUE ? "an integer" : "an integer, " + least + " or more");
    }

    private static RuntimeException invalid(String option, String value, String requirement) {
        return ErrorCondition.INVALID_OPTION
                .error()
                .with("value", value)
                .with("option", option)
                .with("requirement", requirement)
                .build();
    }
}
