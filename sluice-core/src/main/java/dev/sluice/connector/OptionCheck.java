package dev.sluice.connector;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses options that nobody would read: a mistyped option would otherwise be an option not set.
public final class OptionCheck {

    /// After how long a silence a stream holds no watermark back any more: an interval such as `30 seconds`.
    public static final String IDLE_TIMEOUT = "watermarkIdleTimeout";

    /// Whether each partition of a stream has a watermark of its own, of which the lowest counts.
    public static final String WATERMARK_PER_PARTITION = "watermarkPerPartition";

    /// Names the table that takes the rows which come too late for a query.
    public static final String LATE_ROWS_TO = "lateRowsTo";

    /// Names the table that takes the rows which a query can't work on, so that they don't end it.
    public static final String BAD_ROWS_TO = "badRowsTo";

    /// How long after they came the rows of a stream should be committed: a duration such as `10 ms`.
    public static final String LATENCY_TARGET = "latencyTarget";

    /// What a table of a stream may say besides its provider's options.
    private static final Set<String> ENGINE_OPTIONS = Set.of(
            "checkpointLocation", "outputMode", "queryName", "trigger", LATENCY_TARGET, LATE_ROWS_TO, BAD_ROWS_TO);

    /// What a stream may say besides them.
    public static final Set<String> READING_OPTIONS = Set.of(IDLE_TIMEOUT, WATERMARK_PER_PARTITION);

    private OptionCheck() {}

    /// @param others names that are understood elsewhere, such as `checkpointLocation` by the engine
    /// @throws dev.sluice.error.SluiceException naming the first unknown option, and the nearest known one
    public static void check(Provider provider, Options options, Set<String> others) {
        List<String> known = known(provider);
        List<String> likely = new ArrayList<>(known);
        if (provider.streams()) likely.addAll(READING_OPTIONS);
        check(provider.name(), provider.options(), known, likely, options, others);
    }

    /// The options of a function's call.
    ///
    /// @param understood what it has
    /// @throws dev.sluice.error.SluiceException naming the first unknown option, and the nearest known one
    public static void check(String function, List<OptionSpec> understood, Options options) {
        List<String> known = understood.stream().map(OptionSpec::name).sorted().toList();
        check(function, understood, known, known, options, Set.of());
    }

    /// @param known what is taken
    /// @param likely what may have been meant
    private static void check(
            String owner,
            List<OptionSpec> understood,
            List<String> known,
            List<String> likely,
            Options options,
            Set<String> others) {
        for (String given : options.names()) {
            if (isOneOf(given, known) || isOneOf(given, others)) continue;
            if (understood.stream().anyMatch(option -> option.covers(given))) continue;
            String hint = Suggestion.likely(given, likely)
                    .map(name -> "did you mean " + name + "?")
                    .orElse(known.isEmpty() ? owner + " has no options." : "it has " + String.join(", ", known));
            throw ErrorCondition.UNKNOWN_OPTION
                    .error()
                    .with("option", given)
                    .with("format", owner)
                    .hint(hint)
                    .build();
        }
    }

    /// The names that may be said, those of a query into a sink included.
    private static List<String> known(Provider provider) {
        Stream<String> own = provider.options().stream().map(OptionSpec::name);
        Stream<String> all = provider.sinkModes().isEmpty() ? own : Stream.concat(own, ENGINE_OPTIONS.stream());
        return all.sorted().toList();
    }

    public static void check(Provider provider, Options options) {
        check(provider, options, Set.of());
    }

    /// The options of a table without those that say how a query writes it.
    public static Map<String, String> withoutEngineOptions(Map<String, String> options) {
        return without(options, ENGINE_OPTIONS);
    }

    /// The options of what is read without those that say how a query reads it.
    public static Map<String, String> withoutReadingOptions(Map<String, String> options) {
        return without(options, READING_OPTIONS);
    }

    private static Map<String, String> without(Map<String, String> options, Set<String> taken) {
        Map<String, String> rest = new LinkedHashMap<>();
        options.forEach((name, value) -> {
            if (!isOneOf(name, taken)) rest.put(name, value);
        });
        return rest;
    }

    private static boolean isOneOf(String given, Iterable<String> names) {
        for (String name : names) {
            if (name.equalsIgnoreCase(given)) return true;
        }
        return false;
    }
}
