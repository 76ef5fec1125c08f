package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Utf8;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.VectorBuilder;
import java.util.Locale;

/// Turns letters to upper or lower case: ASCII in place, other text by Unicode's rules.
///
/// @param first the first of the 26 letters that change
record LetterCase(char first) {

    static final LetterCase UPPER = new LetterCase('a');
    static final LetterCase LOWER = new LetterCase('A');

    private static final int LETTERS = 26;
    private static final int OTHER_CASE = 0x20;

    Kernel kernel() {
        return Kernels.overFlat((arguments, rows, size, _) -> {
            var in = (BytesVector) arguments[0];
            return isAscii(in, rows) ? ascii(in, rows, size) : unicode(in, rows, size);
        });
    }

    String of(String text) {
        return first == 'a' ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(BytesVector in, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (!in.isNull(row) && !Utf8.isAscii(in.bytes(), in.offsets()[row], in.lengths()[row])) return false;
        }
        return true;
    }

    /// ASCII keeps its length, so that the views into the new bytes are known beforehand.
    private BytesVector ascii(BytesVector in, Selection rows, int size) {
        int[] offsets = new int[size];
        int[] lengths = new int[size];
        int total = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (in.isNull(row)) continue;
            offsets[row] = total;
            lengths[row] = in.lengths()[row];
            total = Math.addExact(total, lengths[row]);
        }
        byte[] out = new byte[total];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            convert(in.bytes(), in.offsets()[row], out, offsets[row], lengths[row]);
        }
        return new BytesVector(out, offsets, lengths, in.nulls(), size);
    }

    private void convert(byte[] from, int fromOffset, byte[] to, int toOffset, int length) {
        for (int i = 0; i < length; i++) {
            byte b = from[fromOffset + i];
            int letter = b - first;
            to[toOffset + i] = (byte) (letter >= 0 && letter < LETTERS ? b ^ OTHER_CASE : b);
        }
    }

    private BytesVector unicode(BytesVector in, Selection rows, int size) {
        var out = new VectorBuilder.Bytes(size);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            while (out.size() < row) out.appendNull();
            if (in.isNull(row)) {
                out.appendNull();
            } else {
                out.append(of(in.string(row)));
            }
        }
        while (out.size() < size) out.appendNull();
        return out.build();
    }
}
