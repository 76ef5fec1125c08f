package dev.sluice.streaming;

import dev.sluice.progress.QueryProgress;
import java.util.OptionalLong;

/// What one turn of a query's loop came to.
public sealed interface Step {

    /// A micro-batch ran.
    record Ran(QueryProgress progress) implements Step {}

    /// Rows have flowed, and more may be there; the micro-batch is not over.
    record Flowed() implements Step {}

    /// There is nothing new in any source.
    ///
    /// @param askAgainMillis when to look again, if the sources don't tell
    record Quiet(OptionalLong askAgainMillis) implements Step {}

    /// The trigger is not due; nothing was looked at.
    record NotDue(long dueMillis) implements Step {}

    /// The query has done what its trigger asks for.
    record Finished() implements Step {}
}
