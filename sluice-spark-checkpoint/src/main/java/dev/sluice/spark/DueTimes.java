package dev.sluice.spark;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When rows of state are forgotten: a column here, and in Spark known to the plan.
final class DueTimes {

    private DueTimes() {}

    /// @param path of the checkpoint
    /// @return null if the rows are never forgotten
    /// @throws dev.sluice.error.SluiceException if the log does not say so, being that of an older version
    static @Nullable DueTime of(Opened opened, StateSpec spec, String path) {
        if (spec.time() == StateSpec.TIMELESS) return null;
        DueTime time = opened.dueTimes().get(spec.operator());
        if (time != null) return time;
        throw SparkFiles.notCovered(
                path,
                "its log does not say by which time the rows of " + spec.operator()
                        + " are forgotten: start the query once more here first");
    }

    /// @return null for a row without a time
    static @Nullable Long due(DueTime time, List<@Nullable Object> key, List<@Nullable Object> value) {
        Object found = (time.ofKey() ? key : value).get(time.column());
        Object end = found instanceof List<?> window ? window.get(1) : found;
        return end == null ? null : time.due((Long) end);
    }
}
