package dev.sluice.execution;

import dev.sluice.expression.Column;
import dev.sluice.type.DataType;
import java.util.List;

/// How a query is done: a tree whose nodes are complete when they are made.
///
/// A node that works on the rows of one input is a [OperatorPlan] and opens its own operator; leaves give splits, and
/// an [ExchangePlan] cuts the tree into pipelines.
public interface PhysicalPlan {

    List<Column> output();

    List<PhysicalPlan> children();

    default DataType.Struct schema() {
        return new DataType.Struct(output().stream().map(Column::field).toList());
    }

    /// Whether its rows go through the operators below for another output of the query too, so that what is wrong with
    /// them is told there.
    default boolean isAside() {
        return false;
    }

    /// The node on one line, for EXPLAIN.
    String describe();
}
