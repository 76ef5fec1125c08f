package dev.sluice.cluster;

import dev.sluice.ast.Relation;
import dev.sluice.connector.SaveMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows that a cluster is to write.
///
/// @param format null for the cluster's default
/// @param table of the cluster, or null if the options say where
/// @param byPosition whether the table is there already, and takes columns by position
public record ClusterWrite(
        Relation rows,
        @Nullable String format,
        Map<String, String> options,
        SaveMode mode,
        List<String> partitionColumns,
        @Nullable String table,
        boolean byPosition) {

    public ClusterWrite {
        options = Map.copyOf(options);
        partitionColumns = List.copyOf(partitionColumns);
    }
}
