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

/// `hash(a, b, …)`: MurmurHash3 of 32 bits with seed 42, in Spark's reading of it, which takes every byte behind the
/// last whole word for a word of its own.
public final class Hash {

    private static final int SEED = 42;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("hash")
            .summary("Gives a hash of 32 bits of one or more values.")
            .example("hash(1)", -559580957)
            .example("hash('Sluice')", 1127409444)
            .example("hash(NULL)", 42)
            .nullability(Nullability.NEVER)
            .overload("(T, T...) -> INT", Hash::bind)
            .build();

    private Hash() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (!HashWalk.hashable(arguments)) return Optional.empty();
        List<DataType> types = Argument.types(arguments);
        var murmur = new Murmur();
        Kernel kernel = Kernels.rowsWithNullsTo(Atomic.INT, VectorBuilder.Ints.class, (row, out) -> {
            long hash = SEED;
            for (int i = 0; i < types.size(); i++) hash = murmur.of(row.vector(i), row.position(i), types.get(i), hash);
            out.append((int) hash);
        });
        return Optional.of(new Candidate(types, Atomic.INT, 0, kernel));
    }

    private static final class Murmur extends HashWalk {

        @Override
        long ofInt(int value, long seed) {
            return finish(mix((int) seed, value), Integer.BYTES);
        }

        @Override
        long ofLong(long value, long seed) {
            return finish(mix(mix((int) seed, (int) value), (int) (value >>> 32)), Long.BYTES);
        }

        @Override
        long ofBytes(byte[] bytes, int offset, int length, long seed) {
            int end = offset + length;
            int at = offset;
            int hash = (int) seed;
            for (; at + Integer.BYTES <= end; at += Integer.BYTES) hash = mix(hash, (int) WORDS.get(bytes, at));
            for (; at < end; at++) hash = mix(hash, bytes[at]);
            return finish(hash, length);
        }

        private static int mix(int hash, int word) {
            int k = Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
            return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
        }

        private static int finish(int hash, int length) {
            int h = hash ^ length;
            h = (h ^ (h >>> 16)) * 0x85ebca6b;
            h = (h ^ (h >>> 13)) * 0xc2b2ae35;
            return h ^ (h >>> 16);
        }
    }
}
