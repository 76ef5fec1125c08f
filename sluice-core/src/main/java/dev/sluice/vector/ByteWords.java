package dev.sluice.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes taken eight at a time, the first in the lowest bits.
public final class ByteWords {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;

    private ByteWords() {}

    /// @param offset of the first; all eight are in the array
    public static long at(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    static void set(byte[] bytes, int offset, long word) {
        LONG.set(bytes, offset, word);
    }

    /// The first so many bytes, at most eight, and zeros behind them.
    public static long first(byte[] bytes, int offset, int count) {
        if (count >= Long.BYTES) return at(bytes, offset);
        if (offset + Long.BYTES <= bytes.length) return at(bytes, offset) & ((1L << (count << 3)) - 1);
        long word = 0;
        for (int i = 0; i < count; i++) word |= (bytes[offset + i] & 0xFFL) << (i << 3);
        return word;
    }

    /// The byte eight times, as a pattern to look for.
    public static long repeated(int value) {
        return ONES * (value & 0xFF);
    }

    /// Marks of bytes that are the pattern's: the lowest mark is right, those above it may be wrong.
    public static long equal(long word, long pattern) {
        long difference = word ^ pattern;
        return (difference - ONES) & ~difference & HIGH;
    }

    /// Marks of bytes that are the pattern's, all of them right.
    public static long allEqual(long word, long pattern) {
        long difference = word ^ pattern;
        return ~((difference & ~HIGH) + ~HIGH | difference | ~HIGH);
    }

    /// Marks of double quotes, backslashes, bytes below a space and those beyond ASCII, which end the plain part of a
    /// string in JSON: the lowest mark is right.
    public static long specialInJson(long word) {
        // 0x22 is the quote: with that bit turned it is 0x20, below which all others stay.
        long quoteOrBelow = (word ^ 0x0202_0202_0202_0202L) - 0x2121_2121_2121_2121L;
        long backslash = (word ^ 0x5C5C_5C5C_5C5C_5C5CL) - ONES;
        return (quoteOrBelow | backslash | word) & HIGH;
    }

    /// Which of the eight bytes has the lowest mark.
    public static int index(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
