package dev.sluice.recorder;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.ExtendedAnalysisException;
import org.apache.spark.sql.streaming.StreamingQueryException;

/// What Spark says when it refuses: condition, SQLSTATE (`-` if it has none) and message.
///
/// The innermost wrapping is looked through: a failed task or streaming query is named by what made it fail. The
/// plan that analysis errors append to their message is left out, as are empty lines at either end.
record SparkError(String condition, String sqlState, String message) {

    static SparkError of(Throwable thrown) {
        Throwable at = thrown;
        while (!namesCondition(at) && at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        if (!namesCondition(at)) {
            return new SparkError(at.getClass().getName(), "-", String.valueOf(at.getMessage()));
        }
        SparkThrowable named = (SparkThrowable) at;
        String state = named.getSqlState();
        String message = at instanceof ExtendedAnalysisException analysis
                ? ((AnalysisException) analysis).getSimpleMessage()
                : at.getMessage();
        return new SparkError(named.getCondition(), state == null ? "-" : state, message);
    }

    private static boolean namesCondition(Throwable thrown) {
        return !(thrown instanceof StreamingQueryException)
                && thrown instanceof SparkThrowable spark
                && spark.getCondition() != null;
    }

    /// The message, ready for a file in which an empty line means an end.
    List<String> messageLines() {
        List<String> lines = new ArrayList<>(message.lines().toList());
        while (!lines.isEmpty() && lines.get(0).isBlank()) {
            lines.remove(0);
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        // Column ids in plans count up over a whole run.
        lines.replaceAll(line -> line.isBlank() ? "." : line.stripTrailing().replaceAll("#\\d+L?", "#x"));
        return lines;
    }
}
