package dev.sluice.api;

import dev.sluice.analyzer.StreamingPermissions;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.Suggestion;
import dev.sluice.stream.Interval;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The settings of a session: Spark's keys where Spark has one that means something here, ours beginning with
/// `sluice.`.
///
/// Other keys of Spark are kept and said to be without effect, once. Safe for several threads; a streaming query takes
/// those it needs when it starts.
public final class SessionConf {

    private static final System.Logger LOG = System.getLogger("SessionConf");

    /// What a value must be.
    private enum Kind {
        TEXT("string"),
        COUNT("int"),
        NUMBER("int"),
        LONG("long"),
        TRUTH("boolean"),
        PAUSE("interval"),
        ZONE("string"),
        POLICY("string"),
        ON_CHANGE("string");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /// @param summary for documentation
    private record Known(Kind kind, String defaultValue, String summary) {}

    static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";
    static final String TIME_ZONE = "spark.sql.session.timeZone";
    static final String CHECKPOINT_LOCATION = "spark.sql.streaming.checkpointLocation";
    static final String RECENT_PROGRESS = "spark.sql.streaming.numRecentProgressUpdates";
    static final String RETAINED_BATCHES = "spark.sql.streaming.minBatchesToRetain";
    static final String DEFAULT_FORMAT = "spark.sql.sources.default";
    static final String ANSI = "spark.sql.ansi.enabled";
    static final String WATERMARK_POLICY = "spark.sql.streaming.multipleWatermarkPolicy";
    static final String EMPTY_BATCHES = "spark.sql.streaming.noDataMicroBatches.enabled";
    static final String OPERATION_CHECK = "spark.sql.streaming.unsupportedOperationCheck";
    static final String CORRECTNESS_CHECK = "spark.sql.streaming.statefulOperator.checkCorrectness.enabled";
    static final String ALLOW_MULTIPLE = "spark.sql.streaming.statefulOperator.allowMultiple";
    static final String DISTINCT_AGGREGATES = "sluice.sql.beyondSpark.distinctAggregates";
    static final String UPDATE_CHAINS = "sluice.sql.beyondSpark.updateChains";
    static final String SEGMENT_BYTES = "sluice.checkpoint.segmentBytes";
    static final String SNAPSHOT_BYTES = "sluice.checkpoint.snapshotBytes";
    static final String TOP_N = "sluice.sql.beyondSpark.topN";
    static final String TRIGGER = "sluice.trigger";
    static final String ON_CHANGE = "sluice.checkpoint.onChange";
    static final String DRY_RUN = "sluice.checkpoint.dryRun";
    static final String HISTORY_SECONDS = "sluice.checkpoint.historySeconds";
    static final String HISTORY_MEGABYTES = "sluice.checkpoint.historyMegabytes";
    static final String RESTARTS = "sluice.query.restart.maxAttempts";
    static final String RESTART_BACKOFF = "sluice.query.restart.backoff";
    static final String RESTART_MAX_BACKOFF = "sluice.query.restart.maxBackoff";
    static final String INPUT_RETRIES = "sluice.source.retry.maxAttempts";

    private final SortedMap<String, Known> known = new TreeMap<>();
    private final ConcurrentSkipListMap<String, String> values = new ConcurrentSkipListMap<>();

    SessionConf(int cores) {
        known.put(
                SHUFFLE_PARTITIONS,
                new Known(Kind.COUNT, String.valueOf(cores), "how many partitions state and exchanges have"));
        known.put(
                TIME_ZONE, new Known(Kind.ZONE, ZoneId.systemDefault().getId(), "the time zone of timestamps as text"));
        known.put(
                CHECKPOINT_LOCATION,
                new Known(Kind.TEXT, "", "where queries keep their checkpoints, each in a directory of its name"));
        known.put(RECENT_PROGRESS, new Known(Kind.COUNT, "100", "how many progress reports are kept"));
        known.put(
                RETAINED_BATCHES,
                new Known(Kind.COUNT, "100", "for how many micro-batches back a checkpoint keeps its log"));
        known.put(
                "spark.sql.streaming.fileSink.log.compactInterval",
                new Known(Kind.COUNT, "10", "after how many micro-batches a file sink's manifest names all files"));
        known.put(
                "spark.sql.streaming.fileSink.log.deletion",
                new Known(
                        Kind.TRUTH, "true", "whether entries of a file sink's manifest are deleted that nobody needs"));
        known.put(
                "spark.sql.streaming.fileSink.log.cleanupDelay",
                new Known(Kind.TEXT, "10m", "how long a file sink keeps what is replaced for who still reads it"));
        known.put(
                "sluice.file.targetSize",
                new Known(Kind.TEXT, "0", "a file sink merges small files up to this size, such as 128m; 0 for never"));
        known.put(
                WATERMARK_POLICY,
                new Known(Kind.POLICY, "min", "which of several watermarks is the query's: min or max"));
        known.put(
                EMPTY_BATCHES,
                new Known(Kind.TRUTH, "true", "whether micro-batches without input are made when the watermark moves"));
        known.put(
                OPERATION_CHECK,
                new Known(Kind.TRUTH, "true", "whether a stream is refused what Spark does not support"));
        known.put(
                CORRECTNESS_CHECK,
                new Known(Kind.TRUTH, "true", "whether chains of operators that may lose late rows are refused"));
        known.put(
                ALLOW_MULTIPLE,
                new Known(Kind.TRUTH, "true", "whether each stateful operator has a watermark of its own"));
        known.put(
                DISTINCT_AGGREGATES,
                new Known(Kind.TRUTH, "false", "whether streams may have aggregates of distinct values"));
        known.put(
                TOP_N,
                new Known(
                        Kind.TRUTH,
                        "false",
                        "whether rows of a window in a stream may be ranked when the window is over"));
        known.put(
                UPDATE_CHAINS,
                new Known(
                        Kind.TRUTH,
                        "false",
                        "whether update mode may have operators above groups, which are then given out when they are over"));
        known.put(
                SEGMENT_BYTES,
                new Known(
                        Kind.COUNT,
                        "16777216",
                        "from how many bytes on a file of the log is followed by the next one"));
        known.put(
                SNAPSHOT_BYTES,
                new Known(
                        Kind.COUNT,
                        "16777216",
                        "a snapshot is made once the log has grown by this, and by as much as the last snapshot has"));
        known.put(
                ON_CHANGE,
                new Known(
                        Kind.ON_CHANGE,
                        "fail",
                        "what to do if a query was changed in what its checkpoint remembers: fail, keep or rebuild"));
        known.put(
                DRY_RUN,
                new Known(Kind.TRUTH, "false", "whether a query that is started only tells what it would keep"));
        known.put(
                HISTORY_SECONDS,
                new Known(
                        Kind.LONG, "3600", "for how long back a checkpoint keeps its log, so that it can be rewound"));
        known.put(
                HISTORY_MEGABYTES,
                new Known(Kind.LONG, "4096", "how large a history may be that is kept for its time alone"));
        known.put(DEFAULT_FORMAT, new Known(Kind.TEXT, "parquet", "the format if none is said"));
        known.put(ANSI, new Known(Kind.TRUTH, "true", "ANSI rules; there are no others here"));
        known.put(TRIGGER, new Known(Kind.TEXT, "", "the trigger of queries that have none of their own"));
        known.put(
                RESTARTS,
                new Known(Kind.NUMBER, "0", "how often in a row a query that failed starts again from its checkpoint"));
        known.put(
                INPUT_RETRIES,
                new Known(Kind.NUMBER, "5", "the same, if it failed because an input could not be reached or read"));
        known.put(
                RESTART_BACKOFF,
                new Known(
                        Kind.PAUSE,
                        "1 second",
                        "the pause before the first such attempt; each further one doubles it"));
        known.put(RESTART_MAX_BACKOFF, new Known(Kind.PAUSE, "1 minute", "the longest such pause"));
        known.put("spark.app.name", new Known(Kind.TEXT, "sluice", "the program's name"));
    }

    /// Gives a setting a value.
    ///
    /// @throws dev.sluice.error.SluiceException if the value does not fit, or the key is one of ours that does not
    /// exist
    public void set(String key, String value) {
        Known setting = known.get(key);
        if (setting == null) {
            if (key.startsWith("sluice.")) {
                throw ErrorCondition.UNKNOWN_CONFIG
                        .error()
                        .with("key", key)
                        .hint(Suggestion.likely(key, known.keySet())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("SET lists the settings there are."))
                        .build();
            }
            if (key.startsWith("spark.") && !values.containsKey(key)) {
                LOG.log(System.Logger.Level.WARNING, "The setting {0} has no effect in Sluice.", key);
            }
        } else {
            check(key, value, setting.kind());
            if (key.equals(ANSI) && value.equalsIgnoreCase("false")) {
                throw ErrorCondition.NOT_YET_SUPPORTED
                        .error()
                        .with("feature", "results without ANSI rules (" + key + "=false)")
                        .build();
            }
        }
        values.put(key, value);
    }

    public void set(String key, boolean value) {
        set(key, String.valueOf(value));
    }

    public void set(String key, long value) {
        set(key, String.valueOf(value));
    }

    private static void check(String key, String value, Kind kind) {
        boolean fits = switch (kind) {
            case TEXT -> true;
            case COUNT -> value.matches("\\d{1,9}") && Integer.parseInt(value) > 0;
            case NUMBER -> value.matches("\\d{1,9}");
            case LONG -> value.matches("-?\\d{1,18}");
            case TRUTH -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case PAUSE -> isPause(value);
            case ZONE -> isZone(value);
            case ON_CHANGE -> value.matches("(?i)fail|keep|rebuild");
            case POLICY -> value.equalsIgnoreCase("min") || value.equalsIgnoreCase("max");
        };
        if (!fits && kind == Kind.ZONE) {
            throw ErrorCondition.INVALID_CONF_TIME_ZONE
                    .error()
                    .with("confName", key)
                    .with("confValue", value)
                    .build();
        }
        if (!fits && kind == Kind.POLICY) {
            throw ErrorCondition.INVALID_CONF_REQUIREMENT
                    .error()
                    .with("confName", key)
                    .with("confValue", value)
                    .with("confRequirement", "Invalid value for '" + key + "'. Valid values are 'min' and 'max'")
                    .build();
        }
        if (!fits && kind == Kind.COUNT && value.matches("-?\\d{1,9}")) {
            throw ErrorCondition.INVALID_CONF_REQUIREMENT
                    .error()
                    .with("confName", key)
                    .with("confValue", value)
                    .with("confRequirement", "The value of " + key + " must be positive")
                    .build();
        }
        if (!fits) {
            throw ErrorCondition.INVALID_CONF_VALUE
                    .error()
                    .with("confName", key)
                    .with("confValue", value)
                    .with("confType", kind.word)
                    .build();
        }
    }

    private static boolean isPause(String value) {
        try {
            return Interval.millis(value) >= 0;
        } catch (SluiceException _) {
            return false;
        }
    }

    private static boolean isZone(String value) {
        try {
            ZoneId.of(value, ZoneId.SHORT_IDS);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// The value, or the default.
    ///
    /// @throws dev.sluice.error.SluiceException if there is neither
    public String get(String key) {
        return find(key)
                .orElseThrow(() ->
                        ErrorCondition.UNKNOWN_CONFIG.error().with("key", key).build());
    }

    public String get(String key, String otherwise) {
        return find(key).orElse(otherwise);
    }

    /// The value or the default, if there is either.
    public Optional<String> find(String key) {
        String value = values.get(key);
        if (value != null) return Optional.of(value);
        return Optional.ofNullable(known.get(key)).map(Known::defaultValue);
    }

    public void unset(String key) {
        values.remove(key);
    }

    void unsetAll() {
        values.clear();
    }

    /// Everything that has a value, defaults included.
    public Map<String, String> getAll() {
        Map<String, String> all = new LinkedHashMap<>();
        known.forEach((key, setting) -> all.put(key, setting.defaultValue()));
        all.putAll(values);
        return all;
    }

    /// What the settings allow streams to do.
    StreamingPermissions permissions() {
        return new StreamingPermissions(
                Boolean.parseBoolean(get(OPERATION_CHECK)),
                Boolean.parseBoolean(get(CORRECTNESS_CHECK)),
                Boolean.parseBoolean(get(ALLOW_MULTIPLE)),
                Boolean.parseBoolean(get(DISTINCT_AGGREGATES)),
                Boolean.parseBoolean(get(UPDATE_CHAINS)),
                Boolean.parseBoolean(get(TOP_N)));
    }

    ZoneId zone() {
        return ZoneId.of(get(TIME_ZONE), ZoneId.SHORT_IDS);
    }

    int partitions() {
        return Integer.parseInt(get(SHUFFLE_PARTITIONS));
    }
}
