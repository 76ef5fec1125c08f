package dev.sluice.connector;

import dev.sluice.type.DataType;
import java.util.List;

/// An input that is there as a whole: what a batch query scans, and the static side of a stream's join.
public interface StaticInput {

    DataType.Struct schema();

    /// How plans show it.
    String description();

    /// The files that are read, if it is files, as they are now.
    default List<String> files() {
        return List.of();
    }

    /// The same input with one more column behind all others, that of [Provider#metadata].
    default StaticInput withMetadata() {
        throw new UnsupportedOperationException("no metadata of " + description());
    }

    /// The pieces, as they are now.
    List<Split> splits();
}
