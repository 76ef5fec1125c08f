package dev.sluice.function.scalar;

import java.nio.ByteBuffer;

/// Spark's generator of random numbers, so that a seed gives the same numbers here: three shifts and exclusive ors,
/// of which as many low bits are taken as are wanted, begun with a hash of the seed.
///
/// Source: Marsaglia, "Xorshift RNGs", 2003; behaviour of Spark's `XORShiftRandom`, and of `java.util.Random` for what
/// is made of the bits.
final class XorShift {

    private static final int FIRST_HASH_SEED = 0x3c074a61;
    private static final double DOUBLE_UNIT = 0x1.0p-53;

    private long state;
    private double secondGaussian;
    private boolean hasSecondGaussian;

    XorShift(long seed) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
        int low = hash(bytes, FIRST_HASH_SEED);
        int high = hash(bytes, low);
        state = (long) high << Integer.SIZE | low & 0xFFFFFFFFL;
    }

    private int next(int bits) {
        state ^= state << 21;
        state ^= state >>> 35;
        state ^= state << 4;
        return (int) (state & (1L << bits) - 1);
    }

    int nextInt() {
        return next(Integer.SIZE);
    }

    /// From 0 to less than 1.
    double nextDouble() {
        return (((long) next(26) << 27) + next(27)) * DOUBLE_UNIT;
    }

    /// Normally distributed, by the polar method, which makes two at a time.
    double nextGaussian() {
        if (hasSecondGaussian) {
            hasSecondGaussian = false;
            return secondGaussian;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        secondGaussian = y * factor;
        hasSecondGaussian = true;
        return x * factor;
    }

    /// Murmur3 of whole words, the first byte of each the lowest.
    private static int hash(byte[] bytes, int seed) {
        int hash = seed;
        for (int i = 0; i < bytes.length; i += Integer.BYTES) {
            int word = bytes[i] & 0xFF | (bytes[i + 1] & 0xFF) << 8 | (bytes[i + 2] & 0xFF) << 16 | bytes[i + 3] << 24;
            hash ^= Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        hash ^= bytes.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
