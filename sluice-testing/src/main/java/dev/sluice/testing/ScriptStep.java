package dev.sluice.testing;

import dev.sluice.stream.OutputMode;
import java.util.List;

/// A step of a [Script].
public sealed interface ScriptStep {

    /// Where the step is written.
    ///
    /// @param file its name, without directories
    record Place(String file, int line) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    Place place();

    /// A stream that the script feeds.
    ///
    /// @param columns as DDL: `name STRING, n INT`
    record Source(Place place, String name, String columns) implements ScriptStep {}

    /// A static table.
    record Table(Place place, String name, String columns, List<ScriptRow> rows) implements ScriptStep {}

    /// A setting of the session.
    record Setting(Place place, String key, String value) implements ScriptStep {}

    /// The columns by which rows of an update-mode result replace each other.
    record Key(Place place, List<String> columns) implements ScriptStep {}

    /// Says that the result depends on how the input is cut into micro-batches, so that no other cut is compared.
    record DependsOnCuts(Place place, String reason) implements ScriptStep {}

    /// Starts the query.
    record Query(Place place, OutputMode mode, String sql) implements ScriptStep {}

    /// Appends rows to a stream, all in one step, and runs the query until it is quiet; without rows it just runs.
    record Feed(Place place, String source, List<ScriptRow> rows) implements ScriptStep {}

    /// The rows of all micro-batches since the last such step; in complete mode those of the last micro-batch.
    record Emits(Place place, List<ScriptRow> rows, boolean ordered) implements ScriptStep {}

    /// Stops the query, and starts it again from its checkpoint.
    record Restart(Place place) implements ScriptStep {}

    /// The last feed ended the query with this error.
    record Fails(Place place, ExpectedError error) implements ScriptStep {}

    /// The query did not start, with this error.
    record Refused(Place place, ExpectedError error) implements ScriptStep {}

    /// Whether it happens once the query is there, rather than prepares it.
    default boolean isAction() {
        return switch (this) {
            case Feed _, Emits _, Restart _, Fails _, Refused _ -> true;
            case Source _, Table _, Setting _, Key _, DependsOnCuts _, Query _ -> false;
        };
    }
}
