package dev.sluice.api;

import dev.sluice.analyzer.StreamingRules;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.StateIds;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import dev.sluice.streaming.OnChange;
import dev.sluice.streaming.SinkPlaces;
import dev.sluice.streaming.StreamingPlan;
import dev.sluice.streaming.StreamingPlan.QueryOutput;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The streaming query that a writer makes, or that several make together, which then have one checkpoint, one trigger
/// and one name, and each a sink and an output mode of its own.
final class WrittenQuery {

    private static final System.Logger LOG = System.getLogger("StreamingQueryManager");

    /// What one writer adds to the query.
    ///
    /// @param plan of its rows, analyzed together with those of the others
    /// @param table which takes the rows, or null if it is the only writer
    /// @param at where the table was said
    record Part(
            DataStreamWriter<?> writer,
            LogicalPlan plan,
            @Nullable String table,
            @Nullable SourcePosition at) {

        /// What goes to its sink, in words.
        String what() {
            return table == null ? SinkPlaces.RESULT : SinkPlaces.rowsOf(table);
        }

        OutputMode mode() {
            return writer.mode == null ? OutputMode.APPEND : writer.mode;
        }

        QueryOutput output(LogicalPlan identified, Supplier<Sink> sink) {
            return table == null
                    ? QueryOutput.result(identified, sink, mode())
                    : QueryOutput.rowsOf(table, identified, sink, mode());
        }
    }

    private final Session session;
    private final List<Part> parts;

    /// @param parts at least one
    WrittenQuery(Session session, List<Part> parts) {
        this.session = session;
        this.parts = List.copyOf(parts);
    }

    /// @throws SluiceException if it is refused
    StreamingPlan plan() {
        List<LogicalPlan> plans = StateIds.assign(parts.stream().map(Part::plan).toList());
        String name = name();
        Trigger when = Objects.requireNonNullElseGet(agreed("trigger", writer -> writer.trigger), this::defaultTrigger);
        Options options = new Options(common());
        var places = new SinkPlaces();
        List<QueryOutput> results = new ArrayList<>();
        List<QueryOutput> beside = new ArrayList<>();
        for (Part part : parts) {
            LogicalPlan plan = plans.get(results.size());
            placed(part, () -> {
                StreamingRules.checkStreaming(plan, part.mode(), session.conf().permissions());
                checkTables(part, name, places);
                checkFlow(when, plan, part.mode());
                results.add(part.output(plan, part.writer.open(part.mode(), rowsTable(part, name))));
                QueryOutput late = late(part, plan);
                if (late != null) beside.add(late);
            });
        }
        options.get(OptionCheck.BAD_ROWS_TO).ifPresent(table -> places.take(tablePlace(table), SinkPlaces.BAD_ROWS));
        results.addAll(beside);
        Checkpoint checkpoint = checkpoint(options, name);
        SessionConf conf = session.conf();
        return new StreamingPlan(
                name,
                results,
                options.get(OptionCheck.BAD_ROWS_TO)
                        .map(table -> SideOutputs.badRows(table, session))
                        .orElse(null),
                when,
                LatencyTarget.of(options, conf, when),
                checkpoint.storage,
                checkpoint.directory,
                checkpoint.temporary,
                conf.partitions(),
                conf.zone(),
                logged(conf),
                new StreamingPlan.Upkeep(
                        Long.parseLong(conf.get(SessionConf.HISTORY_SECONDS)) * 1_000,
                        Long.parseLong(conf.get(SessionConf.HISTORY_MEGABYTES)) << 20,
                        Long.parseLong(conf.get(SessionConf.SHARE_ROWS)),
                        Long.parseLong(conf.get(SessionConf.SHARE_PERCENT))),
                StateBackends.of(conf),
                OnChange.valueOf(conf.get(SessionConf.ON_CHANGE).toUpperCase(Locale.ROOT)));
    }

    /// The settings that the answer depends on.
    private static Map<String, String> logged(SessionConf conf) {
        return Map.of(
                SessionConf.SHUFFLE_PARTITIONS, conf.get(SessionConf.SHUFFLE_PARTITIONS),
                SessionConf.RETAINED_BATCHES, conf.get(SessionConf.RETAINED_BATCHES),
                SessionConf.SEGMENT_BYTES, conf.get(SessionConf.SEGMENT_BYTES),
                SessionConf.SNAPSHOT_BYTES, conf.get(SessionConf.SNAPSHOT_BYTES),
                SessionConf.WATERMARK_POLICY, conf.get(SessionConf.WATERMARK_POLICY),
                SessionConf.WATERMARK_INTERVAL, conf.get(SessionConf.WATERMARK_INTERVAL),
                SessionConf.UPDATE_CHAINS, conf.get(SessionConf.UPDATE_CHAINS),
                SessionConf.ALLOW_MULTIPLE, conf.get(SessionConf.ALLOW_MULTIPLE),
                SessionConf.EMPTY_BATCHES, conf.get(SessionConf.EMPTY_BATCHES));
    }

    /// What is wrong with what one writer says is said to be wrong where its table stands.
    private static void placed(Part part, Runnable check) {
        try {
            check.run();
        } catch (SluiceException e) {
            throw e.orAt(part.at);
        }
    }

    // ---- what the query has once, whichever writer says it

    /// As one of the writers says, or the name of the first table.
    private @Nullable String name() {
        String said = agreed("queryName", writer -> writer.name);
        return said == null ? parts.getFirst().table : said;
    }

    private <T> @Nullable T agreed(String option, Function<DataStreamWriter<?>, @Nullable T> said) {
        Part first = null;
        T agreed = null;
        for (Part part : parts) {
            T own = said.apply(part.writer);
            if (own == null) continue;
            if (first != null && !own.equals(agreed)) throw differ(option, first, part);
            first = part;
            agreed = own;
        }
        return agreed;
    }

    private static SluiceException differ(String option, Part one, Part other) {
        return ErrorCondition.MULTI_INSERT_DIFFERS
                .error()
                .with("option", option)
                .with("first", Field.quote(String.valueOf(one.table)))
                .with("one", said(one, option))
                .with("second", Field.quote(String.valueOf(other.table)))
                .with("other", said(other, option))
                .at(other.at)
                .build();
    }

    private static String said(Part part, String option) {
        return new Options(part.writer.options).get(option, "");
    }

    /// The options that all writers share. Those of the only writer are all its options.
    private Map<String, String> common() {
        if (parts.size() == 1) return parts.getFirst().writer.options;
        Map<String, String> common = new LinkedHashMap<>();
        for (String option : List.of("checkpointLocation", OptionCheck.LATENCY_TARGET, OptionCheck.BAD_ROWS_TO)) {
            String agreed = agreed(
                    option, writer -> new Options(writer.options).get(option).orElse(null));
            if (agreed != null) common.put(option, agreed);
        }
        return common;
    }

    private Trigger defaultTrigger() {
        String said = session.conf().get(SessionConf.TRIGGER);
        return said.isEmpty() ? Trigger.DEFAULT : Trigger.parse(said);
    }

    // ---- checks

    /// What rows need to flow, if the trigger wants them to. Whether sources and sinks let them is seen when they are
    /// opened.
    private void checkFlow(Trigger when, LogicalPlan plan, OutputMode outputMode) {
        switch (when) {
            case Trigger.ContinuousTrigger _ -> StreamingRules.checkContinuous(plan);
            case Trigger.RealTimeTrigger(long duration) -> {
                long minimum = Long.parseLong(session.conf().get(SessionConf.REAL_TIME_MINIMUM));
                if (duration < minimum) {
                    throw ErrorCondition.REAL_TIME_INTERVAL
                            .error()
                            .with("interval", duration)
                            .with("minBatchDuration", minimum)
                            .build();
                }
                boolean checks = Boolean.parseBoolean(session.conf().get(SessionConf.REAL_TIME_CHECK));
                StreamingRules.checkRealTime(plan, outputMode, checks);
            }
            case Trigger.ProcessingTimeTrigger _, Trigger.OneTimeTrigger _, Trigger.AvailableNowTrigger _ -> {}
        }
    }

    /// Results, late and bad rows need tables of their own; those that are only known when they are opened are checked
    /// then.
    private static void checkTables(Part part, @Nullable String queryName, SinkPlaces places) {
        String table = part.table;
        if (table == null && part.writer.isMemory()) table = queryName;
        if (table != null) places.take(tablePlace(table), part.what());
        new Options(part.writer.options)
                .get(OptionCheck.LATE_ROWS_TO)
                .ifPresent(late -> places.take(tablePlace(late), SinkPlaces.LATE_ROWS));
    }

    private static String tablePlace(String table) {
        return "the table " + Field.quote(table.toLowerCase(Locale.ROOT));
    }

    /// Which table shows the rows of the sink memory: that of the query's name, as in Spark, if it has one result.
    private static @Nullable String rowsTable(Part part, @Nullable String queryName) {
        return part.table == null ? queryName : part.table;
    }

    private @Nullable QueryOutput late(Part part, LogicalPlan plan) {
        Function<DataType.Struct, Sink> open = part.writer.lateRows;
        if (open != null) return SideOutputs.lateRows(open, plan, part.mode(), part.what(), session);
        return new Options(part.writer.options)
                .get(OptionCheck.LATE_ROWS_TO)
                .map(table -> SideOutputs.lateRows(table, plan, part.mode(), part.what(), session))
                .orElse(null);
    }

    // ---- the checkpoint

    /// The `checkpointLocation` of a query that is not to be started again.
    private static final String IN_MEMORY = "memory:";

    private record Checkpoint(Storage storage, String directory, boolean temporary) {}

    private Checkpoint checkpoint(Options options, @Nullable String name) {
        String own = options.get("checkpointLocation", "");
        if (own.equals(IN_MEMORY)) return temporary(name);
        if (!own.isEmpty()) return new Checkpoint(session.storage(), own, false);
        String root = session.conf().get(SessionConf.CHECKPOINT_LOCATION);
        if (!root.isEmpty()) {
            String directory = name != null ? name : session.machine().newId().toString();
            return new Checkpoint(session.storage(), root + "/" + directory, false);
        }
        if (!parts.stream().allMatch(this::mayBeTemporary))
            throw ErrorCondition.CHECKPOINT_NEEDED.error().build();
        String directory = "temporary-" + session.machine().newId();
        LOG.log(
                System.Logger.Level.WARNING,
                "Temporary checkpoint location created which is deleted normally when the query didn''t fail:"
                        + " memory:/{0}. It is kept in memory and gone with the process; set checkpointLocation to restart"
                        + " the query.",
                directory);
        return temporary(directory);
    }

    private Checkpoint temporary(@Nullable String name) {
        String directory = name != null ? name : "temporary";
        return new Checkpoint(new MemoryStorage(session.machine()::nowMillis), directory, true);
    }

    private boolean mayBeTemporary(Part part) {
        return part.writer.callback != null
                || session.names()
                        .provider(part.writer.format)
                        .map(Provider::temporaryCheckpoint)
                        .orElse(false);
    }
}
