package dev.sluice.benchmarks;

import dev.sluice.api.ForeachWriter;
import dev.sluice.api.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The result as a sink sees it: the last count and sum of each key, and a digest of them that does not depend on
/// order, so that engines' answers can be compared.
final class ResultTable extends ForeachWriter<Row> {

    private final Map<String, long[]> rows = new HashMap<>();
    private long emitted;

    ResultTable() {}

    @Override
    public boolean open(long partitionId, long epochId) {
        return true;
    }

    @Override
    public void process(Row row) {
        emitted++;
        rows.put(Objects.requireNonNull(row.getString(0)), new long[] {row.getLong(1), row.getLong(2)});
    }

    @Override
    public void close(@Nullable Throwable error) {}

    /// How many rows came, how many keys there are, the sum of their counts, and a sum of hashes.
    Map<String, Object> digest() {
        long total = 0;
        long checksum = 0;
        for (Map.Entry<String, long[]> row : rows.entrySet()) {
            long count = row.getValue()[0];
            total += count;
            checksum += hash(row.getKey() + "," + count + "," + row.getValue()[1]);
        }
        Map<String, Object> digest = new LinkedHashMap<>();
        digest.put("emitted", emitted);
        digest.put("groups", rows.size());
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
