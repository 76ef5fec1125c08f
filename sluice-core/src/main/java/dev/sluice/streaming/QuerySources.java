package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.LogProgress;
import dev.sluice.checkpoint.Recovery;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.connector.Offset;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sources of a query, by their place in its plan, each under the id that the log knows it by.
///
/// A source is found again by what it reads, not by its place: a query that now names its inputs in another order must
/// not read one's offsets as the other's.
final class QuerySources {

    private final List<Source> sources;
    private final List<String> ids;
    /// The ids of those whose partitions have watermarks of their own.
    private final Set<String> perPartition = new HashSet<>();

    private QuerySources(List<Source> sources, List<String> ids) {
        this.sources = sources;
        this.ids = ids;
    }

    /// Of a query that is not open.
    static QuerySources none() {
        return new QuerySources(List.of(), List.of());
    }

    /// Opens the streams, each under the id that it has in the log, or a new one.
    ///
    /// @param opened receives each source as soon as it is open, so that it is closed if another fails
    static QuerySources open(List<LogicalPlan.StreamScan> streams, LogProgress logged, List<Source> opened) {
        for (LogicalPlan.StreamScan stream : streams)
            opened.add(stream.table().open().get());
        var sources = new QuerySources(opened, ids(opened, logged));
        for (int i = 0; i < streams.size(); i++) {
            if (!streams.get(i).table().times().perPartition()) continue;
            if (opened.get(i).partitions(null).isEmpty()) throw undivided(opened.get(i));
            sources.perPartition.add(sources.id(i));
        }
        return sources;
    }

    private static RuntimeException undivided(Source source) {
        return ErrorCondition.INVALID_OPTION
                .error()
                .with("option", OptionCheck.WATERMARK_PER_PARTITION)
                .with("value", "true")
                .with(
                        "requirement",
                        "false: " + source.description() + " has no partitions whose times could be told apart")
                .build();
    }

    /// Whether the partitions of the source with that id have watermarks of their own.
    boolean isPerPartition(String id) {
        return perPartition.contains(id);
    }

    /// Brings each to where the log left it.
    void restore(Recovery recovery) {
        Map<String, JsonValue> memories = recovery.memories();
        for (int i = 0; i < sources.size(); i++) {
            JsonValue memory = memories.get(ids.get(i));
            if (memory != null) sources.get(i).restore(memory);
        }
        for (SourceInput input : recovery.replay()) {
            if (knows(input)) of(input).replay(input.range());
        }
    }

    private static List<String> ids(List<Source> sources, LogProgress progress) {
        var logged = new LinkedHashMap<>(logged(progress));
        List<@Nullable String> found = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) found.add(null);
        match(sources, found, logged, (id, place) -> id.equals(String.valueOf(place)), Object::equals);
        match(sources, found, logged, (id, place) -> true, Object::equals);
        match(sources, found, logged, (id, place) -> true, (a, b) -> kind(a).equals(kind(b)));
        long next = Stream.concat(logged(progress).keySet().stream(), progress.ranges().keySet().stream())
                        .mapToLong(Long::parseLong)
                        .max()
                        .orElse(-1)
                + 1;
        List<String> ids = new ArrayList<>();
        for (String id : found) ids.add(id == null ? String.valueOf(next++) : id);
        return ids;
    }

    private static Map<String, String> logged(LogProgress progress) {
        return progress.opened() == null ? Map.of() : progress.opened().sources();
    }

    /// @throws dev.sluice.error.SluiceException if they are not those of the log
    void checkSame(LogProgress progress, String hint) {
        Map<String, String> logged = logged(progress);
        if (logged.isEmpty()) return; // the first writers of version 1 did not name them
        if (logged.size() != sources.size()) throw changed(logged.size(), sources.size(), hint);
        if (!logged.keySet().containsAll(ids)) throw changed(logged, sources, hint);
    }

    /// A sentence for each that was not there before, or is not there any more.
    List<String> describeChanges(LogProgress progress) {
        Map<String, String> logged = logged(progress);
        List<String> lines = new ArrayList<>();
        if (logged.isEmpty()) return lines;
        descriptions().forEach((id, source) -> {
            if (!logged.containsKey(id)) lines.add("a new input, read from its beginning: " + source);
        });
        logged.forEach((id, source) -> {
            if (!ids.contains(id)) lines.add("an input that is gone: " + source);
        });
        return lines;
    }

    /// A sentence for each that is of the same kind and reads something else: another directory, perhaps. Spark goes on
    /// there without a word, and so a slip of the pen, too, would read what nobody meant.
    List<String> describeMoves(LogProgress progress) {
        Map<String, String> logged = logged(progress);
        List<String> lines = new ArrayList<>();
        descriptions().forEach((id, now) -> {
            String before = logged.get(id);
            if (before != null && !before.equals(now) && progress.committed() != null) {
                lines.add(
                        "an input is another than in the checkpoint, and is read as if it were that one: the checkpoint has "
                                + before + ", the query now reads " + now);
            }
        });
        return lines;
    }

    /// @throws dev.sluice.error.SluiceException if a micro-batch that has to be run again reads a source that is gone
    void checkPending(LogProgress progress) {
        Stream.concat(progress.pending().stream(), progress.again().stream())
                .flatMap(batch -> batch.inputs().stream())
                .filter(input -> !knows(input))
                .findFirst()
                .ifPresent(input -> {
                    throw changed(
                            logged(progress),
                            sources,
                            "a micro-batch that reads an input that is gone has yet to be run: start the query once more"
                                    + " as it was, with the trigger available-now.");
                });
    }

    private boolean knows(SourceInput input) {
        return ids.contains(input.source());
    }

    /// Gives the sources that have none an id of the log that fits.
    private static void match(
            List<Source> sources,
            List<@Nullable String> found,
            Map<String, String> logged,
            BiPredicate<String, Integer> fits,
            BiPredicate<String, String> same) {
        for (int i = 0; i < sources.size(); i++) {
            if (found.get(i) != null) continue;
            int place = i;
            String description = sources.get(i).description();
            logged.entrySet().stream()
                    .filter(entry -> fits.test(entry.getKey(), place) && same.test(entry.getValue(), description))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(id -> {
                        found.set(place, id);
                        logged.remove(id);
                    });
        }
    }

    /// What stands before the first bracket of a description: options may change, the kind of a source may not.
    private static String kind(String description) {
        return description.split("\\[", 2)[0];
    }

    private static RuntimeException changed(int logged, int now, String hint) {
        return ErrorCondition.SOURCES_CHANGED
                .error()
                .with("logged", logged)
                .with("now", now)
                .hint(hint)
                .build();
    }

    private static RuntimeException changed(Map<String, String> logged, List<Source> now, String hint) {
        return ErrorCondition.SOURCES_OF_OTHER_KINDS
                .error()
                .with("logged", String.join(", ", logged.values()))
                .with(
                        "now",
                        String.join(", ", now.stream().map(Source::description).toList()))
                .hint(hint)
                .build();
    }

    int size() {
        return sources.size();
    }

    List<Source> all() {
        return sources;
    }

    Source get(int place) {
        return sources.get(place);
    }

    String id(int place) {
        return ids.get(place);
    }

    int place(SourceInput input) {
        return ids.indexOf(input.source());
    }

    Source of(SourceInput input) {
        return sources.get(place(input));
    }

    /// A source that has nothing to say yet takes part with an empty range only once it has begun.
    List<SourceInput> inputs(List<BatchPlanner.Position> positions) {
        List<SourceInput> inputs = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            BatchPlanner.Position position = positions.get(i);
            Offset to = position.latest().orElse(position.from());
            if (to == null) continue;
            inputs.add(new SourceInput(ids.get(i), sources.get(i).range(position.from(), to)));
        }
        return inputs;
    }

    /// The pieces of what a micro-batch reads, by the place of the source.
    Map<Integer, List<Split>> splits(LogEntry.Planned batch) {
        Map<Integer, List<Split>> splits = new HashMap<>();
        for (SourceInput input : batch.inputs()) {
            splits.put(place(input), of(input).splits(input.range()));
        }
        return splits;
    }

    /// Somebody waits for all that is there now.
    QuerySources catchUp() {
        sources.forEach(Source::catchUp);
        return this;
    }

    /// What a micro-batch has read is done with for good.
    void commit(LogEntry.Planned batch) {
        for (SourceInput input : batch.inputs()) of(input).commit(input.range().to());
    }

    /// When the first of those that don't tell of news wants to be asked again.
    OptionalLong nextAskMillis(long nowMillis) {
        return sources.stream()
                .map(Source::pollInterval)
                .flatMap(Optional::stream)
                .mapToLong(interval -> nowMillis + interval.toMillis())
                .min();
    }

    /// What each reads, by id.
    Map<String, String> descriptions() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            descriptions.put(ids.get(i), sources.get(i).description());
        }
        return descriptions;
    }

    /// What each wants to remember, by id.
    Map<String, JsonValue> memories() {
        Map<String, JsonValue> memories = new HashMap<>();
        for (int i = 0; i < sources.size(); i++)
            memories.put(ids.get(i), sources.get(i).memory());
        return memories;
    }
}
