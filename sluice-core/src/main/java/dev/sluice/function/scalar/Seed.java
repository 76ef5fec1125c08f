package dev.sluice.function.scalar;

import dev.sluice.function.CallContext;
import dev.sluice.function.Columns;
import dev.sluice.function.TaskPlace;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import java.nio.ByteBuffer;

/// Where the random numbers of a task begin.
///
/// ```text
/// batch query, with a seed   seed + partition                                             as in Spark
/// batch query, without       hash(run of the query, the call, partition)
/// stream, with a seed        hash(query id, batch id, seed, partition)
/// stream, without            hash(query id, batch id, the call, partition)
/// ```
///
/// A hash and no sum: of sums, one call's of this micro-batch would be another's of the next.
final class Seed {

    private static final int WORDS = 6;

    private Seed() {}

    /// The words that a generator begins with: one, with a seed in a batch query; else two, as many as no chance makes
    /// equal twice.
    ///
    /// @param at which argument is the seed, or -1
    static long[] words(int at, Vector[] arguments, int row, TaskPlace place, long number, CallContext context) {
        if (at < 0) return hash(context, false, number, place);
        long said = said(arguments[at], row);
        return context.streams() ? hash(context, true, said, place) : new long[] {said + place.partition()};
    }

    private static long said(Vector argument, int row) {
        Vector flat = Columns.flat(argument);
        DataType type = flat instanceof IntVector ? Atomic.INT : Atomic.LONG;
        return Values.get(flat, row & Columns.mask(argument), type) instanceof Number seed ? seed.longValue() : 0;
    }

    private static long[] hash(CallContext context, boolean isSaid, long number, TaskPlace place) {
        ByteBuffer key = ByteBuffer.allocate(WORDS * Long.BYTES)
                .putLong(context.run().getMostSignificantBits())
                .putLong(context.run().getLeastSignificantBits())
                .putLong(context.batchId())
                .putLong(isSaid ? 1 : 0)
                .putLong(number)
                .putLong(place.partition());
        ByteBuffer hash = ByteBuffer.wrap(Digests.digest("SHA-256").digest(key.array()));
        return new long[] {hash.getLong(), hash.getLong()};
    }
}
