package dev.sluice.api;

import org.jspecify.annotations.Nullable;

/// Why a streaming query ended: its cause says what went wrong.
public final class StreamingQueryException extends RuntimeException {

    private static final String STATE = " SQLSTATE: XXKST";

    private final String queryId;
    private final String runId;
    private final int attempts;

    StreamingQueryException(String queryId, String runId, int attempts, Throwable cause) {
        super(
                "[STREAM_FAILED] Query [id = " + queryId + ", runId = " + runId + "] terminated with exception: "
                        + cause.getMessage() + STATE,
                cause);
        this.queryId = queryId;
        this.runId = runId;
        this.attempts = Math.max(1, attempts);
    }

    /// Of a query on a cluster, in the cluster's words: of the whole, or of what it failed with alone.
    static StreamingQueryException there(String queryId, String runId, String said) {
        String message = said.replaceFirst("^[\\w.]+Exception: ", "");
        String whole =
                "[STREAM_FAILED] Query [id = " + queryId + ", runId = " + runId + "] terminated with exception: ";
        String cause =
                message.startsWith(whole) ? message.substring(whole.length()).replace(STATE, "") : message;
        return new StreamingQueryException(queryId, runId, 1, new RuntimeException(cause));
    }

    /// Spark's name for [#getMessage].
    public String message() {
        return String.valueOf(getMessage());
    }

    /// What went wrong. Spark's name for [#getCause].
    public @Nullable Throwable cause() {
        return getCause();
    }

    public String getCondition() {
        return "STREAM_FAILED";
    }

    public String getSqlState() {
        return "XXKST";
    }

    /// The query's id, the same in all its runs.
    public String queryId() {
        return queryId;
    }

    public String runId() {
        return runId;
    }

    /// How often it was tried without a micro-batch between the attempts.
    public int attempts() {
        return attempts;
    }
}
