package dev.sluice.catalog;

import dev.sluice.connector.Source;
import dev.sluice.type.DataType;
import java.util.function.Supplier;

/// A stream that can be opened: once for each run of a query that reads it.
///
/// @param description how plans show it
/// @param idleTimeoutMillis after how long a silence it holds no watermark back any more; [#NEVER] by default
public record StreamTable(String description, DataType.Struct schema, Supplier<Source> open, long idleTimeoutMillis) {

    /// However long it is silent, it may speak again.
    public static final long NEVER = Long.MAX_VALUE;

    public StreamTable(String description, DataType.Struct schema, Supplier<Source> open) {
        this(description, schema, open, NEVER);
    }

    public StreamTable withIdleTimeout(long millis) {
        return new StreamTable(description, schema, open, millis);
    }

    @Override
    public String toString() {
        return description;
    }
}
