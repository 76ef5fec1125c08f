package dev.sluice.connect.checks;

import java.util.Arrays;
import org.apache.spark.sql.SparkSession;

/// How long `spark.sql("select 1").collect()` takes by Spark's own client, warm: prints the median and the 99th
/// percentile of 1,000, after 1,000 that don't count.
public final class SelectOne {

    private static final int TIMES = 1_000;

    private SelectOne() {}

    /// @param args the URL of the server
    public static void main(String[] args) throws java.io.IOException {
        SparkSession spark = SparkSession.builder().remote(args[0]).getOrCreate();
        long[] micros = new long[TIMES];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < TIMES; i++) {
                long begin = System.nanoTime();
                spark.sql("select 1").collectAsList();
                micros[i] = (System.nanoTime() - begin) / 1_000;
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                "median %.1f ms, 99th percentile %.1f ms%n", micros[TIMES / 2] / 1e3, micros[TIMES * 99 / 100] / 1e3);
        spark.close();
        System.exit(0); // the client's threads go on
    }
}
