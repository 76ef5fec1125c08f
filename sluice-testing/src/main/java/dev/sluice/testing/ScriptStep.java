package dev.sluice.testing;

import dev.sluice.stream.OutputMode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    /// @param eventTime its watermark, if it has one of its own
    record Source(
            Place place,
            String name,
            String columns,
            @Nullable EventTime eventTime) implements ScriptStep {}

    /// Which column says when an event was, and how late it may come: `at`, `10 seconds`.
    record EventTime(String column, String delay) {}

    /// A static table.
    record Table(Place place, String name, String columns, List<ScriptRow> rows) implements ScriptStep {}

    /// A setting of the session.
    record Setting(Place place, String key, String value) implements ScriptStep {}

    /// The columns by which rows of an update-mode result replace each other.
    record Key(Place place, List<String> columns) implements ScriptStep {}

    /// Says that the result depends on how the input is cut into micro-batches, so that no other cut is compared.
    record DependsOnCuts(Place place, String reason) implements ScriptStep {}

    /// Says that rows which may still change are held back at the end, so that the batch answer has more of them.
    record HoldsBack(Place place, String reason) implements ScriptStep {}

    /// A name for the rows of a query.
    record View(Place place, String name, Rows rows) implements ScriptStep {}

    /// Starts the query.
    record Query(Place place, OutputMode mode, Rows rows) implements ScriptStep {}

    /// A table of [Inserts].
    record Target(Place place, ScriptTarget target) implements ScriptStep {}

    /// Starts a query of several INSERTs behind one FROM.
    record Inserts(Place place, String sql) implements ScriptStep {}

    /// A query in SQL, and what is called on its rows, for what only a DataFrame can say.
    record Rows(String sql, List<Call> calls) {

        public Rows {
            calls = List.copyOf(calls);
        }

        Rows then(Call call) {
            return new Rows(sql, Stream.concat(calls.stream(), Stream.of(call)).toList());
        }
    }

    /// A method of a DataFrame: `dropDuplicates user, at`.
    record Call(String method, List<String> arguments) {

        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return (method + " " + String.join(", ", arguments)).strip();
        }
    }

    /// Rows for a stream that come in the same micro-batch as those of the next feed.
    record Put(Place place, String source, List<ScriptRow> rows) implements ScriptStep {}

    /// Appends rows to a stream, all in one step, and runs the query until it is quiet; without rows it just runs.
    record Feed(Place place, String source, List<ScriptRow> rows) implements ScriptStep {}

    /// The rows of all micro-batches since the last such step; in complete mode those of the last micro-batch.
    record Emits(Place place, List<ScriptRow> rows, boolean ordered) implements ScriptStep {}

    /// The rows of each micro-batch since the last such step, also of those that wrote none.
    record Batches(Place place, List<Batch> batches) implements ScriptStep {}

    /// @param id the number of a micro-batch
    record Batch(long id, List<ScriptRow> rows) {}

    /// The watermark that the last micro-batch ran with, as a timestamp is printed; `none` before the first, and in a
    /// query without.
    record Watermark(Place place, String time) implements ScriptStep {}

    /// How many rows operators dropped as late in the micro-batches that the step before showed.
    record Late(Place place, long rowCount) implements ScriptStep {}

    /// The rows dropped as late since the last such step, as a table that `lateRowsTo` names takes them.
    record LateRows(Place place, List<ScriptRow> rows) implements ScriptStep {}

    /// How many rows the operators of a name held after the last micro-batch.
    ///
    /// @param operator Spark's name: `stateStoreSave`, `symmetricHashJoin`, `dedupe`
    record State(Place place, String operator, long rowCount) implements ScriptStep {}

    /// What operators told of each micro-batch since the last such step: a line `-- NUMBER`, then
    /// `NAME TOTAL UPDATED REMOVED LATE` for each of them, as `numRows…` are called in progress.
    record Operators(Place place, List<String> lines) implements ScriptStep {}

    /// Stops the query, and starts it again from its checkpoint.
    record Restart(Place place) implements ScriptStep {}

    /// The last feed ended the query with this error, or the query did not start because of it: what Spark sees in the
    /// first micro-batch may be seen before.
    record Fails(Place place, ExpectedError error) implements ScriptStep {}

    /// The query did not start, with this error.
    record Refused(Place place, ExpectedError error) implements ScriptStep {}

    /// Whether it happens once the query is there, rather than prepares it.
    default boolean isAction() {
        return switch (this) {
            case Put _,
                    Feed _,
                    Emits _,
                    Batches _,
                    Watermark _,
                    Late _,
                    LateRows _,
                    State _,
                    Operators _,
                    Restart _,
                    Fails _,
                    Refused _ -> true;
            case Source _,
                    Table _,
                    Setting _,
                    Key _,
                    DependsOnCuts _,
                    HoldsBack _,
                    View _,
                    Query _,
                    Target _,
                    Inserts _ -> false;
        };
    }
}
