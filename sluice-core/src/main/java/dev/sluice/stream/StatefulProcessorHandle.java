package dev.sluice.stream;

import dev.sluice.encoder.Encoder;
import java.util.Iterator;

/// What a [StatefulProcessor] remembers and is woken by. State and timers are those of the group that it is called for.
public interface StatefulProcessorHandle {

    /// One value for each group; in `init` only.
    ///
    /// @param ttlConfig how long a value lives, only in [TimeMode#PROCESSING_TIME]
    <T> ValueState<T> getValueState(String stateName, Encoder<T> valEncoder, TTLConfig ttlConfig);

    /// A list of values for each group; in `init` only.
    ///
    /// @param ttlConfig how long an element lives
    <T> ListState<T> getListState(String stateName, Encoder<T> valEncoder, TTLConfig ttlConfig);

    /// Values by keys for each group; in `init` only.
    ///
    /// @param ttlConfig how long a value lives
    <K, V> MapState<K, V> getMapState(
            String stateName, Encoder<K> userKeyEnc, Encoder<V> valEncoder, TTLConfig ttlConfig);

    QueryInfo getQueryInfo();

    /// Asks to be called when a time is reached; a time that is over already, in this micro-batch.
    void registerTimer(long expiryTimestampMs);

    void deleteTimer(long expiryTimestampMs);

    /// The times of the group's timers, the earliest first.
    Iterator<Long> listTimers();

    /// Forgets a variable that an earlier form of the processor had; in `init` only.
    void deleteIfExists(String stateName);
}
