package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `bitmap_bucket_number(n)`, `bitmap_bit_position(n)` and `bitmap_count(b)`: sets of numbers as bitmaps of 32768 bits.
public final class BitmapPlaces {

    private static final long BITS = 32_768;

    public static final ScalarFunction POSITION = ScalarFunction.named("bitmap_bit_position")
            .summary("Gives the place of a number's bit in its bitmap, from 0.")
            .example("bitmap_bit_position(1)", 0)
            .example("bitmap_bit_position(123)", 122)
            .example("bitmap_bit_position(NULL)", null)
            .overload("(BIGINT) -> BIGINT", Kernels.longToLong(n -> n > 0 ? (n - 1) % BITS : -n % BITS))
            .build();

    public static final ScalarFunction BUCKET = ScalarFunction.named("bitmap_bucket_number")
            .summary("Gives the number of the bitmap in which a number has its bit.")
            .example("bitmap_bucket_number(123)", 1)
            .example("bitmap_bucket_number(0)", 0)
            .example("bitmap_bucket_number(NULL)", null)
            .overload("(BIGINT) -> BIGINT", Kernels.longToLong(n -> n > 0 ? 1 + (n - 1) / BITS : n / BITS))
            .build();

    public static final ScalarFunction COUNT = ScalarFunction.named("bitmap_count")
            .exact()
            .summary("Counts the one-bits of a bitmap.")
            .example("bitmap_count(X'1010')", 2)
            .example("bitmap_count(X'FFFF')", 16)
            .example("bitmap_count(NULL)", null)
            .overload("(BINARY) -> BIGINT", Kernels.rowsToLong((row, out) -> out.append(ones(row.copyAt(0)))))
            .build();

    private BitmapPlaces() {}

    private static long ones(byte[] bitmap) {
        long count = 0;
        for (byte part : bitmap) count += Integer.bitCount(part & 0xFF);
        return count;
    }
}
