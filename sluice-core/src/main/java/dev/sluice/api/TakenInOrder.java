package dev.sluice.api;

import dev.sluice.execution.Outputs;
import dev.sluice.vector.Chunk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Hands rows on while their query runs, in the order of its tasks: the first task that has not ended is in turn, and
/// its rows go straight through; what the others make is kept up to a bound, then they wait.
///
/// Somebody always gets on: workers begin tasks in their order, so the one in turn is running.
final class TakenInOrder<P> implements Outputs {

    /// Of portions whose turn has not come, of all tasks together.
    private static final long MOST_BYTES = 32L << 20;

    private final ChunkTaker<P> taker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Ordered> outputs = new ArrayList<>();
    private int turn;
    private int task;
    private long keptBytes;
    private int failed = Integer.MAX_VALUE;

    TakenInOrder(ChunkTaker<P> taker) {
        this.taker = taker;
    }

    @Override
    public void nextTask() {
        task++;
    }

    @Override
    public TaskOutput task(int sink) {
        lock.lock();
        try {
            var output = new Ordered(outputs.size(), task);
            outputs.add(output);
            return output;
        } finally {
            lock.unlock();
        }
    }

    private final class Ordered implements TaskOutput {
        private final int number;
        private final int task;
        private final Deque<P> kept = new ArrayDeque<>();
        private boolean closed;

        Ordered(int number, int task) {
            this.number = number;
            this.task = task;
        }

        @Override
        public void write(Chunk chunk) {
            for (P portion : taker.portions(chunk)) {
                if (keep(portion)) continue;
                takeKept();
                taker.take(portion);
            }
        }

        /// @return false if it is this one's turn
        private boolean keep(P portion) {
            long size = taker.sizeBytes(portion);
            lock.lock();
            try {
                while (mustWait(size)) {
                    changed.awaitUninterruptibly();
                }
                // Workers tell of the failure that comes first in the order of tasks, so not of this one.
                if (failed < number) throw new IllegalStateException("a task before this one has failed");
                if (turn == number) return false;
                kept.add(portion);
                keptBytes += size;
                return true;
            } finally {
                lock.unlock();
            }
        }

        /// A task that has several outputs can't wait for itself.
        private boolean mustWait(long size) {
            return failed > number && turn != number && outputs.get(turn).task != task && keptBytes + size > MOST_BYTES;
        }

        /// Once it is its turn: only this task, or when that has ended the one before, gets here.
        private void takeKept() {
            for (P portion = next(); portion != null; portion = next()) taker.take(portion);
        }

        private @Nullable P next() {
            lock.lock();
            try {
                P portion = kept.poll();
                if (portion != null) {
                    keptBytes -= taker.sizeBytes(portion);
                    changed.signalAll();
                }
                return portion;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
                if (turn != number) return;
            } finally {
                lock.unlock();
            }
            takeKept();
            for (var ended = pass(); ended != null; ended = pass()) ended.takeKept();
        }

        @Override
        public void abandon() {
            lock.lock();
            try {
                failed = Math.min(failed, number);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /// Gives the turn to the next.
    ///
    /// @return that one, if it has ended already and so can't hand its rows on itself
    private @Nullable Ordered pass() {
        lock.lock();
        try {
            turn++;
            changed.signalAll();
            return turn < outputs.size() && outputs.get(turn).closed ? outputs.get(turn) : null;
        } finally {
            lock.unlock();
        }
    }
}
