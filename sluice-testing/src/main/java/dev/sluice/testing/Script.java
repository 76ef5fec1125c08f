package dev.sluice.testing;

import dev.sluice.stream.OutputMode;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/// A stream script: what is fed to a streaming query, and what it must emit.
///
/// @param rerun what names it to the build, such as `-Dstream=late.stream`
/// @param steps in the order they were said
public record Script(String rerun, List<ScriptStep> steps) {

    public Script {
        steps = List.copyOf(steps);
    }

    <S extends ScriptStep> List<S> all(Class<S> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// What happens once the query is there: the steps that ways count from 1.
    List<ScriptStep> actions() {
        return steps.stream().filter(ScriptStep::isAction).toList();
    }

    /// The step that starts the query.
    ScriptStep start() {
        return steps.stream()
                .filter(step -> step instanceof ScriptStep.Query || step instanceof ScriptStep.Inserts)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("a script without a query"));
    }

    /// Where its rows go.
    List<ScriptTarget> targets() {
        return switch (start()) {
            case ScriptStep.Query(_, OutputMode mode, _) -> List.of(new ScriptTarget("", mode, key()));
            default ->
                all(ScriptStep.Target.class).stream()
                        .map(ScriptStep.Target::target)
                        .toList();
        };
    }

    /// Whether real-time mode can run it.
    boolean mayFlow() {
        return targets().stream().allMatch(target -> target.mode() == OutputMode.UPDATE);
    }

    /// Whether rows that come again take the place of those that were there.
    boolean replaces() {
        return targets().stream().noneMatch(target -> target.key().isEmpty());
    }

    private List<String> key() {
        return all(ScriptStep.Key.class).stream()
                .map(ScriptStep.Key::columns)
                .findFirst()
                .orElse(List.of());
    }

    Optional<String> dependsOnCuts() {
        return all(ScriptStep.DependsOnCuts.class).stream()
                .map(ScriptStep.DependsOnCuts::reason)
                .findFirst();
    }

    boolean holdsBack() {
        return !all(ScriptStep.HoldsBack.class).isEmpty();
    }

    /// Whether it calls what a batch refuses.
    boolean isForStreamsOnly() {
        Stream<ScriptStep.Rows> views = all(ScriptStep.View.class).stream().map(ScriptStep.View::rows);
        Stream<ScriptStep.Rows> queries = all(ScriptStep.Query.class).stream().map(ScriptStep.Query::rows);
        return Stream.concat(views, queries)
                .flatMap(rows -> rows.calls().stream())
                .anyMatch(call -> call.method().equals("dropDuplicatesWithinWatermark"));
    }

    boolean asksForLateRows() {
        return !all(ScriptStep.LateRows.class).isEmpty();
    }

    boolean isRefused() {
        return !all(ScriptStep.Refused.class).isEmpty();
    }

    boolean fails() {
        return !all(ScriptStep.Fails.class).isEmpty();
    }
}
