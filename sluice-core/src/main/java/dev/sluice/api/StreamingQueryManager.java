package dev.sluice.api;

import dev.sluice.builtin.ExplainWaitingFunction;
import dev.sluice.cluster.Cluster;
import dev.sluice.cluster.ClusterStream;
import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.progress.QueryProgress;
import dev.sluice.streaming.MicroBatchExecution;
import dev.sluice.streaming.StreamingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The streaming queries of a session.
public final class StreamingQueryManager {

    private static final System.Logger LOG = System.getLogger("StreamingQueryManager");

    private final Session session;
    private final List<StreamingQueryListener> listeners = new CopyOnWriteArrayList<>();
    private final List<StreamingQuery> active = new ArrayList<>();
    private boolean anyEnded;
    private boolean listens;
    private @Nullable StreamingQueryException failure;

    StreamingQueryManager(Session session) {
        this.session = session;
    }

    /// @throws dev.sluice.error.SluiceException if a query of that name is active, or the query can't be opened
    StreamingQuery start(StreamingPlan plan) {
        var query = new LocalStreamingQuery(
                session,
                plan.name(),
                plan.trigger(),
                new ExplainWaitingFunction.Checkpoint(plan.checkpoint(), plan.directory()),
                wake -> new MicroBatchExecution(plan, session.machine(), session.workers(), session.background(), wake),
                this::ended);
        synchronized (this) {
            if (plan.name() != null && active.stream().anyMatch(q -> Objects.equals(q.name(), plan.name()))) {
                throw ErrorCondition.DUPLICATE_QUERY_NAME
                        .error()
                        .with("name", plan.name())
                        .build();
            }
            active.add(query);
        }
        try {
            query.start();
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                active.remove(query);
            }
            throw e;
        }
        return query;
    }

    /// Starts a query on a cluster.
    ///
    /// @throws dev.sluice.error.SluiceException if the cluster refuses it
    StreamingQuery start(Cluster cluster, ClusterStream stream) {
        var query = new ClusterStreamingQuery(
                session,
                stream.name(),
                stream.trigger(),
                cluster.start(stream),
                stream.options().get("checkpointLocation"),
                this::endedThere);
        synchronized (this) {
            active.add(query);
        }
        tellStarted(query);
        // What it did before it was known here is told by now, and what comes from now on as it comes.
        query.begin();
        return query;
    }

    void tellStarted(StreamingQuery query) {
        var started = new StreamingQueryListener.QueryStartedEvent(
                query.id(),
                query.runId(),
                query.name(),
                QueryProgress.iso(session.machine().nowMillis()));
        tell(listener -> listener.onQueryStarted(started));
    }

    void tellIdle(StreamingQuery query, String timestamp) {
        var event = new StreamingQueryListener.QueryIdleEvent(query.id(), query.runId(), timestamp);
        tell(listener -> listener.onQueryIdle(event));
    }

    private void endedThere(StreamingQuery query) {
        ended(query);
        tellTerminated(query);
    }

    void tellTerminated(StreamingQuery query) {
        var event = new StreamingQueryListener.QueryTerminatedEvent(query.id(), query.runId(), query.exception());
        tell(listener -> listener.onQueryTerminated(event));
    }

    /// What the queries on a cluster do.
    private final class News implements Cluster.News {

        @Override
        public void progressed(JsonValue progress) {
            String run = progress.asObject().require("runId").asString();
            there(run).ifPresent(query -> query.hear(progress));
        }

        @Override
        public void idle(String runId, String timestamp) {
            there(runId).ifPresent(query -> query.hearIdle(timestamp));
        }

        private Optional<ClusterStreamingQuery> there(String runId) {
            for (StreamingQuery query : active()) {
                if (query instanceof ClusterStreamingQuery there
                        && there.runId().toString().equals(runId)) return Optional.of(there);
            }
            return Optional.empty();
        }
    }

    private synchronized void ended(StreamingQuery query) {
        active.remove(query);
        anyEnded = true;
        if (failure == null) failure = query.exception().orElse(null);
        notifyAll();
    }

    /// The queries that are running.
    public synchronized StreamingQuery[] active() {
        return active.toArray(StreamingQuery[]::new);
    }

    /// The running query of that id, if there is one.
    public synchronized Optional<StreamingQuery> get(UUID id) {
        return active.stream().filter(query -> query.hasId(id)).findFirst();
    }

    /// @throws IllegalArgumentException if it is no UUID
    public Optional<StreamingQuery> get(String id) {
        return get(UUID.fromString(id));
    }

    /// Waits until any query has ended since the session began or [#resetTerminated] was called.
    ///
    /// @throws StreamingQueryException if one of them failed
    public synchronized void awaitAnyTermination() {
        try {
            while (!anyEnded) wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (failure != null) throw failure;
    }

    /// As [#awaitAnyTermination()], for so long at most.
    ///
    /// @return whether one has ended
    /// @throws StreamingQueryException if one of them failed
    public synchronized boolean awaitAnyTermination(long timeoutMillis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        try {
            for (long left = timeoutMillis; !anyEnded && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return anyEnded;
        }
        if (failure != null) throw failure;
        return anyEnded;
    }

    /// Forgets the queries that have ended.
    public synchronized void resetTerminated() {
        anyEnded = false;
        failure = null;
    }

    /// From now on tells it what the session's queries do.
    public void addListener(StreamingQueryListener listener) {
        boolean first = listeners.isEmpty();
        listeners.add(listener);
        if (first) session.cluster().ifPresent(cluster -> listen(cluster.cluster()));
    }

    private synchronized void listen(Cluster cluster) {
        if (listens) return;
        listens = true;
        for (StreamingQuery query : active) if (query instanceof ClusterStreamingQuery there) there.skip();
        cluster.listen(new News());
    }

    public void removeListener(StreamingQueryListener listener) {
        listeners.remove(listener);
    }

    /// The listeners there are.
    public StreamingQueryListener[] listListeners() {
        return listeners.toArray(StreamingQueryListener[]::new);
    }

    /// What a listener throws is its own affair: the query goes on.
    void tell(Consumer<StreamingQueryListener> event) {
        for (StreamingQueryListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                LOG.log(System.Logger.Level.ERROR, "Listener " + listener + " threw an exception", e);
            }
        }
    }

    void stopAll() {
        for (StreamingQuery query : active()) query.stop();
    }
}
