package dev.sluice.testing;

import dev.sluice.stream.OutputMode;
import java.util.List;

/// Where rows of a script's query go.
///
/// @param name of the table in an INSERT; empty if it is a query with one result
/// @param key the columns that name a row of an update-mode result; empty if rows are only added
public record ScriptTarget(String name, OutputMode mode, List<String> key) {

    public ScriptTarget {
        key = List.copyOf(key);
    }
}
