package dev.sluice.inspection;

import dev.sluice.type.Field;
import dev.sluice.vector.Vector;
import java.util.List;

/// The columns of a store as Spark shows them.
interface ShownColumns {

    List<Field> fields();

    /// The columns of rows that are there.
    ///
    /// @param keys the store's key columns
    /// @param values its value columns
    Vector[] present(Vector[] keys, Vector[] values, int size);

    /// The columns of rows that are gone.
    Vector[] removed(Vector[] keys, int size);
}
