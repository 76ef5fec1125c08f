package dev.sluice.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// How often a query failed, in a row and lately. Of the query's own thread.
///
/// A cause that comes back in each micro-batch never fails twice in a row: its attempt succeeds, and the next
/// micro-batch has it again. So failures are counted within a window of time too. Those of inputs are not: they pass.
final class Failures {

    private final RestartPolicy policy;
    private final Deque<Long> timesMillis = new ArrayDeque<>();
    private int inARow;

    Failures(RestartPolicy policy) {
        this.policy = policy;
    }

    /// A micro-batch is done.
    void passed() {
        inARow = 0;
    }

    /// There is one more.
    ///
    /// @param ofInput whether it lay in an input, and may pass
    /// @return the pause before the next attempt, in milliseconds; nothing if there is to be none
    OptionalLong pauseMillis(long nowMillis, boolean ofInput) {
        inARow++;
        if (!ofInput) timesMillis.addLast(nowMillis);
        while (!timesMillis.isEmpty() && nowMillis - timesMillis.peekFirst() >= policy.windowMillis()) {
            timesMillis.removeFirst();
        }
        return policy.pauseMillis(inARow, timesMillis.size(), ofInput);
    }

    int inARow() {
        return inARow;
    }
}
