package dev.sluice.optimizer;

import dev.sluice.plan.LogicalPlan;

/// A way to say the same thing cheaper.
@FunctionalInterface
public interface Rule {

    /// Another node that means the same, or the node itself if the rule does not apply. Looks at the node and what is
    /// right below it; the optimizer brings it everywhere.
    LogicalPlan apply(LogicalPlan plan);
}
