package dev.sluice.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/// A digest of rows that does not depend on their order, so that engines' answers can be compared.
final class Digest {

    private long rows;
    private long total;
    private long checksum;

    void add(String key, long count, long sum) {
        rows++;
        total += count;
        checksum += hash(key + "," + count + "," + sum);
    }

    void add(String row) {
        rows++;
        total++;
        checksum += hash(row);
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
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * 0x100000001b3L;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
