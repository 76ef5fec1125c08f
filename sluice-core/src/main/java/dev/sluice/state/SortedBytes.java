package dev.sluice.state;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Values by key, in the order of the keys' bytes, which count as unsigned. Safe for several threads.
public interface SortedBytes extends AutoCloseable {

    /// The values of the keys, in their order; null where there is none.
    List<byte @Nullable []> get(List<byte[]> keys);

    /// Does some changes in their order, at once and quickly: they need not be durable.
    void write(Consumer<Changes> changes);

    /// What to write.
    interface Changes {
        void put(byte[] key, byte[] value);

        void delete(byte[] key);
    }

    /// The entries from a key on and before another, as they are now: what is written meanwhile is not seen.
    Cursor scan(byte[] from, byte[] until);

    /// Goes through entries. It stands before the first one at the beginning.
    interface Cursor extends AutoCloseable {
        boolean advance();

        byte[] key();

        byte[] value();

        @Override
        void close();
    }

    /// Takes out the entries from a key on and before another.
    void clear(byte[] from, byte[] until);

    /// What is held now, as files. May take its time; nobody writes meanwhile.
    StateFiles save();

    /// Takes over what another place of the same backend saved. Nothing is held yet, and nobody looks meanwhile.
    ///
    /// @throws dev.sluice.error.SluiceException if these are no such files
    void load(StateFiles saved);

    /// Bytes of memory held, about.
    long memoryBytes();

    /// What progress tells of it, by the names that Spark has for that.
    Map<String, Long> metrics();

    /// Gives everything back, files too.
    @Override
    void close();
}
