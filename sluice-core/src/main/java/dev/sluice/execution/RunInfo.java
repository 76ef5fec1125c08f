package dev.sluice.execution;

import java.util.UUID;

/// Which run of a query is going on, for programs that ask.
///
/// @param queryId the same in all runs of the query
public record RunInfo(UUID queryId, UUID runId, long batchId) {

    /// Of a batch.
    public static final RunInfo BATCH = new RunInfo(new UUID(0, 0), new UUID(0, 0), 0);
}
