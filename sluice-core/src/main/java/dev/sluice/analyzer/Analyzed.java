package dev.sluice.analyzer;

import dev.sluice.plan.LogicalPlan;

/// A relation with what its columns may be called by whoever uses it.
record Analyzed(LogicalPlan plan, Scope scope) {}
