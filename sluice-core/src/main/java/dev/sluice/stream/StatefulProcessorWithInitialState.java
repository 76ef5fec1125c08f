package dev.sluice.stream;

/// A [StatefulProcessor] that begins with state from elsewhere.
///
/// @param <S> what it is given to begin with
public abstract class StatefulProcessorWithInitialState<K, I, O, S> extends StatefulProcessor<K, I, O> {

    /// For subclasses.
    protected StatefulProcessorWithInitialState() {}

    /// Takes what a group begins with. Called in the first micro-batch only, before its rows.
    public abstract void handleInitialState(K key, S initialState, TimerValues timerValues);
}
