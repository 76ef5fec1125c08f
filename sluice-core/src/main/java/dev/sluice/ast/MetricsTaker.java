package dev.sluice.ast;

import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;

/// A program's code that is given metrics of rows when a batch query has run. One for each time that metrics are said:
/// it tells them from others of the same name.
public interface MetricsTaker {

    /// @param row one row
    void take(Chunk row, DataType.Struct schema);
}
