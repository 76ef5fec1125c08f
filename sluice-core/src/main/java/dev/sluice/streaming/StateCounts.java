package dev.sluice.streaming;

import dev.sluice.progress.QueryProgress;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import java.util.ArrayList;
import java.util.List;

/// How much state there is, and how much of it a micro-batch changed; counted before the changes are drained.
record StateCounts(List<QueryProgress.StateOperator> operators) {

    static StateCounts of(StateStores stores) {
        List<QueryProgress.StateOperator> operators = new ArrayList<>();
        for (StateSpec spec : stores.specs()) {
            long rows = 0;
            long updated = 0;
            long bytes = 0;
            for (int partition = 0; partition < stores.partitionCount(); partition++) {
                StateStore store = stores.store(spec.operator(), partition);
                rows += store.rowCount();
                updated += store.touchedCount();
                bytes += store.memoryBytes();
            }
            operators.add(new QueryProgress.StateOperator(
                    spec.name(), rows, updated, 0, 0, 0, bytes, 0, stores.partitionCount()));
        }
        return new StateCounts(operators);
    }
}
