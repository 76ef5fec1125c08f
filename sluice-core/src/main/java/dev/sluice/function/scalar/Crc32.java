package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.BytesVector;
import java.util.zip.CRC32;

/// `crc32(b)`.
public final class Crc32 {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("crc32")
            .summary("Gives the cyclic redundancy check of bytes.")
            .example("crc32('Spark')", 1557323817)
            .example("crc32(NULL)", null)
            .overload("(BINARY) -> BIGINT", Kernels.rowsToLong((row, out) -> {
                BytesVector value = row.bytes(0);
                var check = new CRC32();
                check.update(value.bytes(), value.offsets()[row.position(0)], value.lengths()[row.position(0)]);
                out.append(check.getValue());
            }))
            .build();

    private Crc32() {}
}
