package dev.sluice.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Finds field names by their UTF-8 bytes. Of equal names the last is meant.
final class KeyIndex {

    private final byte[][] names;
    private final int[] table;
    /// The field that is meant where this one is found.
    private final int[] meant;

    KeyIndex(List<String> names) {
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        meant = names.stream().mapToInt(names::lastIndexOf).toArray();
        table = new int[Integer.highestOneBit(Math.max(1, names.size())) * 4];
        Arrays.fill(table, -1);
        for (int i = 0; i < this.names.length; i++) {
            int at = hash(this.names[i], 0, this.names[i].length);
            while (table[at] >= 0) at = (at + 1) & (table.length - 1);
            table[at] = i;
        }
    }

    /// The field of that name, or -1.
    int find(byte[] bytes, int from, int to) {
        int at = hash(bytes, from, to);
        for (; table[at] >= 0; at = (at + 1) & (table.length - 1)) {
            if (is(table[at], bytes, from, to)) return meant[table[at]];
        }
        return -1;
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
