package dev.sluice.connect;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.ExecutePlanResponse.ExecutionProgress;
import org.apache.spark.connect.proto.ExecutePlanResponse.ResultComplete;
import org.apache.spark.connect.proto.GetStatusResponse.OperationStatus.OperationState;
import org.jspecify.annotations.Nullable;

/// A plan that a client has sent: its answers wait here until they have been sent and, if the client may attach again,
/// until it says that it has them. What produces them waits while too many do.
final class Execution {

    /// Of answers that wait, at least one.
    private static final long MOST_BYTES = 32L << 20;

    private record Answer(ExecutePlanResponse message, long number) {
        String id() {
            return message.getResponseId();
        }
    }

    private final String id;
    private final Set<String> tags;
    private final boolean reattachable;
    private final Function<Throwable, RuntimeException> failures;
    private final Runnable gone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Answer> waiting = new ArrayDeque<>();
    private String lastReleased = "";
    private long waitingBytes;
    private long made;
    private boolean complete;
    private boolean cancelled;
    private @Nullable Throwable failure;
    private @Nullable ErrorCondition released;
    /// Of the one who reads; none does while it is even.
    private long turns;
    private long touchedNanos = System.nanoTime();
    /// When an answer last came, was sent or was released.
    private long movedNanos = System.nanoTime();
    /// The number of the first answer that was never sent.
    private long unsent;
    private @Nullable ExecutionProgress told;
    /// How many wait for room.
    private int held;

    /// @param failures says an error in the protocol's way
    /// @param gone is told when the client has gone and can't come back
    Execution(
            String id,
            Set<String> tags,
            boolean reattachable,
            Function<Throwable, RuntimeException> failures,
            Runnable gone) {
        this.id = id;
        this.tags = tags;
        this.reattachable = reattachable;
        this.failures = failures;
        this.gone = gone;
    }

    String id() {
        return id;
    }

    Set<String> tags() {
        return tags;
    }

    boolean isOver() {
        return locked(() -> complete || failure != null || released != null);
    }

    /// How far it is.
    OperationState state() {
        return locked(() -> {
            if (complete) return OperationState.OPERATION_STATE_SUCCEEDED;
            if (cancelled || released != null) return OperationState.OPERATION_STATE_CANCELLED;
            return failure == null ? OperationState.OPERATION_STATE_RUNNING : OperationState.OPERATION_STATE_FAILED;
        });
    }

    /// Whether nobody has asked for answers for so long, or who did takes none of those that wait.
    boolean isAbandoned(long nanos) {
        return locked(() -> {
            long now = System.nanoTime();
            boolean stuck = held > 0 || unsent < made;
            return turns % 2 == 0 ? now - touchedNanos > nanos : stuck && now - movedNanos > nanos;
        });
    }

    /// Answers that nobody fetches.
    record Left(Execution of, long sinceNanos, long bytes) {}

    /// Whether it is over, and the client that was told of it fetches no answers.
    boolean isLeft() {
        return locked(() -> isOver() && turns > 0 && turns % 2 == 0);
    }

    Optional<Left> left() {
        return locked(() -> isLeft() ? Optional.of(new Left(this, touchedNanos, waitingBytes)) : Optional.empty());
    }

    /// Returns when what makes answers waits for the client.
    void awaitHeld() throws InterruptedException {
        lock.lock();
        try {
            while (held == 0) changed.await();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(java.util.function.Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    // ---- answers are made

    /// Waits while too many answers wait.
    ///
    /// @throws Released if nobody wants them any more
    /// @throws SluiceException if it was cancelled
    void emit(ExecutePlanResponse.Builder answer) {
        emit(answer, false);
    }

    /// @param last whether no answer may follow
    private void emit(ExecutePlanResponse.Builder answer, boolean last) {
        ExecutePlanResponse message = message(answer);
        lock.lock();
        try {
            check();
            held++;
            if (!hasRoom(message)) changed.signalAll();
            try {
                while (!hasRoom(message)) {
                    changed.awaitUninterruptibly();
                    check();
                }
            } finally {
                held--;
            }
            add(message);
            complete |= last;
        } finally {
            lock.unlock();
        }
    }

    /// As [#emit], but never waits.
    ///
    /// @return whether there was room for the answer, and somebody who wants it
    boolean offer(ExecutePlanResponse.Builder answer) {
        ExecutePlanResponse message = message(answer);
        return locked(() -> {
            if (cancelled || complete || failure != null || released != null || !hasRoom(message)) return false;
            add(message);
            return true;
        });
    }

    /// Says how far the query is, unless it was said before, or answers wait that say so better.
    void tellProgress(ExecutePlanResponse.Builder answer, ExecutionProgress progress) {
        boolean isNews = locked(() -> {
            if (unsent < made || progress.equals(told)) return false;
            told = progress;
            return true;
        });
        if (isNews) offer(answer.setExecutionProgress(progress));
    }

    private ExecutePlanResponse message(ExecutePlanResponse.Builder answer) {
        return answer.setOperationId(id)
                .setResponseId(UUID.randomUUID().toString())
                .build();
    }

    private boolean hasRoom(ExecutePlanResponse message) {
        return waitingBytes == 0 || waitingBytes + message.getSerializedSize() <= MOST_BYTES;
    }

    private void add(ExecutePlanResponse message) {
        waiting.add(new Answer(message, made++));
        waitingBytes += message.getSerializedSize();
        movedNanos = System.nanoTime();
        changed.signalAll();
    }

    /// @throws Released if nobody wants the answers any more
    /// @throws SluiceException if it was cancelled
    void check() {
        lock.lock();
        try {
            if (released != null) throw new Released();
            if (cancelled) throw ErrorCondition.OPERATION_CANCELED.error().build();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for so long at most; ends sooner if there is nobody to wait for.
    @SuppressWarnings("WaitNotInLoop") // who waits looks again
    void pause(long millis) {
        lock.lock();
        try {
            check();
            if (changed.await(millis, TimeUnit.MILLISECONDS)) check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// Nobody waits for the answers of an execution.
    static final class Released extends RuntimeException {
        Released() {
            super("the execution was released");
        }
    }

    void complete(ExecutePlanResponse.Builder answer) {
        emit(answer.setResultComplete(ResultComplete.getDefaultInstance()), true);
    }

    void fail(Throwable error) {
        change(() -> failure = error);
    }

    /// What produces answers ends with an error the next time it looks.
    void cancel() {
        change(() -> cancelled = true);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- answers are sent

    /// Sends the answers behind one that the client has, until all are sent or another attaches.
    ///
    /// @param lastId of the last answer that the client has; null if it has none
    /// @throws SluiceException if that answer is not known
    void attach(ServerCallStreamObserver<ExecutePlanResponse> client, @Nullable String lastId, Executor threads) {
        long turn;
        long from;
        lock.lock();
        try {
            from = lastId == null ? first() : behind(lastId);
            turns += turns % 2 == 0 ? 1 : 2;
            turn = turns;
            movedNanos = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        client.setOnReadyHandler(() -> change(() -> {}));
        client.setOnCancelHandler(() -> detach(turn, true));
        threads.execute(() -> send(client, from, turn));
    }

    private long first() {
        return waiting.isEmpty() ? made : waiting.getFirst().number;
    }

    private long behind(String lastId) {
        for (Answer answer : waiting) {
            if (answer.id().equals(lastId)) return answer.number + 1;
        }
        if (lastId.equals(lastReleased)) return first();
        throw ErrorCondition.CURSOR_POSITION_NOT_FOUND
                .error()
                .with("responseId", lastId)
                .build();
    }

    private void detach(long turn, boolean early) {
        change(() -> {
            touchedNanos = System.nanoTime();
            if (turns == turn) turns++;
        });
        if (early && !reattachable) gone.run();
    }

    private void send(ServerCallStreamObserver<ExecutePlanResponse> client, long from, long turn) {
        try {
            long next = from;
            for (ExecutePlanResponse message = await(client, next, turn);
                    message != null;
                    message = await(client, ++next, turn)) {
                client.onNext(message);
                sent(next);
                if (!reattachable) release(message.getResponseId());
            }
            end(client, turn);
        } catch (RuntimeException e) {
            client.onError(failures.apply(e));
        } finally {
            detach(turn, false);
        }
    }

    /// The answer of that number once it is there and the client is ready; null if none will come.
    private @Nullable ExecutePlanResponse await(
            ServerCallStreamObserver<ExecutePlanResponse> client, long number, long turn) {
        lock.lock();
        try {
            while (turns == turn && !client.isCancelled() && released == null) {
                if (client.isReady()) {
                    for (Answer answer : waiting) {
                        if (answer.number == number) return answer.message;
                    }
                    if (number >= made && (complete || failure != null)) return null;
                }
                changed.awaitUninterruptibly();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void sent(long number) {
        change(() -> {
            unsent = Math.max(unsent, number + 1);
            movedNanos = System.nanoTime();
        });
    }

    private void end(ServerCallStreamObserver<ExecutePlanResponse> client, long turn) {
        if (client.isCancelled()) return;
        Throwable error = locked(() -> {
            if (turns != turn) return ErrorCondition.CURSOR_DISCONNECTED.error().build();
            if (released != null) return released.error().with("handle", id).build();
            return failure;
        });
        if (error != null) {
            client.onError(failures.apply(error));
        } else {
            client.onCompleted();
        }
    }

    // ---- answers are forgotten

    /// The client has all answers up to this one.
    void release(String untilId) {
        change(() -> {
            touchedNanos = System.nanoTime();
            movedNanos = touchedNanos;
            boolean known = waiting.stream().anyMatch(answer -> answer.id().equals(untilId));
            while (known && !waiting.isEmpty()) {
                Answer answer = waiting.removeFirst();
                waitingBytes -= answer.message.getSerializedSize();
                lastReleased = answer.id();
                known = !lastReleased.equals(untilId);
            }
        });
    }

    /// Nobody will ask for anything any more.
    ///
    /// @param why what one who still reads is told
    void releaseAll(ErrorCondition why) {
        change(() -> {
            if (released == null) released = why;
            waiting.clear();
            waitingBytes = 0;
        });
    }
}
