package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.benchmarks.limit.LimitKeys;
import dev.sluice.storage.Storage;
import java.util.HashMap;
import java.util.Map;

/// W3: count and sum of each of five million keys. 20 files of 500,000 rows `key,value,time` as CSV, 276 MB, of which
/// every second visits the keys once each.
record ManyKeys(String name) implements Workload {

    /// Keys are this letter and a number from [#FIRST] on.
    static final char LETTER = 'k';

    static final int FIRST = 100_000_000;

    private static final int COUNT = 5_000_000;

    @Override
    public DataFrame query(Session session, String input, BenchOptions options) {
        options.limited(session.readStream())
                .schema("key STRING, value BIGINT, ts BIGINT")
                .csv(input)
                .createOrReplaceTempView("keys");
        return session.sql("SELECT key AS k, count(1) AS c, sum(value) AS s FROM keys GROUP BY key");
    }

    @Override
    public ResultTable table() {
        return ResultTable.ofNumbered(LETTER, FIRST, COUNT);
    }

    @Override
    public Map<String, Object> plain(Storage storage, String input) {
        Map<String, long[]> keys = new HashMap<>();
        TextLines.read(storage, input, line -> {
            int first = line.indexOf(',');
            int second = line.indexOf(',', first + 1);
            long[] row = keys.computeIfAbsent(line.substring(0, first), _ -> new long[2]);
            row[0]++;
            row[1] += Integer.parseInt(line, first + 1, second, 10);
        });
        ResultTable table = table();
        keys.forEach((key, row) -> table.put(key, row[0], row[1]));
        return table.digest();
    }

    @Override
    public Map<String, Object> limit(Storage storage, String input, int threads) {
        ResultTable table = table();
        LimitKeys.sum(storage, input, threads, table.part(0)::put);
        return table.digest();
    }
}
