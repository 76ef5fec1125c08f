package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/// `xxhash64(a, b, …)`: XXH64 with seed 42.
///
/// Source: the xxHash specification, "XXH64 algorithm description".
public final class XxHash {

    private static final long SEED = 42;

    public static final ScalarFunction FUNCTION = ScalarFunction.named("xxhash64")
            .summary("Gives a hash of 64 bits of one or more values.")
            .example("xxhash64(1)", "-6698625589789238999")
            .example("xxhash64('Sluice')", "-3448641173105652737")
            .example("xxhash64(NULL)", 42)
            .nullability(Nullability.NEVER)
            .overload("(T, T...) -> BIGINT", XxHash::bind)
            .build();

    private XxHash() {}

    /// The kernel for one value, for those who count values by their hashes; nothing for maps.
    public static Optional<Kernel> kernel(DataType type) {
        return bind(List.of(Argument.of(type, true))).map(Candidate::kernel);
    }

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (!HashWalk.hashable(arguments)) return Optional.empty();
        List<DataType> types = Argument.types(arguments);
        var walk = new Xxh64();
        Kernel kernel = Kernels.rowsWithNullsTo(Atomic.LONG, VectorBuilder.Longs.class, (row, out) -> {
            long hash = SEED;
            for (int i = 0; i < types.size(); i++) hash = walk.of(row.vector(i), row.position(i), types.get(i), hash);
            out.append(hash);
        });
        return Optional.of(new Candidate(types, Atomic.LONG, 0, kernel));
    }

    private static final class Xxh64 extends HashWalk {

        private static final long PRIME_1 = 0x9E3779B185EBCA87L;
        private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
        private static final long PRIME_3 = 0x165667B19E3779F9L;
        private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
        private static final long PRIME_5 = 0x27D4EB2F165667C5L;

        private static final int STRIPE_BYTES = 32;

        private static final VarHandle INTS =
                MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        @Override
        long ofInt(int value, long seed) {
            return finish(withInt(seed + PRIME_5 + Integer.BYTES, value));
        }

        @Override
        long ofLong(long value, long seed) {
            return finish(withLong(seed + PRIME_5 + Long.BYTES, value));
        }

        @Override
        long ofBytes(byte[] bytes, int offset, int length, long seed) {
            int end = offset + length;
            int at = offset + length / STRIPE_BYTES * STRIPE_BYTES;
            long hash = (length >= STRIPE_BYTES ? ofStripes(bytes, offset, at, seed) : seed + PRIME_5) + length;
            for (; at + Long.BYTES <= end; at += Long.BYTES) hash = withLong(hash, (long) LONGS.get(bytes, at));
            if (at + Integer.BYTES <= end) {
                hash = withInt(hash, (int) INTS.get(bytes, at));
                at += Integer.BYTES;
            }
            for (; at < end; at++) {
                hash = Long.rotateLeft(hash ^ (bytes[at] & 0xFF) * PRIME_5, 11) * PRIME_1;
            }
            return finish(hash);
        }

        private static long ofStripes(byte[] bytes, int offset, int end, long seed) {
            long a = seed + PRIME_1 + PRIME_2;
            long b = seed + PRIME_2;
            long c = seed;
            long d = seed - PRIME_1;
            for (int at = offset; at < end; at += STRIPE_BYTES) {
                a = round(a, (long) LONGS.get(bytes, at));
                b = round(b, (long) LONGS.get(bytes, at + 8));
                c = round(c, (long) LONGS.get(bytes, at + 16));
                d = round(d, (long) LONGS.get(bytes, at + 24));
            }
            long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            hash = merge(hash, a);
            hash = merge(hash, b);
            hash = merge(hash, c);
            return merge(hash, d);
        }

        private static long round(long lane, long word) {
            return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
        }

        private static long merge(long hash, long lane) {
            return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
        }

        private static long withInt(long hash, int word) {
            return Long.rotateLeft(hash ^ (word & 0xFFFFFFFFL) * PRIME_1, 23) * PRIME_2 + PRIME_3;
        }

        private static long withLong(long hash, long word) {
            return Long.rotateLeft(hash ^ round(0, word), 27) * PRIME_1 + PRIME_4;
        }

        private static long finish(long hash) {
            long h = hash;
            h = (h ^ (h >>> 33)) * PRIME_2;
            h = (h ^ (h >>> 29)) * PRIME_3;
            return h ^ (h >>> 32);
        }
    }
}
