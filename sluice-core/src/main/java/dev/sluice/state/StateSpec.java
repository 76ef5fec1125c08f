package dev.sluice.state;

import dev.sluice.type.DataType;

/// What a stateful operator keeps: decided when the operator is planned, written to the log, compared at a restart.
///
/// @param operator the stable id of the operator (of its store, if it has several), derived from what it means and not
///     from where it stands in the plan
/// @param name what progress calls it: `stateStoreSave`
/// @param key the columns that identify a row of state
/// @param value the columns kept for it
/// @param routingColumns how many of the first key columns decide the partition: those by which the exchange before the
///     operator routes its rows. A join keeps rows by (join key, number) and is routed by the join key alone; an
///     operator that sees all rows in one partition is routed by none
public record StateSpec(String operator, String name, DataType.Struct key, DataType.Struct value, int routingColumns) {

    public StateSpec {
        if (routingColumns < 0 || routingColumns > key.size()) {
            throw new IllegalArgumentException(routingColumns + " routing columns of " + key.size());
        }
    }

    /// State that is routed by its whole key.
    public StateSpec(String operator, String name, DataType.Struct key, DataType.Struct value) {
        this(operator, name, key, value, key.size());
    }
}
