package dev.sluice.catalog;

import dev.sluice.connector.Source;
import dev.sluice.type.DataType;
import java.util.function.Supplier;

/// A stream that can be opened: once for each run of a query that reads it.
///
/// @param description how plans show it
public record StreamTable(String description, DataType.Struct schema, Supplier<Source> open) {
    @Override
    public String toString() {
        return description;
    }
}
