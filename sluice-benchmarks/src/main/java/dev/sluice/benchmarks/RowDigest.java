package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.connector.Sink;
import dev.sluice.type.DataType;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes a result of any columns as a digest: of rows as texts, such as `1001 | ada | NULL`. Rows with a key take the
/// place of earlier ones.
final class RowDigest implements Sink, Sink.Batch {

    private static final String BETWEEN = " | ";

    private final int[] key;
    private final boolean keep;
    /// Of rows without a key.
    private final Digest all = new Digest();
    /// Of rows with a key, by slot: the hash of the last one.
    private final KeyTable keys = new KeyTable();
    private long[] last = new long[0];
    /// By slot, or as they came.
    private final List<String> kept = new ArrayList<>();
    private long emitted;

    /// @param columns the result's
    /// @param key those of them that say which row is which; none if every row counts
    /// @param keep whether [#rows] will be asked for
    RowDigest(String[] columns, List<String> key, boolean keep) {
        this.keep = keep;
        this.key = key.stream()
                .mapToInt(name -> Arrays.asList(columns).indexOf(name))
                .toArray();
    }

    /// The result with each cell as text.
    static DataFrame texts(DataFrame result) {
        return result.selectExpr(Stream.of(result.columns())
                .map(name -> "coalesce(CAST(`" + name + "` AS STRING), 'NULL') AS `" + name + "`")
                .toArray(String[]::new));
    }

    @Override
    public String description() {
        return "digest";
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        return this;
    }

    @Override
    public Writer writer(int partition) {
        return new Writer() {
            @Override
            public void write(Chunk chunk) {
                BytesVector[] cells = Arrays.stream(chunk.columns())
                        .map(column -> (BytesVector) Vectors.flatten(column))
                        .toArray(BytesVector[]::new);
                Selection rows = chunk.selection();
                long[] hashes = new long[rows.size()];
                for (int i = 0; i < hashes.length; i++) hashes[i] = Digest.hash(cells, rows.row(i), BETWEEN);
                add(cells, rows, hashes);
            }

            @Override
            public void close() {}
        };
    }

    private synchronized void add(BytesVector[] cells, Selection rows, long[] hashes) {
        emitted += hashes.length;
        if (key.length == 0) {
            for (long hash : hashes) all.add(hash);
            for (int i = 0; keep && i < hashes.length; i++) kept.add(text(cells, rows.row(i)));
            return;
        }
        Vector[] of = Arrays.stream(key).mapToObj(c -> cells[c]).toArray(Vector[]::new);
        int[] slots = new int[hashes.length];
        keys.add(new KeyEncoder(Collections.nCopies(of.length, DataType.Atomic.STRING)).encode(of, rows), slots);
        if (last.length < keys.slots()) last = Arrays.copyOf(last, keys.slots() * 2);
        for (int i = 0; i < slots.length; i++) {
            last[slots[i]] = hashes[i];
            if (!keep) continue;
            while (kept.size() < keys.slots()) kept.add("");
            kept.set(slots[i], text(cells, rows.row(i)));
        }
    }

    private static String text(BytesVector[] cells, int row) {
        return Arrays.stream(cells).map(column -> column.string(row)).collect(Collectors.joining(BETWEEN));
    }

    @Override
    public void commit() {}

    @Override
    public void abort(Throwable cause) {}

    @Override
    public void close() {}

    /// The rows of the result.
    List<String> rows() {
        return List.copyOf(kept);
    }

    Map<String, Object> digest() {
        var digest = new Digest();
        digest.addAll(all);
        for (int slot = 0; slot < keys.slots(); slot++) digest.add(last[slot]);
        return digest.of(emitted);
    }
}
