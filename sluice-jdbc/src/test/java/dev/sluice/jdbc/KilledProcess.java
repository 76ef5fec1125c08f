package dev.sluice.jdbc;

import dev.sluice.testing.crash.KilledQuery;

/// The program that is killed while it writes into a table.
final class KilledProcess {

    private KilledProcess() {}

    /// @param args those of [KilledQuery], then url, table, and the key's column, if rows are written over
    public static void main(String[] args) {
        KilledQuery.run(
                args,
                rows -> rows.writeStream()
                        .format("jdbc")
                        .option("url", args[3])
                        .option("dbtable", args[4])
                        .option("keyColumns", args[5]));
    }
}
