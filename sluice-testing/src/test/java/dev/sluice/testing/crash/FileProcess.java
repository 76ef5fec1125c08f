package dev.sluice.testing.crash;

import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Dataset;
import dev.sluice.api.Row;

/// The program that is killed while it writes JSON files.
final class FileProcess {

    private FileProcess() {}

    /// @param args those of [KilledQuery], then the directory and whether the output is parted and small files are
    /// merged
    public static void main(String[] args) {
        boolean partitioned = Boolean.parseBoolean(args[4]);
        KilledQuery.run(args, rows -> partitioned ? partitioned(rows, args[3]) : plain(rows, args[3]));
    }

    private static DataStreamWriter<Row> plain(Dataset<Row> rows, String path) {
        return rows.writeStream().format("json").option("path", path);
    }

    private static DataStreamWriter<Row> partitioned(Dataset<Row> rows, String path) {
        return plain(rows.selectExpr("*", "CAST(substr(k, 2) AS INT) % 3 AS part"), path)
                .partitionBy("part")
                .option("sluice.file.targetSize", "10k")
                .option("spark.sql.streaming.fileSink.log.cleanupDelay", "0s");
    }
}
