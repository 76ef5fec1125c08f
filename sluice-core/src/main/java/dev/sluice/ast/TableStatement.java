package dev.sluice.ast;

import dev.sluice.error.SourcePosition;
import org.jspecify.annotations.Nullable;

/// What SQL says of tables besides what is in them.
public sealed interface TableStatement {

    String table();

    @Nullable
    SourcePosition at();

    /// `SHOW PARTITIONS`.
    record Partitions(String table, @Nullable SourcePosition at) implements TableStatement {}

    /// `MSCK REPAIR TABLE`, `ALTER TABLE … RECOVER PARTITIONS`.
    record Recover(String table, @Nullable SourcePosition at) implements TableStatement {}

    /// `ANALYZE TABLE … COMPUTE STATISTICS`.
    record Analyze(String table, @Nullable SourcePosition at) implements TableStatement {}

    /// A change of rows that are there, such as `DELETE`, which no table can do here.
    ///
    /// @param operation as Spark calls it
    /// @param missing whether there need not be such a table
    record Change(
            String operation,
            String table,
            boolean missing,
            @Nullable SourcePosition at) implements TableStatement {}
}
