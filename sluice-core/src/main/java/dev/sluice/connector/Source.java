package dev.sluice.connector;

import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An input that goes on: it knows how far it reaches, and reads any range of it, again and again the same.
///
/// All methods but [#hurry] are called by the query's driver, one at a time; the splits it hands out are read by tasks.
/// Opened when the query starts, closed when it ends.
public interface Source extends AutoCloseable {

    DataType.Struct schema();

    /// How progress and plans show it: `TextSocketV2[host: localhost, port: 9999]`.
    String description();

    /// The same source with one more column behind all others, that of [Provider#metadata]; asked before all else.
    default Source withMetadata() {
        throw new UnsupportedOperationException("no metadata of " + description());
    }

    /// Where the next micro-batch may end: at most what the limit allows beyond `from`. Equal to `from` if nothing is
    /// new; nothing if there has never been any data and the source cannot name its beginning (as Spark's file source,
    /// which so does not make an empty first micro-batch).
    ///
    /// @param from where the last micro-batch ended, or null before the first
    Optional<Offset> latest(@Nullable Offset from, ReadLimit limit);

    /// Says that from now on [#latest] must not go beyond what is there now, whatever comes in: `Trigger.AvailableNow`.
    ///
    /// @return false if the source can't; the query then makes one micro-batch of what is there and ends
    default boolean freeze() {
        return false;
    }

    /// The newest position there is, whatever the limits, for progress; nothing if unknown.
    default Optional<Offset> newest() {
        return Optional.empty();
    }

    /// Decides what a micro-batch from `from` to `to` reads, `to` being what [#latest] just gave.
    InputRange range(@Nullable Offset from, Offset to);

    /// The pieces of a range; the same range gives the same rows, in whatever process.
    List<Split> splits(InputRange range);

    /// Tells the source of a range that was planned in an earlier life of the query, oldest first, after [#restore].
    default void replay(InputRange range) {}

    /// What the source must remember across restarts besides the ranges that are still in the log; JSON null if
    /// nothing. Asked between micro-batches; what [#latest] has seen and no range was made of does not belong to it.
    default JsonValue memory() {
        return JsonValue.JsonNull.NULL;
    }

    /// Gives back what [#memory] gave in an earlier life.
    default void restore(JsonValue memory) {}

    /// Whether what was planned and not committed can be read again by another run: if not, a query never starts again
    /// by itself unless it was told to.
    default boolean repeatable() {
        return true;
    }

    /// Everything up to the position is done with for good.
    default void commit(Offset to) {}

    /// Says that the driver should be woken when there may be something new. A source that can't notice says how often
    /// it wants to be asked, by [#pollInterval].
    default void onData(Runnable wake) {}

    /// How long the driver may sleep without asking; nothing if [#onData] tells in time.
    default Optional<Duration> pollInterval() {
        return Optional.empty();
    }

    /// Whether rows may flow out of it without waiting for the end of a micro-batch, as real-time mode and continuous
    /// processing want: [#latest] may be asked whenever there may be something new, each range from there to there is
    /// read at once, and the ranges from `a` to `b` and from `b` to `c` have the rows of the range from `a` to `c`.
    default boolean flows() {
        return false;
    }

    /// About how many rows the last [#latest] left for later because of its limit; 0 if none, or if the source does
    /// not heed limits in rows.
    default long rowsLeft() {
        return 0;
    }

    /// Says that somebody waits for all that is in the source at this moment: [#latest] must know of it from now on,
    /// even if nobody has woken the driver yet.
    default void catchUp() {}

    /// The partitions there are at a position, whose rows are in the order of time by themselves, but not together:
    /// each of its splits is of one of them ([Split#partition]). Nothing if the source is not divided so.
    ///
    /// @param at null before the first micro-batch
    default Optional<Set<String>> partitions(@Nullable Offset at) {
        return Optional.empty();
    }

    /// What else progress shows of it, by name: how far it is behind, say.
    ///
    /// @param to where the micro-batch that progress tells of has ended
    default Map<String, String> metrics(Offset to) {
        return Map.of();
    }

    /// How many rows the range has, if the source knows without reading.
    default OptionalLong rowCount(InputRange range) {
        return OptionalLong.empty();
    }

    /// Says that somebody waits for the end of the query, as [Sink#hurry] does: in another thread than all else.
    default void hurry() {}

    @Override
    void close();
}
