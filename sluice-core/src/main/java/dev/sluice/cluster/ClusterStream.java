package dev.sluice.cluster;

import dev.sluice.ast.Relation;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stream that a cluster is to run.
///
/// @param options of the sink, and `checkpointLocation`
/// @param name of the query, or null
/// @param table of the cluster that takes the rows, or null if format and options say where they go
public record ClusterStream(
        Relation rows,
        String format,
        Map<String, String> options,
        List<String> partitionColumns,
        OutputMode mode,
        Trigger trigger,
        @Nullable String name,
        @Nullable String table) {

    public ClusterStream {
        options = Map.copyOf(options);
        partitionColumns = List.copyOf(partitionColumns);
    }
}
