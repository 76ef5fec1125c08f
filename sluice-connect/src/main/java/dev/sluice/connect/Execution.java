package dev.sluice.connect;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.ExecutePlanResponse.ResultComplete;
import org.apache.spark.connect.proto.GetStatusResponse.OperationStatus.OperationState;
import org.jspecify.annotations.Nullable;

/// A plan that a client has sent: its answers wait here until they have been sent and, if the client may attach again,
/// until it says that it has them. What produces them waits while too many do.
final class Execution {

    /// Of answers that wait, at least one.
    private static final long MOST_BYTES = 32L << 20;

    private record Answer(ExecutePlanResponse message, long number) {}

    private final String id;
    private final Set<String> tags;
    private final boolean reattachable;
    private final Function<Throwable, RuntimeException> failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Answer> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long made;
    private boolean complete;
    private boolean released;
    private @Nullable Throwable failure;
    private long attached;
    private long touchedNanos = System.nanoTime();

    /// @param failures says an error in the protocol's way
    Execution(String id, Set<String> tags, boolean reattachable, Function<Throwable, RuntimeException> failures) {
        this.id = id;
        this.tags = tags;
        this.reattachable = reattachable;
        this.failures = failures;
    }

    String id() {
        return id;
    }

    Set<String> tags() {
        return tags;
    }

    boolean isOver() {
        lock.lock();
        try {
            return complete || failure != null;
        } finally {
            lock.unlock();
        }
    }

    /// How far it is.
    OperationState state() {
        lock.lock();
        try {
            if (complete) return OperationState.OPERATION_STATE_SUCCEEDED;
            if (failure == null) return OperationState.OPERATION_STATE_RUNNING;
            return failure instanceof SluiceException said && said.condition() == ErrorCondition.OPERATION_CANCELED
                    ? OperationState.OPERATION_STATE_CANCELLED
                    : OperationState.OPERATION_STATE_FAILED;
        } finally {
            lock.unlock();
        }
    }

    /// Whether nobody has asked for answers for so long.
    boolean isAbandoned(long nanos) {
        lock.lock();
        try {
            return attached % 2 == 0 && System.nanoTime() - touchedNanos > nanos;
        } finally {
            lock.unlock();
        }
    }

    // ---- answers are made

    /// @throws Released if nobody wants them any more
    void emit(ExecutePlanResponse.Builder answer) {
        lock.lock();
        try {
            var message = answer.setOperationId(id)
                    .setResponseId(UUID.randomUUID().toString())
                    .build();
            while (waitingBytes > 0 && waitingBytes + message.getSerializedSize() > MOST_BYTES && !released) {
                changed.awaitUninterruptibly();
            }
            if (released) throw new Released();
            waiting.add(new Answer(message, made++));
            waitingBytes += message.getSerializedSize();
            changed.signalAll();
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
        emit(answer.setResultComplete(ResultComplete.getDefaultInstance()));
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void fail(Throwable error) {
        lock.lock();
        try {
            failure = error;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- answers are sent

    /// Sends the answers behind one that the client has, until all are sent or another attaches.
    ///
    /// @param lastId of the last answer that the client has; null if it has none
    /// @throws dev.sluice.error.SluiceException if that answer is not known
    void attach(ServerCallStreamObserver<ExecutePlanResponse> client, @Nullable String lastId, Executor threads) {
        long turn;
        long from;
        lock.lock();
        try {
            from = lastId == null ? first() : behind(lastId);
            attached += attached % 2 == 0 ? 1 : 2;
            turn = attached;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        client.setOnReadyHandler(this::wake);
        client.setOnCancelHandler(() -> detach(turn));
        threads.execute(() -> send(client, from, turn));
    }

    private long first() {
        return waiting.isEmpty() ? made : waiting.getFirst().number;
    }

    private long behind(String lastId) {
        for (Answer answer : waiting) {
            if (answer.message.getResponseId().equals(lastId)) return answer.number + 1;
        }
        // All that were released are known to the client, so its last one may be the last of these.
        if (waiting.isEmpty() || made > 0) return first();
        throw ErrorCondition.HANDLE_OPERATION_NOT_FOUND
                .error()
                .with("handle", id)
                .build();
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void detach(long turn) {
        lock.lock();
        try {
            touchedNanos = System.nanoTime();
            if (attached == turn) attached++;
            if (!reattachable) releaseAll();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void send(ServerCallStreamObserver<ExecutePlanResponse> client, long from, long turn) {
        long next = from;
        try {
            while (true) {
                ExecutePlanResponse message = await(client, next, turn);
                if (message == null) break;
                client.onNext(message);
                next++;
                if (!reattachable) release(message.getResponseId());
            }
            end(client, turn);
        } catch (RuntimeException e) {
            client.onError(failures.apply(e));
        } finally {
            detach(turn);
        }
    }

    /// The answer of that number once it is there and the client is ready; null if none will come.
    private @Nullable ExecutePlanResponse await(
            ServerCallStreamObserver<ExecutePlanResponse> client, long number, long turn) {
        lock.lock();
        try {
            while (attached == turn && !client.isCancelled()) {
                if (client.isReady()) {
                    for (Answer answer : waiting) {
                        if (answer.number == number) return answer.message;
                    }
                    if (number >= made && (complete || failure != null || released)) return null;
                }
                changed.awaitUninterruptibly();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void end(ServerCallStreamObserver<ExecutePlanResponse> client, long turn) {
        Throwable error;
        lock.lock();
        try {
            if (client.isCancelled()) return;
            error = attached == turn ? failure : null;
        } finally {
            lock.unlock();
        }
        if (error != null) {
            client.onError(failures.apply(error));
        } else {
            client.onCompleted();
        }
    }

    // ---- answers are forgotten

    /// The client has all answers up to this one.
    void release(String untilId) {
        lock.lock();
        try {
            touchedNanos = System.nanoTime();
            boolean known = waiting.stream()
                    .anyMatch(answer -> answer.message.getResponseId().equals(untilId));
            while (known && !waiting.isEmpty()) {
                ExecutePlanResponse message = waiting.removeFirst().message;
                waitingBytes -= message.getSerializedSize();
                known = !message.getResponseId().equals(untilId);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nobody will ask for anything any more.
    void releaseAll() {
        lock.lock();
        try {
            released = true;
            waiting.clear();
            waitingBytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
