package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Utf8;
import dev.sluice.vector.VectorBuilder;
import java.util.Arrays;

/// `overlay(s, r, position, length)`: also said as `OVERLAY(s PLACING r FROM position FOR length)`.
public final class Overlay {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("overlay")
            .summary("Puts a text, or bytes, in place of so many characters of another from a position, counted "
                    + "from 1; without a length, or with a negative one, in place of as many as it has.")
            .example("overlay('Spark SQL', 'CORE', 7)", "Spark CORE")
            .example("overlay('Spark SQL' PLACING 'tructured' FROM 2 FOR 4)", "Structured SQL")
            .example("overlay(NULL, 'a', 1)", null)
            .orElse(-1)
            .overload("(STRING, STRING, INT, INT) -> STRING", Kernels.rowsToText(Overlay::texts))
            .overload("(BINARY, BINARY, INT, INT) -> BINARY", Kernels.rowsToBytes(Overlay::binaries))
            .build();

    private Overlay() {}

    private static void texts(Row row, VectorBuilder.Bytes out) {
        byte[] whole = row.copyAt(0);
        byte[] placed = row.copyAt(1);
        int count = Utf8.length(whole, 0, whole.length);
        int length = row.intAt(3) >= 0 ? row.intAt(3) : Utf8.length(placed, 0, placed.length);
        int before = Utf8.skip(whole, 0, whole.length, Math.clamp((long) row.intAt(2) - 1, 0, count));
        int after = Utf8.skip(whole, 0, whole.length, start(row.intAt(2) + length, count));
        append(whole, before, placed, after, out);
    }

    private static void binaries(Row row, VectorBuilder.Bytes out) {
        byte[] whole = row.copyAt(0);
        byte[] placed = row.copyAt(1);
        int length = row.intAt(3) >= 0 ? row.intAt(3) : placed.length;
        int before = Math.clamp((long) row.intAt(2) - 1, 0, whole.length);
        append(whole, before, placed, start(row.intAt(2) + length, whole.length), out);
    }

    /// Where a position of SQL is among so many: negative ones count from the end.
    private static int start(int position, int count) {
        if (position == 0) return 0;
        return Math.clamp(position > 0 ? (long) position - 1 : (long) count + position, 0, count);
    }

    private static void append(byte[] whole, int before, byte[] placed, int after, VectorBuilder.Bytes out) {
        byte[] all = Arrays.copyOf(whole, before + placed.length + whole.length - after);
        System.arraycopy(placed, 0, all, before, placed.length);
        System.arraycopy(whole, after, all, before + placed.length, whole.length - after);
        out.append(all, 0, all.length);
    }
}
