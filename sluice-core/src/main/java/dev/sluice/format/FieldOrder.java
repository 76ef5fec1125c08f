package dev.sluice.format;

import dev.sluice.vector.ByteWords;
import java.util.Arrays;

/// The names that objects had so far, in their order, each with its colon: mostly the next object has the same ones,
/// byte by byte, those that nobody asks for among them. So a name is compared, and only a new one is taken apart.
///
/// ```text
/// {"id":1,"at":2,"by":3}      "id":  "at":  "by":
/// {"id":1,"by":3}              0            2          a name may be missing
/// {"id":1,"of":5,"at":2}      "id":  "of":  "at":  "by":      a new one is remembered at its place
/// ```
final class FieldOrder {

    /// Where names are data, there is no end of them: with so many it begins anew.
    private static final int MOST_NAMES = 4_096;
    /// A longer name, with its quotes and colon, is not remembered.
    private static final int MOST_BYTES = 128;
    /// So many names may be missing between two that are there.
    private static final int LOOKED_AT = 4;

    private byte[][] names = new byte[8][];
    private int[] fields = new int[8];
    private int size;

    /// The place of the name that begins at a position, or -1 if it is none of those that may come next.
    ///
    /// @param place behind that of the name before it
    /// @param to where the bytes end
    int find(int place, byte[] bytes, int from, int to) {
        int last = Math.min(size, place + LOOKED_AT);
        for (int i = place; i < last; i++) {
            if (begins(names[i], bytes, from, to)) return i;
        }
        return -1;
    }

    /// How many bytes the name at that place has, quotes and colon included.
    int length(int place) {
        return names[place].length;
    }

    /// The field with the name at that place, or -1.
    int field(int place) {
        return fields[place];
    }

    /// Remembers a name that was not found, in front of those that may come next.
    ///
    /// @param behind the place behind that of the name before it
    /// @param to where the value begins
    /// @param field -1 if there is none of that name
    /// @return the place behind it
    int insert(int behind, byte[] bytes, int from, int to, int field) {
        if (to - from > MOST_BYTES) return behind;
        if (size == MOST_NAMES) size = 0;
        int place = Math.min(behind, size);
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            fields = Arrays.copyOf(fields, size * 2);
        }
        System.arraycopy(names, place, names, place + 1, size - place);
        System.arraycopy(fields, place, fields, place + 1, size - place);
        names[place] = Arrays.copyOfRange(bytes, from, to);
        fields[place] = field;
        size++;
        return place + 1;
    }

    private static boolean begins(byte[] name, byte[] bytes, int from, int to) {
        int length = name.length;
        if (length > to - from) return false;
        if (length < Long.BYTES) return ByteWords.first(name, 0, length) == ByteWords.first(bytes, from, length);
        // The last eight bytes may overlap those before them.
        int last = length - Long.BYTES;
        for (int at = 0; at < last; at += Long.BYTES) {
            if (ByteWords.at(name, at) != ByteWords.at(bytes, from + at)) return false;
        }
        return ByteWords.at(name, last) == ByteWords.at(bytes, from + last);
    }
}
