package dev.sluice.recorder;

import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Reads a directory that Sluice writes (see `numbers.sql`), again and again, and demands whole micro-batches each time: the
/// numbers from 0 on, each once, in the partition that belongs to it, never fewer than before.
final class OutputReader {

    private final SparkSession spark;

    OutputReader(SparkSession spark) {
        this.spark = spark;
    }

    /// @return whether all looks were right
    boolean read(String directory, Duration howLong) {
        Instant end = Instant.now().plus(howLong);
        long before = 0;
        int looks = 0;
        while (Instant.now().isBefore(end)) {
            Dataset<Row> rows = spark.read().schema("value BIGINT, part INT").json(directory);
            Row seen = rows.selectExpr(
                            "count(*)", "count(DISTINCT value)", "coalesce(max(value), -1) + 1", "count_if(value % 3 <> part)")
                    .head();
            long count = seen.getLong(0);
            boolean right = count == seen.getLong(1) && count == seen.getLong(2) && seen.getLong(3) == 0 && count >= before;
            System.out.println((right ? "" : "WRONG ") + "rows " + count + ", files " + rows.inputFiles().length);
            if (!right) {
                System.out.println("counts, distinct, next, in other partitions: " + seen + ", before: " + before);
                return false;
            }
            before = count;
            looks++;
        }
        System.out.println(looks + " looks, each at whole micro-batches");
        return true;
    }
}
