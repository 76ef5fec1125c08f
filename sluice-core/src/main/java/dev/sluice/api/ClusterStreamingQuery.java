package dev.sluice.api;

import dev.sluice.cluster.ClusterQuery;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.progress.ProgressReader;
import dev.sluice.progress.QueryProgress;
import dev.sluice.progress.QueryStatus;
import dev.sluice.stream.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A query that runs on a cluster. A thread here waits for its end.
final class ClusterStreamingQuery extends StreamingQuery {

    private static final System.Logger LOG = System.getLogger("StreamingQueryManager");
    private static final long LOOK_MILLIS = 1_000;

    /// For so long a cluster may be away before its query is given up here.
    private static final long PATIENCE_MILLIS = 120_000;

    private final ClusterQuery query;
    private final @Nullable String checkpoint;
    private final Consumer<ClusterStreamingQuery> onEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable StreamingQueryException failure;
    private volatile boolean over;
    private final ReentrantLock telling = new ReentrantLock();
    private volatile boolean begun;
    private volatile boolean lost;
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

    /// From now on tells what it does, and knows when it ends.
    void begin() {
        begun = true;
        sparkSession().machine().threads().newThread(this::awaitEnd).start();
    }

    private boolean isTelling() {
        return telling.isHeldByCurrentThread();
    }

    private void requireOtherThread() {
        if (isTelling()) throw ErrorCondition.WAIT_FOR_ITSELF.error().build();
    }

    private void awaitEnd() {
        List<JsonValue> last = List.of();
        try {
            boolean there = true;
            while (there) there = !patiently(() -> query.awaitTermination(LOOK_MILLIS));
            failure = patiently(query::failure)
                    .map(message -> StreamingQueryException.there(query.id(), query.runId(), message))
                    .orElse(null);
            last = patiently(query::recentProgress);
        } catch (RuntimeException e) {
            // The cluster is gone, and nobody knows what became of the query; it may still run.
            lost = true;
            if (failure == null) failure = new StreamingQueryException(query.id(), query.runId(), 1, e);
        }
        last.forEach(this::tell);
        over = true;
        try {
            onEnd.accept(this);
        } finally {
            ended.countDown();
        }
    }

    /// Asks again for as long as the cluster may be away.
    private <T> T patiently(Supplier<T> question) {
        long until = sparkSession().machine().nowMillis() + PATIENCE_MILLIS;
        boolean told = false;
        while (true) {
            try {
                return question.get();
            } catch (SluiceException e) {
                boolean isAway = e.condition() == ErrorCondition.CLUSTER_UNREACHABLE;
                if (!isAway
                        || sparkSession().machine().nowMillis() > until
                        || !sparkSession().isUsable()) throw e;
                if (!told) LOG.log(System.Logger.Level.WARNING, this + ": " + e.sentence() + " It is asked again.");
                told = true;
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    /// Takes news of the cluster. What came before the query was known here is asked for.
    void hear(JsonValue json) {
        if (!begun) return;
        telling.lock();
        try {
            if (json.asObject().require("batchId").asLong() > told + 1)
                query.recentProgress().forEach(this::tell);
            tell(json);
        } finally {
            telling.unlock();
        }
    }

    /// @param timestamp when the cluster found nothing new
    void hearIdle(String timestamp) {
        if (begun) sparkSession().streams().tellIdle(this, timestamp);
    }

    /// Leaves what has been done so far untold.
    void skip() {
        telling.lock();
        try {
            for (JsonValue json : query.recentProgress()) {
                QueryProgress progress = ProgressReader.read(json);
                if (isMicroBatch(progress)) told = Math.max(told, progress.batchId());
            }
        } finally {
            telling.unlock();
        }
    }

    /// Tells the session's listeners of a micro-batch, unless they know it, in the order of micro-batches.
    private void tell(JsonValue json) {
        telling.lock();
        try {
            QueryProgress progress = ProgressReader.read(json);
            if (!isMicroBatch(progress) || progress.batchId() <= told) return;
            told = progress.batchId();
            tell(progress);
        } finally {
            telling.unlock();
        }
    }

    /// Spark tells now and then of a trigger that found nothing new, too, with the number of the micro-batch to come.
    private static boolean isMicroBatch(QueryProgress progress) {
        return progress.numInputRows() > 0 || progress.durationMs().containsKey("addBatch");
    }

    private void tell(QueryProgress progress) {
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
        requireOtherThread();
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
        requireOtherThread();
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
        requireOtherThread();
        try {
            query.processAllAvailable();
        } catch (SluiceException e) {
            if (!query.isActive()) awaitTermination(); // says why, if the query failed
            throw e;
        }
    }

    @Override
    public void stop() {
        if (!isActive() && !lost) return;
        try {
            query.stop();
        } catch (SluiceException e) {
            // A session that is closed at the same time has ended it.
            if (sparkSession().isUsable()) throw e;
            return;
        }
        if (isTelling()) return; // who is being told of a micro-batch can't wait for what is told next
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
