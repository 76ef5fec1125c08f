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

    ScriptStep.Query query() {
        return all(ScriptStep.Query.class).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("a script without a query"));
    }

    OutputMode mode() {
        return query().mode();
    }

    /// The columns that name a row of an update-mode result; empty if rows are only added.
    List<String> key() {
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
        return Stream.concat(views, Stream.of(query().rows()))
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
