package dev.sluice.cluster;

import dev.sluice.json.JsonValue;
import dev.sluice.progress.QueryStatus;
import java.util.List;
import java.util.Optional;

/// A streaming query on a cluster.
public interface ClusterQuery {

    String id();

    String runId();

    boolean isActive();

    QueryStatus status();

    /// Spark's JSON of the last micro-batches, oldest first.
    List<JsonValue> recentProgress();

    String explain(boolean extended);

    /// What it failed with, in the cluster's words; nothing if it did not fail.
    Optional<String> failure();

    /// Waits for its end, at most so long.
    ///
    /// @return whether it has ended, in whatever way
    boolean awaitTermination(long millis);

    void processAllAvailable();

    void stop();
}
