package dev.sluice.api;

import org.jspecify.annotations.Nullable;

/// Why a streaming query ended: its cause says what went wrong.
public final class StreamingQueryException extends RuntimeException {

    private final String queryId;
    private final String runId;
    private final int attempts;

    StreamingQueryException(String queryId, String runId, int attempts, Throwable cause) {
        super(
                "[STREAM_FAILED] Query [id = " + queryId + ", runId = " + runId + "] terminated with exception: "
                        + cause.getMessage() + " SQLSTATE: XXKST",
                cause);
        this.queryId = queryId;
        this.runId = runId;
        this.attempts = Math.max(1, attempts);
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
