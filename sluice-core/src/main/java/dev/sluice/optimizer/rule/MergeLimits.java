package dev.sluice.optimizer.rule;

import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;

/// Two limits in a row are one limit, and so are a limit and an offset.
///
/// ```text
/// Limit 3               Limit 3
///   Limit 5       =>      Scan t
///     Scan t
///
/// Limit 3               Limit 3 offset 2
///   offset 2      =>      Scan t
///     Scan t
/// ```
///
/// Streams keep both: each has state of its own.
public final class MergeLimits implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!(plan
                instanceof
                LogicalPlan.Limit(
                        LogicalPlan.Limit(var input, long innerCount, long innerOffset, _),
                        long count,
                        long offset,
                        _))) {
            return plan;
        }
        if (input.isStreaming()) return plan;
        long left = Math.max(0, innerCount - offset);
        return new LogicalPlan.Limit(input, Math.min(left, count), innerOffset + offset);
    }
}
