package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.execution.EventTimeStats;
import dev.sluice.execution.RunReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The times that a micro-batch saw, by the partitions of streams that tell them apart (`watermarkPerPartition`).
///
/// Each has a name that stays the same from run to run: the id that the log has the source under, a colon, and the
/// source's name of the partition.
final class PartitionTimes {

    private final QuerySources sources;
    private final RunReport report;
    /// Of each source that the micro-batch read and that tells partitions apart: those it has at its end.
    private final Map<String, Set<String>> partitions = new HashMap<>();

    PartitionTimes(QuerySources sources, RunReport report, LogEntry.Planned batch) {
        this.sources = sources;
        this.report = report;
        for (SourceInput input : batch.inputs()) {
            if (!sources.isPerPartition(input.source())) continue;
            partitions.put(
                    input.source(),
                    sources.of(input).partitions(input.range().to()).orElse(Set.of()));
        }
    }

    /// What a watermark saw; under "" what is of no one partition.
    Map<String, EventTimeStats> seen(int watermark) {
        Map<String, EventTimeStats> seen = new HashMap<>();
        report.partTimes(watermark)
                .forEach((from, times) ->
                        seen.put(from == null ? "" : sources.id(from.stream()) + ':' + from.name(), times));
        return seen;
    }

    /// Whether a partition is not there any more, or nobody tells it apart any more.
    boolean isGone(String part) {
        int colon = part.indexOf(':');
        String id = part.substring(0, colon);
        if (!sources.isPerPartition(id)) return true;
        Set<String> there = partitions.get(id);
        return there != null && !there.contains(part.substring(colon + 1));
    }
}
