package dev.sluice.state;

import java.util.List;

/// Which part of what a backend holds is which store of a query.
///
/// @param backend the name of the backend
public record StateLayout(String backend, List<Store> stores) {

    /// @param operator the id of the state
    /// @param number of the store in the backend
    /// @param rowCount how many rows the store has
    public record Store(String operator, int partition, int number, int rowCount) {}

    public StateLayout {
        stores = List.copyOf(stores);
    }
}
