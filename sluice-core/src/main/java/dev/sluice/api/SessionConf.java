package dev.sluice.api;

import dev.sluice.analyzer.StreamingPermissions;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.Suggestion;
import dev.sluice.stream.TimeText;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The settings of a session: Spark's keys where Spark has one that means something here, ours beginning with
/// `sluice.`.
///
/// Other keys of Spark are kept and said to be without effect, once. Safe for several threads; a streaming query takes
/// those it needs when it starts.
public final class SessionConf {

    private static final System.Logger LOG = System.getLogger("SessionConf");

    static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";
    static final String TRANSPOSED = "spark.sql.transposeMaxValues";
    static final String RECURSION_LEVELS = "spark.sql.cteRecursionLevelLimit";
    static final String RECURSION_ROWS = "spark.sql.cteRecursionRowLimit";
    static final String TIME_ZONE = "spark.sql.session.timeZone";
    static final String CHECKPOINT_LOCATION = "spark.sql.streaming.checkpointLocation";
    static final String RECENT_PROGRESS = "spark.sql.streaming.numRecentProgressUpdates";
    static final String IDLE_INTERVAL = "spark.sql.streaming.noDataProgressEventInterval";
    static final String RETAINED_BATCHES = "spark.sql.streaming.minBatchesToRetain";
    static final String WAREHOUSE = "spark.sql.warehouse.dir";
    static final String DEFAULT_FORMAT = "spark.sql.sources.default";
    static final String ANSI = "spark.sql.ansi.enabled";
    private static final String PARTITION_OVERWRITING = "spark.sql.sources.partitionOverwriteMode";
    static final String WATERMARK_POLICY = "spark.sql.streaming.multipleWatermarkPolicy";
    static final String WATERMARK_INTERVAL = "sluice.watermark.interval";
    static final String LATENCY_TARGET = "sluice.latencyTarget";
    static final String EMPTY_BATCHES = "spark.sql.streaming.noDataMicroBatches.enabled";
    static final String OPERATION_CHECK = "spark.sql.streaming.unsupportedOperationCheck";
    static final String CORRECTNESS_CHECK = "spark.sql.streaming.statefulOperator.checkCorrectness.enabled";
    static final String ALLOW_MULTIPLE = "spark.sql.streaming.statefulOperator.allowMultiple";
    static final String REAL_TIME_MINIMUM = "spark.sql.streaming.realTimeMode.minBatchDuration";
    static final String REAL_TIME_CHECK = "spark.sql.streaming.realTimeMode.allowlistCheck";
    static final String DISTINCT_AGGREGATES = "sluice.sql.beyondSpark.distinctAggregates";
    static final String UPDATE_CHAINS = "sluice.sql.beyondSpark.updateChains";
    static final String SEGMENT_BYTES = "sluice.checkpoint.segmentBytes";
    static final String SNAPSHOT_BYTES = "sluice.checkpoint.snapshotBytes";
    static final String SHARE_ROWS = "sluice.checkpoint.snapshotShareRows";
    static final String SHARE_PERCENT = "sluice.checkpoint.snapshotSharePercent";
    static final String TOP_N = "sluice.sql.beyondSpark.topN";
    static final String TRIGGER = "sluice.trigger";
    static final String ON_CHANGE = "sluice.checkpoint.onChange";
    static final String DRY_RUN = "sluice.checkpoint.dryRun";
    static final String HISTORY_SECONDS = "sluice.checkpoint.historySeconds";
    static final String HISTORY_MEGABYTES = "sluice.checkpoint.historyMegabytes";
    static final String RESTARTS = "sluice.query.restart.maxAttempts";
    static final String RESTART_WINDOW = "sluice.query.restart.window";
    static final String RESTART_BACKOFF = "sluice.query.restart.backoff";
    static final String RESTART_MAX_BACKOFF = "sluice.query.restart.maxBackoff";
    static final String INPUT_RETRIES = "sluice.source.retry.maxAttempts";

    static final String STATE_BACKEND = "sluice.state.backend";
    static final String STATE_DIRECTORY = "sluice.state.directory";
    static final String STATE_PROVIDER = "spark.sql.streaming.stateStore.providerClass";

    private final SortedMap<String, Setting> known;
    private final ConcurrentSkipListMap<String, String> values = new ConcurrentSkipListMap<>();
    private volatile @Nullable BiConsumer<String, @Nullable String> there;

    SessionConf(int cores) {
        known = Settings.of(cores);
    }

    /// Has Spark's settings hold on a cluster too: those that have a value, and each from now on. Sluice's own mean
    /// nothing there, but for the usual trigger, which goes along with each query.
    ///
    /// @param cluster takes a setting, and its value or null for none
    void handOver(BiConsumer<String, @Nullable String> cluster) {
        cluster.accept(TIME_ZONE, get(TIME_ZONE));
        values.forEach((key, value) -> tell(cluster, key, value));
        there = cluster;
    }

    private static void tell(BiConsumer<String, @Nullable String> cluster, String key, @Nullable String value) {
        if (key.equals(TRIGGER)) return;
        if (key.startsWith("sluice."))
            throw ClusterSession.cannot("the setting " + key + ", which Spark does not have");
        // Where things are kept is said to a cluster when it is started.
        if (key.startsWith("spark.sql.") && !key.equals(WAREHOUSE)) cluster.accept(key, value);
    }

    /// Gives a setting a value.
    ///
    /// @throws dev.sluice.error.SluiceException if the value does not fit, or the key is one of ours that does not
    /// exist
    public void set(String key, String value) {
        BiConsumer<String, @Nullable String> cluster = there;
        Setting setting = known.get(key);
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
            if (cluster == null && key.equals(PARTITION_OVERWRITING) && value.equalsIgnoreCase("dynamic")) {
                throw notYet("overwriting the partitions alone that rows come for (" + key + "=dynamic)");
            }
            if (cluster == null
                    && key.startsWith("spark.")
                    && !key.startsWith("spark.hadoop.")
                    && !values.containsKey(key)) {
                LOG.log(System.Logger.Level.WARNING, withoutEffect(key));
            }
        } else {
            setting.check(value);
            if (key.equals(ANSI) && value.equalsIgnoreCase("false")) {
                throw notYet("results without ANSI rules (" + key + "=false)");
            }
        }
        if (cluster != null) tell(cluster, key, value);
        values.put(key, value);
    }

    private static SluiceException notYet(String feature) {
        return ErrorCondition.NOT_YET_SUPPORTED.error().with("feature", feature).build();
    }

    private String withoutEffect(String key) {
        return "The setting " + key + " has no effect in Sluice."
                + Suggestion.slip(key, known.keySet())
                        .map(near -> " Did you mean " + near + "?")
                        .orElse("");
    }

    public void set(String key, boolean value) {
        set(key, String.valueOf(value));
    }

    public void set(String key, long value) {
        set(key, String.valueOf(value));
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
        return Optional.ofNullable(known.get(key)).map(Setting::defaultValue);
    }

    /// Spark's name for [#find].
    public Optional<String> getOption(String key) {
        return find(key);
    }

    /// Whether there is a value or a default.
    public boolean contains(String key) {
        return find(key).isPresent();
    }

    /// Whether it is a setting that means something here, which may be changed at any time.
    public boolean isModifiable(String key) {
        return known.containsKey(key);
    }

    public void unset(String key) {
        BiConsumer<String, @Nullable String> cluster = there;
        values.remove(key);
        // A cluster has another time zone of its own.
        if (cluster != null) tell(cluster, key, key.equals(TIME_ZONE) ? get(TIME_ZONE) : null);
    }

    void unsetAll() {
        List.copyOf(values.keySet()).forEach(this::unset);
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

    /// Whether a value was given.
    boolean isSet(String key) {
        return values.containsKey(key);
    }

    ZoneId zone() {
        return ZoneId.of(get(TIME_ZONE), ZoneId.SHORT_IDS);
    }

    /// What a setting says that is a time, in milliseconds.
    long millis(String key) {
        return TimeText.read(get(key), TimeUnit.MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    int transposedRows() {
        return Integer.parseInt(get(TRANSPOSED));
    }

    Rounds.Limits recursionLimits() {
        return new Rounds.Limits(Integer.parseInt(get(RECURSION_LEVELS)), Integer.parseInt(get(RECURSION_ROWS)));
    }

    int partitions() {
        return Integer.parseInt(get(SHUFFLE_PARTITIONS));
    }
}
