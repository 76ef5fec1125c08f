package dev.sluice.benchmarks;

import dev.sluice.api.ForeachWriter;
import dev.sluice.api.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The result as a sink sees it, as a digest: of each key the last count and sum or, of a result that only grows, all
/// rows.
final class ResultTable extends ForeachWriter<Row> {

    private final boolean grows;
    private final Map<String, long[]> rows = new HashMap<>();
    private final Digest all = new Digest();
    private long emitted;

    /// @param grows whether no row takes the place of another, so that none has to be kept
    ResultTable(boolean grows) {
        this.grows = grows;
    }

    @Override
    public boolean open(long partitionId, long epochId) {
        return true;
    }

    @Override
    public void process(Row row) {
        emitted++;
        String key = Objects.requireNonNull(row.getString(0));
        if (grows) {
            all.add(key, row.getLong(1), row.getLong(2));
        } else {
            rows.put(key, new long[] {row.getLong(1), row.getLong(2)});
        }
    }

    @Override
    public void close(@Nullable Throwable error) {}

    Map<String, Object> digest() {
        if (grows) return all.of(emitted);
        var last = new Digest();
        rows.forEach((key, row) -> last.add(key, row[0], row[1]));
        return last.of(emitted);
    }
}
