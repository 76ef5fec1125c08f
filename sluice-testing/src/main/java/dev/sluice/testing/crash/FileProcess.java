package dev.sluice.testing.crash;

import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Dataset;
import dev.sluice.api.Row;

/// The program that is killed while it writes files.
public final class FileProcess {

    private FileProcess() {}

    /// @param args those of [KilledQuery], then those of [FileOutput]
    public static void main(String[] args) {
        boolean partitioned = Boolean.parseBoolean(args[5]);
        KilledQuery.run(
                args, rows -> partitioned ? partitioned(rows, args[3], args[4]) : plain(rows, args[3], args[4]));
    }

    private static DataStreamWriter<Row> plain(Dataset<Row> rows, String path, String format) {
        return rows.writeStream().format(format).option("path", path);
    }

    private static DataStreamWriter<Row> partitioned(Dataset<Row> rows, String path, String format) {
        return plain(rows.selectExpr("*", "CAST(substr(k, 2) AS INT) % 3 AS part"), path, format)
                .partitionBy("part")
                .option("sluice.file.targetSize", "10k")
                .option("spark.sql.streaming.fileSink.log.cleanupDelay", "0s");
    }
}
