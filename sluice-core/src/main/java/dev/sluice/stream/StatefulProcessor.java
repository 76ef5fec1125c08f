package dev.sluice.stream;

import dev.sluice.error.ErrorCondition;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A program's code over groups of rows, with state variables and timers.
///
/// ```java
/// class Counter extends StatefulProcessor<String, Order, Counted> {
///     private ValueState<Long> count;
///
///     public void init(OutputMode outputMode, TimeMode timeMode) {
///         count = getHandle().getValueState("count", Encoders.LONG(), TTLConfig.NONE());
///     }
///
///     public Iterator<Counted> handleInputRows(String user, Iterator<Order> orders, TimerValues times) { … }
/// }
/// ```
///
/// Each partition has, in each micro-batch, a copy of its own, made as [Object#clone] does, then `init`, then the rows,
/// then the timers that have expired, then `close`. What the copies share is what fields held before; what one of them
/// needs for itself it makes in `init`.
///
/// @param <K> the key of a group
/// @param <I> its rows
/// @param <O> what is made of them
public abstract class StatefulProcessor<K, I, O> implements Cloneable {

    private @Nullable StatefulProcessorHandle handle;

    /// For subclasses.
    protected StatefulProcessor() {}

    /// Gets the state variables from [#getHandle]. Called before anything else.
    public abstract void init(OutputMode outputMode, TimeMode timeMode);

    /// Looks at the new rows of a group.
    public abstract Iterator<O> handleInputRows(K key, Iterator<I> inputRows, TimerValues timerValues);

    /// Looks at a group one of whose timers has expired.
    public Iterator<O> handleExpiredTimer(K key, TimerValues timerValues, ExpiredTimerInfo expiredTimerInfo) {
        return Collections.emptyIterator();
    }

    /// Called after the last row and the last timer.
    public void close() {}

    public final StatefulProcessorHandle getHandle() {
        if (handle == null)
            throw ErrorCondition.STATE_STORE_HANDLE_NOT_INITIALIZED.error().build();
        return handle;
    }

    /// For the engine, and for tests of processors.
    public final void setHandle(@Nullable StatefulProcessorHandle handle) {
        this.handle = handle;
    }

    /// A copy that shares what the fields hold.
    @Override
    @SuppressWarnings("unchecked") // the class is the same
    public StatefulProcessor<K, I, O> clone() {
        try {
            return (StatefulProcessor<K, I, O>) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
