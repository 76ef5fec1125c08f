package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.Recovery;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.connector.Source;
import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The sources of a query, by their place in its plan, each under the id that the log knows it by.
///
/// A source is found again by what it reads, not by its place: a query that now names its inputs in another order must
/// not read one's offsets as the other's.
final class QuerySources {

    private final List<Source> sources;
    private final List<String> ids;

    private QuerySources(List<Source> sources, List<String> ids) {
        this.sources = sources;
        this.ids = ids;
    }

    /// Of a query that is not open.
    static QuerySources none() {
        return new QuerySources(List.of(), List.of());
    }

    /// Opens the streams, and brings each to where the log left it.
    ///
    /// @param opened receives each source as soon as it is open, so that it is closed if another fails
    /// @throws dev.sluice.error.SluiceException if they are not those of the log
    static QuerySources open(List<LogicalPlan.StreamScan> streams, Recovery recovery, List<Source> opened) {
        for (LogicalPlan.StreamScan stream : streams)
            opened.add(stream.table().open().get());
        var all = new QuerySources(opened, ids(opened, recovery));
        Map<String, JsonValue> memories = recovery.memories();
        for (int i = 0; i < opened.size(); i++) {
            JsonValue memory = memories.get(all.ids.get(i));
            if (memory != null) opened.get(i).restore(memory);
        }
        for (SourceInput input : recovery.replay()) all.of(input).replay(input.range());
        return all;
    }

    private static List<String> ids(List<Source> sources, Recovery recovery) {
        LogEntry.Opened last = recovery.progress().opened();
        var logged = new LinkedHashMap<String, String>(last == null ? Map.of() : last.sources());
        List<@Nullable String> found = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) found.add(logged.isEmpty() ? String.valueOf(i) : null);
        if (!logged.isEmpty()) {
            if (logged.size() != sources.size()) throw changed(logged.size(), sources.size());
            match(sources, found, logged, (id, place) -> id.equals(String.valueOf(place)), Object::equals);
            match(sources, found, logged, (id, place) -> true, Object::equals);
            match(sources, found, logged, (id, place) -> true, (a, b) -> kind(a).equals(kind(b)));
        }
        List<String> ids = found.stream().filter(Objects::nonNull).toList();
        if (ids.size() != sources.size()) throw changed(last == null ? Map.of() : last.sources(), sources);
        return ids;
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

    private static RuntimeException changed(int logged, int now) {
        return ErrorCondition.SOURCES_CHANGED
                .error()
                .with("logged", logged)
                .with("now", now)
                .build();
    }

    private static RuntimeException changed(Map<String, String> logged, List<Source> now) {
        return ErrorCondition.SOURCES_OF_OTHER_KINDS
                .error()
                .with("logged", String.join(", ", logged.values()))
                .with(
                        "now",
                        String.join(", ", now.stream().map(Source::description).toList()))
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
