package dev.sluice.benchmarks;

import dev.sluice.vector.BytesVector;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A digest of rows that does not depend on their order, so that engines' answers can be compared.
final class Digest {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long rows;
    private long total;
    private long checksum;

    void add(String key, long count, long sum) {
        rows++;
        total += count;
        checksum += hash(key + "," + count + "," + sum);
    }

    /// @param bytes have the key in UTF-8
    void add(byte[] bytes, int from, int length, long count, long sum) {
        long h = OFFSET;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                add(new String(bytes, from, length, StandardCharsets.UTF_8), count, sum);
                return;
            }
            h = (h ^ bytes[i]) * PRIME;
        }
        rows++;
        total += count;
        checksum += mixed(withNumber(withNumber(h, count), sum));
    }

    /// Goes on with a comma and a number.
    private static long withNumber(long hash, long number) {
        long h = (hash ^ ',') * PRIME;
        if (number < 0) return with(h, Long.toString(number));
        long unit = 1;
        while (number / unit >= 10) unit *= 10;
        for (; unit > 0; unit /= 10) h = (h ^ ('0' + number / unit % 10)) * PRIME;
        return h;
    }

    /// @param hash of a row, as [#hash(BytesVector[], int, String)] gives it
    void add(long hash) {
        rows++;
        total++;
        checksum += hash;
    }

    /// The hash of a row's cells with something between them.
    ///
    /// @param between in ASCII
    static long hash(BytesVector[] cells, int row, String between) {
        long h = OFFSET;
        for (int c = 0; c < cells.length; c++) {
            if (c > 0) h = with(h, between);
            byte[] bytes = cells[c].bytes();
            int from = cells[c].offsets()[row];
            int to = from + cells[c].lengths()[row];
            for (int i = from; i < to; i++) {
                if (bytes[i] < 0) {
                    h = with(h, new String(bytes, i, to - i, StandardCharsets.UTF_8));
                    break;
                }
                h = (h ^ bytes[i]) * PRIME;
            }
        }
        return mixed(h);
    }

    void addAll(Digest other) {
        rows += other.rows;
        total += other.total;
        checksum += other.checksum;
    }

    Map<String, Object> of() {
        return of(rows);
    }

    /// @param emitted how many rows came
    /// @return also how many there are, the sum of their counts, and a sum of hashes
    Map<String, Object> of(long emitted) {
        Map<String, Object> digest = new LinkedHashMap<>();
        digest.put("emitted", emitted);
        digest.put("groups", rows);
        digest.put("total", total);
        digest.put("checksum", String.format("%016x", checksum));
        return digest;
    }

    /// FNV-1a over the characters, its bits mixed by the finalizer of MurmurHash3.
    private static long hash(String text) {
        return mixed(with(OFFSET, text));
    }

    private static long with(long hash, String text) {
        long h = hash;
        for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * PRIME;
        return h;
    }

    private static long mixed(long hash) {
        long h = hash;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
