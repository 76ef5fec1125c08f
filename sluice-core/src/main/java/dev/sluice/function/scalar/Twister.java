package dev.sluice.function.scalar;

/// The Mersenne Twister, which Spark shuffles with and makes UUIDs of.
///
/// Source: Matsumoto and Nishimura, "Mersenne Twister", 1998, with the initialization by array of 2002; seeds and small
/// integers as Apache Commons Math makes them.
final class Twister {

    private static final int SIZE = 624;
    private static final int MIDDLE = 397;

    private final int[] state = new int[SIZE];
    private int at = SIZE;

    /// @param words what it begins with; one word is a seed of Spark's
    Twister(long... words) {
        fill(19650218);
        int[] key = new int[2 * words.length];
        for (int w = 0; w < words.length; w++) {
            key[2 * w] = (int) (words[w] >>> Integer.SIZE);
            key[2 * w + 1] = (int) words[w];
        }
        int i = 1;
        int j = 0;
        for (int count = SIZE; count > 0; count--) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1664525) + key[j] + j;
            i = step(i);
            j = (j + 1) % key.length;
        }
        for (int count = SIZE - 1; count > 0; count--) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1566083941) - i;
            i = step(i);
        }
        state[0] = 0x80000000;
    }

    private void fill(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
    }

    private int step(int i) {
        if (i + 1 < SIZE) return i + 1;
        state[0] = state[SIZE - 1];
        return 1;
    }

    int nextInt() {
        if (at == SIZE) generate();
        int y = state[at++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    private void generate() {
        for (int i = 0; i < SIZE; i++) {
            int y = state[i] & 0x80000000 | state[(i + 1) % SIZE] & 0x7fffffff;
            state[i] = state[(i + MIDDLE) % SIZE] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        at = 0;
    }

    long nextLong() {
        long high = (long) nextInt() << Integer.SIZE;
        return high | nextInt() & 0xFFFFFFFFL;
    }

    /// From 0 to less than the bound.
    int nextInt(int bound) {
        if ((bound & -bound) == bound) return (int) (bound * (long) (nextInt() >>> 1) >> 31);
        int bits;
        int value;
        do {
            bits = nextInt() >>> 1;
            value = bits % bound;
        } while (bits - value + (bound - 1) < 0);
        return value;
    }
}
