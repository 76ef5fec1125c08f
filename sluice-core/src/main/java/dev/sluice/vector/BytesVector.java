package dev.sluice.vector;

import dev.sluice.type.Physical;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Byte strings as views into one array: row `r` is `lengths[r]` bytes of `bytes` from `offsets[r]`.
///
/// Views may overlap and stand in any order, so that splitting or taking a part copies nothing.
///
/// @param nulls true where a row is null, or null if no row is
public record BytesVector(byte[] bytes, int[] offsets, int[] lengths, boolean @Nullable [] nulls, int size)
        implements Vector {

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public Physical physical() {
        return Physical.BYTES;
    }

    @Override
    public boolean mayHaveNulls() {
        return nulls != null;
    }

    /// The row as text.
    public String string(int row) {
        return new String(bytes, offsets[row], lengths[row], StandardCharsets.UTF_8);
    }

    /// A copy of the row's bytes.
    public byte[] copy(int row) {
        return Arrays.copyOfRange(bytes, offsets[row], offsets[row] + lengths[row]);
    }
}
