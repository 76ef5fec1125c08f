package dev.sluice.extension;

import java.util.List;

/// Something that a module adds and that is asked for by name.
public interface Extension {

    /// What it is asked for by, lower case.
    String name();

    /// Other names for the same.
    default List<String> otherNames() {
        return List.of();
    }
}
