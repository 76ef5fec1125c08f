package dev.sluice.streaming;

import dev.sluice.checkpoint.CheckpointLog;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogProgress;
import dev.sluice.checkpoint.Recovery;
import dev.sluice.json.JsonValue;
import dev.sluice.state.StateCompatibility;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A query and the checkpoint of the form that it had before: what differs, and how it can go on.
final class QueryRestart {

    private final Recovery recovery;
    private final LogProgress logged;
    private final List<StateSpec> specs;
    private final QuerySources sources;
    private final StateMigration state;
    private final List<String> inputs;
    private final List<String> moves;

    /// @param specs what the query keeps now
    /// @param meanings of the columns of that
    /// @param sources what it reads now
    QueryRestart(Recovery recovery, List<StateSpec> specs, Map<String, List<String>> meanings, QuerySources sources) {
        this.recovery = recovery;
        this.logged = recovery.progress();
        this.specs = specs;
        this.sources = sources;
        Opened before = logged.opened();
        state = before == null ? StateMigration.NONE : StateMigration.between(before, specs, meanings);
        inputs = sources.describeChanges(logged);
        moves = sources.describeMoves(logged);
    }

    /// Whether it is more than a restart. What came before the first commit does not count: there was no state.
    boolean isChanged() {
        return logged.committed() != null && (!state.changesNothing() || !inputs.isEmpty());
    }

    /// What else is not as it was, and is taken as it is; a sentence each.
    List<String> moves() {
        return moves;
    }

    /// Whether nothing is kept.
    boolean beginsAnew(OnChange choice) {
        return choice == OnChange.REBUILD && isChanged();
    }

    /// What starting would do, a sentence each.
    List<String> describe(OnChange choice) {
        List<String> lines = new ArrayList<>(moves);
        if (!isChanged()) {
            lines.add("nothing was changed that the checkpoint remembers: all state goes on");
            return lines;
        }
        for (StateSpec spec : state.goesOn()) lines.add("goes on: " + StateMigration.text(spec));
        lines.addAll(state.describe());
        lines.addAll(inputs);
        lines.add(
                switch (choice) {
                    case FAIL -> "so the query is not started; keep would do the above, rebuild forget all of it";
                    case KEEP -> "so the query goes on behind micro-batch " + logged.committedBatchId();
                    case REBUILD ->
                        "all of it is forgotten instead: the inputs are read from their beginning, as micro-batch "
                                + (logged.lastPlannedBatchId() + 1) + " and the following";
                });
        return lines;
    }

    /// @throws dev.sluice.error.SluiceException in Spark's words, with what differs and the choices there are
    void refuse() {
        List<String> differences = new ArrayList<>(state.describe());
        differences.addAll(inputs);
        String hint = "what differs: " + String.join("; ", differences)
                + ". sluice.checkpoint.onChange (--on-change) = keep goes on with that; rebuild forgets all state and reads"
                + " the inputs from their beginning; or start the query as it was, or with a checkpoint of its own.";
        sources.checkSame(logged, hint);
        Opened before = logged.opened();
        if (before != null) StateCompatibility.check(before.state(), specs, hint);
    }

    /// Goes on with what can be kept, or anew.
    ///
    /// @param stores of the changed query, empty
    void adapt(CheckpointLog log, Opened opened, StateStores stores, OnChange choice) {
        if (beginsAnew(choice)) {
            log.openAdapted(opened, logged.anew(), Map.of(), _ -> {});
            return;
        }
        sources.checkPending(logged);
        Opened before = logged.opened();
        if (before != null) {
            StateCompatibility.check(
                    state.variables(),
                    specs.stream().filter(StateCompatibility::isVariable).toList());
            StateStores old = stores.others(before.state());
            recovery.restoreState(old);
            state.move(old, stores);
            old.letGo();
        }
        Map<String, JsonValue> memories = sources.memories();
        log.openAdapted(opened, logged, memories, stores::dump);
    }
}
