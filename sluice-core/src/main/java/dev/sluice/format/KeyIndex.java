package dev.sluice.format;

import dev.sluice.vector.ByteWords;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Finds field names by their UTF-8 bytes. Objects mostly have their fields in one order, so the next one is tried
/// first. Of equal names the last is meant.
final class KeyIndex {

    private final byte[][] names;
    /// The names as they mostly stand in JSON; empty where one would have to be escaped.
    private final byte[][] quoted;

    private final int[] table;
    /// The field that is meant where this one is found.
    private final int[] meant;

    KeyIndex(List<String> names) {
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        quoted = names.stream().map(KeyIndex::quoted).toArray(byte[][]::new);
        meant = names.stream().mapToInt(names::lastIndexOf).toArray();
        for (int i = 0; i < meant.length; i++) {
            if (meant[i] != i) quoted[i] = new byte[0];
        }
        table = new int[Integer.highestOneBit(Math.max(1, names.size())) * 4];
        Arrays.fill(table, -1);
        for (int i = 0; i < this.names.length; i++) {
            int at = hash(this.names[i], 0, this.names[i].length);
            while (table[at] >= 0) at = (at + 1) & (table.length - 1);
            table[at] = i;
        }
    }

    /// The field of that name, or -1.
    ///
    /// @param guess a field that it may be
    int find(byte[] bytes, int from, int to, int guess) {
        if (guess < names.length && is(guess, bytes, from, to)) return meant[guess];
        int at = hash(bytes, from, to);
        for (; table[at] >= 0; at = (at + 1) & (table.length - 1)) {
            if (is(table[at], bytes, from, to)) return meant[table[at]];
        }
        return -1;
    }

    /// The position behind a field's name in double quotes, if that is what begins here; else -1.
    ///
    /// @param to where the bytes end
    int behindQuoted(int field, byte[] bytes, int from, int to) {
        if (field >= quoted.length) return -1;
        byte[] name = quoted[field];
        int length = name.length;
        if (length == 0 || from + length > to) return -1;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if (ByteWords.at(name, at) != ByteWords.at(bytes, from + at)) return -1;
        }
        return at == length || ByteWords.first(name, at, length - at) == ByteWords.first(bytes, from + at, length - at)
                ? from + length
                : -1;
    }

    private static byte[] quoted(String name) {
        boolean plain = name.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
        return plain ? ('"' + name + '"').getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private boolean is(int field, byte[] bytes, int from, int to) {
        byte[] name = names[field];
        return name.length == to - from && Arrays.equals(name, 0, name.length, bytes, from, to);
    }

    private int hash(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) hash = hash * 31 + bytes[i];
        return (hash ^ (hash >>> 15)) & (table.length - 1);
    }
}
