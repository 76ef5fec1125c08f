package dev.sluice.api;

import dev.sluice.builtin.KeptRows;
import dev.sluice.connector.StaticInput;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.Recursion;

/// Rows of lazy checkpoints that a view of all sessions reads. The session that would make them may be closed before
/// the view is read, and no other one could make the same: so they are made with the view.
final class LastingRows {

    private LastingRows() {}

    /// @throws dev.sluice.error.SluiceException if the rows can't be made
    static void make(LogicalPlan view) {
        view.nodes().forEach(node -> {
            if (node instanceof LogicalPlan.Scan(StaticInput input, _, _)) make(input);
        });
    }

    private static void make(StaticInput input) {
        if (input instanceof KeptRows rows) rows.chunks();
        if (input instanceof Recursion recursion) {
            make(recursion.anchor());
            make(recursion.step());
        }
    }
}
