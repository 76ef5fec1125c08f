package dev.sluice.api;

import dev.sluice.builtin.ExplainWaitingFunction;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Cancellation;
import dev.sluice.progress.QueryProgress;
import dev.sluice.progress.QueryStatus;
import dev.sluice.stream.Trigger;
import dev.sluice.streaming.MicroBatchExecution;
import dev.sluice.streaming.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A query that runs in this process, on a thread of its own.
final class LocalStreamingQuery extends StreamingQuery {

    private static final System.Logger LOG = System.getLogger("MicroBatchExecution");

    private final Session session;
    private final ExplainWaitingFunction.Checkpoint checkpoint;
    private final Supplier<MicroBatchExecution> executions;
    private final Consumer<StreamingQuery> onEnd;
    private final int keptProgress;
    private final Failures failures;
    private final Idleness idleness;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<QueryProgress> progress = new ArrayDeque<>();
    private boolean woken;
    private boolean stopping;
    private boolean ended;
    /// Whether all who are to be told of the end have been told, so that those who wait for it go on.
    private boolean over;
    private long askedQuiet;
    private long answeredQuiet;
    private @Nullable StreamingQueryException failure;
    private QueryProgress.@Nullable Restarted restarted;
    private @Nullable QueryStatus waiting;
    private volatile MicroBatchExecution execution;
    private volatile String id = "";
    private volatile @Nullable Thread thread;

    /// Of the query's own thread: whether it has not got on since it failed, and whether that was for want of an input.
    private boolean wentDown;

    private boolean waitsForInput;

    LocalStreamingQuery(
            Session session,
            @Nullable String name,
            Trigger trigger,
            ExplainWaitingFunction.Checkpoint checkpoint,
            Function<Runnable, MicroBatchExecution> making,
            Consumer<StreamingQuery> onEnd) {
        super(session, name, trigger);
        this.session = session;
        this.checkpoint = checkpoint;
        this.onEnd = onEnd;
        executions = () -> making.apply(this::wake);
        execution = executions.get();
        keptProgress = Integer.parseInt(session.conf().get(SessionConf.RECENT_PROGRESS));
        failures = new Failures(RestartPolicy.of(session.conf()));
        idleness = new Idleness(session.conf().millis(SessionConf.IDLE_INTERVAL), trigger);
    }

    /// Opens the query in the calling thread, so that what is wrong is told at once, and lets it run on its own.
    void start() {
        if (Boolean.parseBoolean(session.conf().get(SessionConf.DRY_RUN))) {
            tellRestart();
            return;
        }
        try {
            execution.open();
            id = execution.id();
            session.streams().tellStarted(this);
            Thread made = session.machine().threads().newThread(this::run);
            thread = made;
            made.start();
        } catch (RuntimeException | Error e) {
            closeQuietly(e);
            throw e;
        }
    }

    /// Only tells what a start would do with the checkpoint, and ends.
    private void tellRestart() {
        id = execution.runId();
        for (String line : execution.describeRestart()) {
            session.output().println((name() == null ? "" : name() + ": ") + line);
        }
        end(null);
    }

    private void run() {
        Throwable cause;
        try {
            Attempt attempt = attempt(false);
            while (attempt instanceof Attempt.Failed failed && pause(failed)) {
                attempt = attempt(true);
            }
            cause = attempt instanceof Attempt.GivenUp(Throwable given) ? given : null;
        } catch (RuntimeException | Error e) {
            // Not even giving up went well; whoever waits for the end must not wait for ever.
            cause = e;
        }
        end(cause);
    }

    /// How a run of the query ended.
    private sealed interface Attempt {
        record Done() implements Attempt {}

        record GivenUp(Throwable cause) implements Attempt {}

        /// @param ofInput whether it lay in an input, which may come back
        record Failed(Throwable cause, long pauseMillis, boolean ofInput) implements Attempt {}
    }

    /// @param again whether this is a new run, which has yet to be opened
    private Attempt attempt(boolean again) {
        try {
            if (again) {
                execution = executions.get();
                execution.open();
            }
            boolean more = true;
            while (more) more = turn();
            execution.settle().ifPresent(this::ran);
            execution.close();
            return new Attempt.Done();
        } catch (Cancellation.CancelledException e) {
            closeQuietly(e);
            return new Attempt.Done();
        } catch (Throwable e) {
            boolean ofInput = execution.mayPass(e);
            wentDown = true;
            closeQuietly(e);
            OptionalLong pause = failures.pauseMillis(session.machine().nowMillis(), ofInput);
            return pause.isPresent() ? new Attempt.Failed(e, pause.getAsLong(), ofInput) : new Attempt.GivenUp(e);
        }
    }

    /// Waits before the next attempt.
    ///
    /// @return whether there is to be one
    private boolean pause(Attempt.Failed failed) {
        if (failed.ofInput && isStopping()) return false; // nobody waits for it any more
        tell(failed);
        String message = String.valueOf(failed.cause.getMessage() == null ? failed.cause : failed.cause.getMessage());
        lock.lock();
        try {
            restarted = new QueryProgress.Restarted(restarted == null ? 1 : restarted.count() + 1, message);
            waiting = new QueryStatus("Waiting to start again after: " + message, false, false);
        } finally {
            lock.unlock();
        }
        await(OptionalLong.of(session.machine().nowMillis() + failed.pauseMillis), false);
        lock.lock();
        try {
            waiting = null;
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /// A line for each attempt; for an input that is away, one when the waiting for it begins.
    private void tell(Attempt.Failed failed) {
        boolean waits = failed.ofInput && waitsForInput;
        waitsForInput = failed.ofInput;
        LOG.log(
                waits ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                this
                        + (failed.ofInput
                                ? " waits for an input that is away, and asks for it again in "
                                : " failed, and starts again from its checkpoint in ")
                        + failed.pauseMillis + " ms (attempt " + failures.inARow() + "): "
                        + (failed.cause instanceof SluiceException known ? known.sentence() : failed.cause));
        LOG.log(System.Logger.Level.DEBUG, "What it failed with:", failed.cause);
    }

    private void tellThatItGoesOn() {
        if (!wentDown) return;
        wentDown = false;
        LOG.log(
                System.Logger.Level.WARNING,
                this + (waitsForInput ? ": its input is back, and it goes on" : " goes on") + " (attempt "
                        + (failures.inARow() + 1) + ")");
        waitsForInput = false;
    }

    /// One turn of the loop.
    ///
    /// @return whether there is to be another
    private boolean turn() {
        long asked;
        lock.lock();
        try {
            if (stopping) return false;
            woken = false;
            asked = askedQuiet;
        } finally {
            lock.unlock();
        }
        if (isAwaited(asked)) execution.catchUp();
        Step step = execution.step();
        tellThatItGoesOn();
        return switch (step) {
            case Step.Ran(QueryProgress done) -> {
                ran(done);
                yield true;
            }
            case Step.Flowed _ -> {
                idleness.worked(session.machine().nowMillis());
                yield true;
            }
            case Step.Quiet(OptionalLong askAgainMillis) -> {
                if (isAwaited(asked)) execution.settle().ifPresent(this::ran);
                tellIdle();
                answerQuiet(asked);
                rest(askAgainMillis);
                yield true;
            }
            case Step.NotDue(long dueMillis) -> {
                await(OptionalLong.of(dueMillis), false);
                yield true;
            }
            case Step.Finished _ -> false;
        };
    }

    private void ran(QueryProgress done) {
        failures.passed();
        idleness.worked(session.machine().nowMillis());
        add(restarted == null ? done : done.after(restarted));
    }

    private void add(QueryProgress done) {
        lock.lock();
        try {
            progress.addLast(done);
            if (progress.size() > keptProgress) progress.removeFirst();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        var event = new StreamingQueryListener.QueryProgressEvent(done);
        session.streams().tell(listener -> listener.onQueryProgress(event));
    }

    /// Whether somebody waits for what is there to be committed.
    private boolean isAwaited(long asked) {
        lock.lock();
        try {
            return asked > answeredQuiet;
        } finally {
            lock.unlock();
        }
    }

    private void answerQuiet(long asked) {
        lock.lock();
        try {
            answeredQuiet = Math.max(answeredQuiet, asked);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tellIdle() {
        long now = session.machine().nowMillis();
        if (idleness.isToBeTold(now)) session.streams().tellIdle(this, QueryProgress.iso(now));
    }

    /// Sleeps until a time, if there is one, or until a source or a caller wants something. Says in between that there
    /// is nothing to do, without asking the sources for that.
    private void rest(OptionalLong untilMillis) {
        long until = untilMillis.orElse(Long.MAX_VALUE);
        while (idleness.nextMillis() < until) {
            if (!await(OptionalLong.of(idleness.nextMillis()), true)) return;
            tellIdle();
        }
        await(untilMillis, true);
    }

    /// Sleeps until a time, if there is one; or until a source or a caller wants something, if that counts.
    ///
    /// @return whether it is that time
    private boolean await(OptionalLong untilMillis, boolean wakeable) {
        lock.lock();
        try {
            while (!stopping && !(wakeable && (woken || askedQuiet > answeredQuiet))) {
                if (untilMillis.isEmpty()) {
                    changed.awaitUninterruptibly();
                } else {
                    long left = untilMillis.getAsLong() - session.machine().nowMillis();
                    if (left <= 0) return true;
                    var _ = changed.await(left, TimeUnit.MILLISECONDS);
                }
            }
            return false;
        } catch (InterruptedException e) {
            stopping = true;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable Throwable cause) {
        lock.lock();
        try {
            if (cause != null) failure = new StreamingQueryException(id, execution.runId(), failures.inARow(), cause);
            ended = true;
        } finally {
            lock.unlock();
        }
        if (cause != null) LOG.log(System.Logger.Level.ERROR, this + " terminated with error" + attempts(), cause);
        try {
            onEnd.accept(this);
        } finally {
            letGoOn();
        }
        session.streams().tellTerminated(this);
    }

    /// Whoever has waited for the end finds its name free. It does not wait for the listeners, as in Spark: they may be
    /// waiting for it.
    private void letGoOn() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private String attempts() {
        return failures.inARow() < 2 ? "" : " after " + failures.inARow() + " attempts";
    }

    /// Whether the calling thread makes the query's micro-batches, or works for one.
    private boolean isOwnThread() {
        return Thread.currentThread() == thread || execution.isWorkingHere();
    }

    private void requireOtherThread() {
        if (isOwnThread()) throw ErrorCondition.WAIT_FOR_ITSELF.error().build();
    }

    private void closeQuietly(Throwable first) {
        try {
            execution.close();
        } catch (RuntimeException | Error e) {
            if (e != first) first.addSuppressed(e);
        }
    }

    // ---- questions

    @Override
    public UUID id() {
        return UUID.fromString(id);
    }

    @Override
    String idText() {
        return id;
    }

    @Override
    boolean hasId(UUID other) {
        return id.equals(other.toString());
    }

    @Override
    public UUID runId() {
        return UUID.fromString(execution.runId());
    }

    @Override
    public Optional<String> checkpointLocation() {
        return checkpoint.storage() == session.storage() ? Optional.of(checkpoint.directory()) : Optional.empty();
    }

    @Override
    public boolean isActive() {
        lock.lock();
        try {
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<StreamingQueryException> exception() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public QueryStatus status() {
        lock.lock();
        try {
            if (failure != null) {
                Throwable cause = failure.getCause();
                return new QueryStatus(
                        "Terminated with exception: " + (cause == null ? "" : cause.getMessage()), false, false);
            }
            if (ended) return new QueryStatus("Stopped", false, false);
            return waiting == null ? execution.status() : waiting;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable QueryProgress lastProgress() {
        lock.lock();
        try {
            return progress.peekLast();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public QueryProgress[] recentProgress() {
        lock.lock();
        try {
            return progress.toArray(QueryProgress[]::new);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String explainString(boolean extended) {
        return execution.explain(extended).orElse("No physical plan. Waiting for data.");
    }

    @Override
    public DataFrame explainWaiting() {
        return session.answer(
                ExplainWaitingFunction.SCHEMA.fields(),
                ExplainWaitingFunction.rows(
                        checkpoint, session.conf().zone(), session.machine().nowMillis()));
    }

    ExplainWaitingFunction.Checkpoint checkpoint() {
        return checkpoint;
    }

    // ---- waiting and stopping

    @Override
    public void awaitTermination() {
        awaitEnd(OptionalLong.empty());
    }

    @Override
    public boolean awaitTermination(long timeoutMillis) {
        return awaitEnd(OptionalLong.of(timeoutMillis));
    }

    private boolean awaitEnd(OptionalLong timeoutMillis) {
        requireOtherThread();
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis.orElse(0));
            while (!over) {
                if (timeoutMillis.isEmpty()) {
                    changed.awaitUninterruptibly();
                } else {
                    if (left <= 0) return false;
                    left = changed.awaitNanos(left);
                }
            }
            if (failure != null) throw failure;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return over;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void processAllAvailable() {
        requireOtherThread();
        lock.lock();
        try {
            long ticket = ++askedQuiet;
            changed.signalAll();
            while (answeredQuiet < ticket && !over) changed.awaitUninterruptibly();
            if (failure != null) throw failure;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                over = isOver();
                if (!over) execution.hurry(); // without the lock: what ends may want to wake the query
            } catch (InterruptedException e) {
                interrupted = true; // the query has to end all the same
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// Has the query end, and waits a second for that.
    ///
    /// @return whether there is nothing more to wait for
    private boolean isOver() throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
            long left = TimeUnit.SECONDS.toNanos(1);
            while (!over && thread != null && !isOwnThread()) {
                if (left <= 0) return false;
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        execution.cancel();
        stop();
    }
}
