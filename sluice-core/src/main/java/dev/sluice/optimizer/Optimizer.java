package dev.sluice.optimizer;

import dev.sluice.optimizer.rule.FoldConstants;
import dev.sluice.optimizer.rule.MergeFilters;
import dev.sluice.optimizer.rule.MergeLimits;
import dev.sluice.optimizer.rule.NarrowOuterJoin;
import dev.sluice.optimizer.rule.PruneColumns;
import dev.sluice.optimizer.rule.PushFilterThroughJoin;
import dev.sluice.optimizer.rule.PushFilterThroughProject;
import dev.sluice.optimizer.rule.PushFilterThroughUnion;
import dev.sluice.optimizer.rule.PushFilterThroughWatermark;
import dev.sluice.optimizer.rule.RemoveTrueFilter;
import dev.sluice.optimizer.rule.RequireJoinColumns;
import dev.sluice.optimizer.rule.RequireWindowTime;
import dev.sluice.plan.LogicalPlan;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiConsumer;

/// Rewrites a plan until no rule has anything to say, then takes out the columns that nobody reads.
public final class Optimizer {

    /// More rounds than any plan needs; the last defence against two rules that undo each other.
    private static final int MAX_ROUNDS = 20;

    private final List<Rule> rules;
    private final Rule first = new RequireWindowTime();
    private final Rule once = new RequireJoinColumns();

    public Optimizer(ZoneId zone) {
        rules = List.of(
                new FoldConstants(zone),
                new MergeFilters(),
                new RemoveTrueFilter(),
                new PushFilterThroughProject(),
                new PushFilterThroughUnion(),
                new PushFilterThroughWatermark(),
                new PushFilterThroughJoin(),
                new NarrowOuterJoin(),
                new MergeLimits());
    }

    public LogicalPlan optimize(LogicalPlan plan) {
        return optimize(plan, (rule, changed) -> {});
    }

    /// @param trace is told of each rule that changed the plan, and the plan it made
    public LogicalPlan optimize(LogicalPlan plan, BiConsumer<Rule, LogicalPlan> trace) {
        LogicalPlan current = withAllColumns(plan, trace);
        var prune = new PruneColumns();
        LogicalPlan pruned = prune.apply(current);
        if (pruned != current) trace.accept(prune, pruned);
        return pruned;
    }

    /// The plan as optimized, but with the columns that nobody reads.
    public LogicalPlan withAllColumns(LogicalPlan plan) {
        return withAllColumns(plan, (rule, changed) -> {});
    }

    private LogicalPlan withAllColumns(LogicalPlan plan, BiConsumer<Rule, LogicalPlan> trace) {
        LogicalPlan timed = plan.rewrite(first::apply);
        if (timed != plan) trace.accept(first, timed);
        LogicalPlan settled = untilQuiet(timed, trace);
        LogicalPlan required = settled.rewrite(once::apply);
        if (required != settled) {
            trace.accept(once, required);
            required = untilQuiet(required, trace);
        }
        return required;
    }

    private LogicalPlan untilQuiet(LogicalPlan plan, BiConsumer<Rule, LogicalPlan> trace) {
        LogicalPlan current = plan;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            LogicalPlan before = current;
            for (Rule rule : rules) {
                LogicalPlan after = current.rewrite(rule::apply);
                if (after != current) trace.accept(rule, after);
                current = after;
            }
            if (current == before) break;
        }
        return current;
    }
}
