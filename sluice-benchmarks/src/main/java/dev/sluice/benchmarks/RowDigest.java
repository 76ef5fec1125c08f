package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.ForeachWriter;
import dev.sluice.api.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A result of any columns as a digest: of rows as texts, such as `1001 | ada | NULL`. Rows with a key take the place
/// of earlier ones.
final class RowDigest extends ForeachWriter<Row> {

    private final int[] key;
    private final Map<List<@Nullable Object>, String> last = new HashMap<>();
    private final Digest all = new Digest();
    private final List<String> kept = new ArrayList<>();
    private final boolean keep;
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
    public boolean open(long partitionId, long epochId) {
        return true;
    }

    @Override
    public void process(Row row) {
        emitted++;
        if (key.length == 0) {
            all.add(row.mkString(" | "));
            if (keep) kept.add(row.mkString(" | "));
        } else {
            last.put(Arrays.stream(key).mapToObj(row::get).toList(), row.mkString(" | "));
        }
    }

    @Override
    public void close(@Nullable Throwable error) {}

    /// The rows of the result.
    List<String> rows() {
        return Stream.concat(kept.stream(), last.values().stream()).toList();
    }

    Map<String, Object> digest() {
        var digest = new Digest();
        digest.addAll(all);
        last.values().forEach(digest::add);
        return digest.of(emitted);
    }
}
