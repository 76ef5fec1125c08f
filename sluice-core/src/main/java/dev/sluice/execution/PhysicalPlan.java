package dev.sluice.execution;

import dev.sluice.expression.Column;
import java.util.List;

/// How a query is done: a tree whose nodes are complete when they are made.
///
/// A node that works on the rows of one input is a [OperatorPlan] and opens its own operator; leaves give splits, and
/// an
/// [ExchangePlan] cuts the tree into pipelines.
public interface PhysicalPlan {

    List<Column> output();

    List<PhysicalPlan> children();

    /// The node on one line, for EXPLAIN.
    String describe();
}
