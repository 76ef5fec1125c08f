package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.connector.Source;
import dev.sluice.execution.EventTimeStats;
import dev.sluice.execution.RunReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The times that a micro-batch saw, by the partitions of streams that tell them apart (`watermarkPerPartition`).
///
/// Each has a name that stays the same from run to run: the id that the log has the source under, a colon, and the
/// source's name of the partition.
record PartitionTimes(QuerySources sources, RunReport report) {

    /// What a watermark saw; under "" what is of no one partition.
    Map<String, EventTimeStats> seen(int watermark) {
        Map<String, EventTimeStats> seen = new HashMap<>();
        report.partTimes(watermark)
                .forEach((from, times) ->
                        seen.put(from == null ? "" : sources.id(from.stream()) + ':' + from.name(), times));
        return seen;
    }

    /// Whether a partition is not there any more at the end of a micro-batch, or nobody tells it apart any more.
    boolean isGone(String part, LogEntry.Planned batch) {
        int colon = part.indexOf(':');
        String id = part.substring(0, colon);
        if (!sources.isPerPartition(id)) return true;
        return batch.inputs().stream()
                .filter(input -> input.source().equals(id))
                .anyMatch(input -> !partitions(input).contains(part.substring(colon + 1)));
    }

    private Set<String> partitions(SourceInput input) {
        Source source = sources.of(input);
        return source.partitions(input.range().to()).orElse(Set.of());
    }
}
