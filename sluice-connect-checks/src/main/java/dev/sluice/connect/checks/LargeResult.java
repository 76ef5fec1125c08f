package dev.sluice.connect.checks;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Reads a result of many bytes by Spark's own client, row by row, and prints how long it took. How much memory the
/// server needs is to be seen from the outside.
public final class LargeResult {

    private static final int ROW_BYTES = 1_000;

    private LargeResult() {}

    /// @param args the URL of the server, and how many rows of 1,000 bytes
    public static void main(String[] args) throws Exception {
        SparkSession spark = SparkSession.builder().remote(args[0]).getOrCreate();
        long wanted = Long.parseLong(args[1]);
        long begin = System.nanoTime();
        Iterator<Row> rows = spark.sql(
                        "SELECT id, repeat(chr(65 + id % 26), " + ROW_BYTES + ") FROM range(" + wanted + ")")
                .toLocalIterator();
        long seen = 0;
        while (rows.hasNext()) {
            Row row = rows.next();
            if (row.getLong(0) != seen || row.getString(1).length() != ROW_BYTES) {
                throw new IllegalStateException("row " + seen + " is " + row);
            }
            seen++;
        }
        if (seen != wanted) throw new IllegalStateException(seen + " rows in place of " + wanted);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%d rows in %.1f s, %.0f MB/s%n", seen, seconds, seen * ROW_BYTES / seconds / 1e6);
        if (rows instanceof AutoCloseable open) open.close();
        spark.close();
        System.exit(0); // the client's threads go on
    }
}
