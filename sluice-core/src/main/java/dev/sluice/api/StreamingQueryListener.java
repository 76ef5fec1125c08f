package dev.sluice.api;

import dev.sluice.progress.QueryProgress;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Is told what the streaming queries of a session do, once it has been added by [StreamingQueryManager#addListener].
/// Spark's class of that name.
///
/// A query tells in its own thread, so an answer that takes long holds it up; [#onQueryStarted] comes in the thread
/// that starts the query, before its first micro-batch. Queries tell at the same time as each other.
public abstract class StreamingQueryListener {

    public StreamingQueryListener() {}

    /// @param name of the query, if it has one
    /// @param timestamp when, as `2026-11-21T12:02:19.123Z`
    public record QueryStartedEvent(
            UUID id, UUID runId, @Nullable String name, String timestamp) {}

    public record QueryProgressEvent(QueryProgress progress) {}

    /// @param timestamp when it last found nothing new, as `2026-11-21T12:02:19.123Z`
    public record QueryIdleEvent(UUID id, UUID runId, String timestamp) {}

    /// @param exception why the query ended, if it failed
    public record QueryTerminatedEvent(UUID id, UUID runId, Optional<StreamingQueryException> exception) {}

    public abstract void onQueryStarted(QueryStartedEvent event);

    /// A micro-batch has been committed.
    public abstract void onQueryProgress(QueryProgressEvent event);

    /// A query has looked for something new and found nothing, for `spark.sql.streaming.noDataProgressEventInterval`
    /// since it last did anything or said so.
    public void onQueryIdle(QueryIdleEvent event) {}

    public abstract void onQueryTerminated(QueryTerminatedEvent event);
}
