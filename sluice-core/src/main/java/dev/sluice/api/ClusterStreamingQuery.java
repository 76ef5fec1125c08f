package dev.sluice.api;

import dev.sluice.cluster.ClusterQuery;
import dev.sluice.json.JsonValue;
import dev.sluice.progress.ProgressReader;
import dev.sluice.progress.QueryProgress;
import dev.sluice.progress.QueryStatus;
import dev.sluice.stream.Trigger;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A query that runs on a cluster. A thread here waits for its end.
final class ClusterStreamingQuery extends StreamingQuery {

    private static final long LOOK_MILLIS = 1_000;

    private final ClusterQuery query;
    private final @Nullable String checkpoint;
    private final Consumer<ClusterStreamingQuery> onEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable StreamingQueryException failure;
    private volatile boolean over;
    private long told = -1;

    /// @param checkpoint where the cluster keeps its checkpoint, if that was said
    /// @param onEnd is told that it has ended, once
    ClusterStreamingQuery(
            Session session,
            @Nullable String name,
            Trigger trigger,
            ClusterQuery query,
            @Nullable String checkpoint,
            Consumer<ClusterStreamingQuery> onEnd) {
        super(session, name, trigger);
        this.query = query;
        this.checkpoint = checkpoint;
        this.onEnd = onEnd;
    }

    /// From now on knows when it ends.
    void watch() {
        sparkSession().machine().threads().newThread(this::awaitEnd).start();
    }

    private void awaitEnd() {
        try {
            boolean there = true;
            while (there) there = !query.awaitTermination(LOOK_MILLIS);
            failure = query.failure()
                    .map(message -> StreamingQueryException.there(query.id(), query.runId(), message))
                    .orElse(null);
            query.recentProgress().forEach(this::tell);
        } catch (RuntimeException e) {
            // The cluster is gone, and nobody knows what became of the query.
            if (failure == null) failure = new StreamingQueryException(query.id(), query.runId(), 1, e);
        }
        over = true;
        try {
            onEnd.accept(this);
        } finally {
            ended.countDown();
        }
    }

    /// Tells the session's listeners of a micro-batch, unless they know it.
    synchronized void tell(JsonValue json) {
        QueryProgress progress = ProgressReader.read(json);
        if (progress.batchId() <= told) return;
        told = progress.batchId();
        var event = new StreamingQueryListener.QueryProgressEvent(progress);
        sparkSession().streams().tell(listener -> listener.onQueryProgress(event));
    }

    @Override
    public UUID id() {
        return UUID.fromString(query.id());
    }

    @Override
    public UUID runId() {
        return UUID.fromString(query.runId());
    }

    @Override
    String idText() {
        return query.id();
    }

    @Override
    boolean hasId(UUID other) {
        return query.id().equals(other.toString());
    }

    @Override
    public Optional<String> checkpointLocation() {
        return Optional.ofNullable(checkpoint);
    }

    @Override
    public boolean isActive() {
        return !over;
    }

    @Override
    public Optional<StreamingQueryException> exception() {
        return isActive() ? Optional.empty() : Optional.ofNullable(failure);
    }

    @Override
    public QueryStatus status() {
        return query.status();
    }

    @Override
    public @Nullable QueryProgress lastProgress() {
        QueryProgress[] all = recentProgress();
        return all.length == 0 ? null : all[all.length - 1];
    }

    @Override
    public QueryProgress[] recentProgress() {
        return query.recentProgress().stream().map(ProgressReader::read).toArray(QueryProgress[]::new);
    }

    @Override
    public String explainString(boolean extended) {
        return query.explain(extended);
    }

    @Override
    public DataFrame explainWaiting() {
        throw ClusterSession.cannot("explainWaiting(), which reads a checkpoint of Sluice's");
    }

    @Override
    public void awaitTermination() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (failure != null) throw failure;
    }

    @Override
    public boolean awaitTermination(long timeoutMillis) {
        try {
            if (!ended.await(timeoutMillis, TimeUnit.MILLISECONDS)) return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !isActive();
        }
        if (failure != null) throw failure;
        return true;
    }

    @Override
    public void processAllAvailable() {
        query.processAllAvailable();
    }

    @Override
    public void stop() {
        if (!isActive()) return;
        query.stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A cluster knows one way to end a query.
    @Override
    public void cancel() {
        stop();
    }
}
