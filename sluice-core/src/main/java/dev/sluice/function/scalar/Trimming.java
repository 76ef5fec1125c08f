package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Part;
import dev.sluice.function.Utf8;
import dev.sluice.vector.BytesVector;

/// Takes characters off the ends of a text; what is left is a part of it.
final class Trimming {

    private Trimming() {}

    /// Of one text, the blanks: the character of code 32, and no other space.
    static Kernel blanks(boolean start, boolean end) {
        return Kernels.part(0, (bytes, offset, length, _) -> {
            int from = offset;
            int to = offset + length;
            while (start && from < to && bytes[from] == ' ') from++;
            while (end && to > from && bytes[to - 1] == ' ') to--;
            return Part.of(from, to - from);
        });
    }

    /// Of one text, the characters that another has.
    ///
    /// @param text which argument is trimmed
    /// @param characters which one holds the characters to take off
    static Kernel characters(int text, int characters, boolean start, boolean end) {
        return Kernels.part(text, (bytes, offset, length, row) -> {
            BytesVector set = row.bytes(characters);
            int position = row.position(characters);
            int from = offset;
            int to = offset + length;
            while (start && from < to) {
                int next = Utf8.skip(bytes, from, to, 1);
                if (!has(set, position, bytes, from, next - from)) break;
                from = next;
            }
            while (end && to > from) {
                int before = Utf8.skipBack(bytes, from, to, 1);
                if (!has(set, position, bytes, before, to - before)) break;
                to = before;
            }
            return Part.of(from, to - from);
        });
    }

    /// Whether a set of characters has one.
    private static boolean has(BytesVector set, int position, byte[] bytes, int offset, int length) {
        int start = set.offsets()[position];
        return Utf8.indexOf(set.bytes(), start, start + set.lengths()[position], bytes, offset, length) >= 0;
    }
}
