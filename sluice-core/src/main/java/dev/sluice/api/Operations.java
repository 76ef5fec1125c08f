package dev.sluice.api;

import dev.sluice.error.ErrorCondition;
import dev.sluice.execution.RunStages;
import dev.sluice.machine.Cancellation;
import dev.sluice.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The batch queries that a session is running, each under an id and the tags of the thread that runs it, so that
/// another thread can end them.
final class Operations {

    /// @param tags those that the thread had when it began
    /// @param stages how far it is
    record Operation(String id, Set<String> tags, Cancellation cancellation, RunStages stages) {}

    private final Machine machine;
    private final Map<String, Operation> running = new ConcurrentSkipListMap<>();

    @SuppressWarnings("ThreadLocalUsage") // a thread has other tags in another session
    private final ThreadLocal<Set<String>> tags = new InheritableThreadLocal<>() {
        @Override
        protected Set<String> initialValue() {
            return Set.of();
        }
    };

    Operations(Machine machine) {
        this.machine = machine;
    }

    /// Does the work, which looks at the cancellation from time to time.
    ///
    /// @throws dev.sluice.error.SluiceException with `OPERATION_CANCELED` if another thread has ended it
    void run(RunStages stages, Consumer<Cancellation> work) {
        var operation = new Operation(machine.newId().toString(), tags.get(), new Cancellation(), stages);
        running.put(operation.id(), operation);
        try {
            work.accept(operation.cancellation());
        } catch (Cancellation.CancelledException e) {
            throw ErrorCondition.OPERATION_CANCELED.error().cause(e).build();
        } finally {
            running.remove(operation.id());
        }
    }

    /// Ends those that are meant.
    ///
    /// @return their ids
    List<String> interrupt(Predicate<Operation> meant) {
        List<Operation> chosen = running.values().stream().filter(meant).toList();
        chosen.forEach(operation -> operation.cancellation().cancel());
        return chosen.stream().map(Operation::id).toList();
    }

    /// The stages of those that have the tag, one query after the other.
    List<QueryStage> stages(String tag) {
        List<QueryStage> all = new ArrayList<>();
        for (Operation operation : running.values()) {
            if (!operation.tags().contains(tag)) continue;
            for (RunStages.Stage stage : operation.stages().all()) {
                all.add(new QueryStage(all.size(), stage.tasks(), stage.started(), stage.ended()));
            }
        }
        return all;
    }

    Set<String> tags() {
        return tags.get();
    }

    /// @throws IllegalArgumentException in Spark's words, for what can't be a tag
    void addTag(String tag) {
        Set<String> more = new TreeSet<>(tags.get());
        more.add(checked(tag));
        tags.set(Set.copyOf(more));
    }

    void removeTag(String tag) {
        Set<String> fewer = new TreeSet<>(tags.get());
        fewer.remove(checked(tag));
        tags.set(Set.copyOf(fewer));
    }

    void clearTags() {
        tags.remove();
    }

    private static String checked(String tag) {
        if (tag.isEmpty()) throw new IllegalArgumentException("Spark session tag cannot be an empty string.");
        if (tag.contains(",")) throw new IllegalArgumentException("Spark session tag cannot contain ','.");
        return tag;
    }
}
