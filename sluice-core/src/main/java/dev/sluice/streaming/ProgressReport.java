package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Sink;
import dev.sluice.execution.QueryRunner;
import dev.sluice.execution.operator.CollectMetricsExec;
import dev.sluice.format.JsonText;
import dev.sluice.format.TimeStyle;
import dev.sluice.function.CallContext;
import dev.sluice.json.JsonValue;
import dev.sluice.progress.QueryProgress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Tells of a micro-batch that has just been committed.
///
/// @param watermarks how many the query has
/// @param metrics that are taken of rows, by name
/// @param runner which has just run it
record ProgressReport(
        @Nullable String name,
        String id,
        String runId,
        QuerySources sources,
        List<Sink> sinks,
        int watermarks,
        Map<String, CollectMetricsExec> metrics,
        ZoneId zone,
        QueryRunner runner) {

    /// @param written how many rows each sink was given
    /// @param nanos how long all phases took, and what lies between them
    /// @param previousTrigger when the trigger fired before, or -1
    /// @param latency how long rows took, if that is known
    QueryProgress of(
            LogEntry.Planned batch,
            List<Long> written,
            StateCounts counts,
            Phases phases,
            long nanos,
            long triggerMillis,
            long previousTrigger,
            QueryProgress.@Nullable RowLatency latency) {
        double seconds = nanos / 1e9;
        double sinceLast = previousTrigger < 0 ? Double.NaN : (triggerMillis - previousTrigger) / 1e3;
        long rows =
                IntStream.range(0, sources.size()).mapToLong(runner::rowsRead).sum();
        Map<String, Long> millis = phases.millis();
        millis.put("triggerExecution", Math.round(nanos / 1e6));
        Map<String, Long> micros = phases.micros();
        micros.put("triggerExecution", Math.round(nanos / 1e3));
        return new QueryProgress(
                id,
                runId,
                name,
                triggerMillis,
                batch.batchId(),
                Math.round(nanos / 1e6),
                rows,
                rate(rows, sinceLast),
                rate(rows, seconds),
                millis,
                micros,
                eventTime(batch),
                counts.operators(),
                ofSources(batch, sinceLast, seconds),
                ofSinks(written),
                observed(batch),
                latency,
                null);
    }

    private List<QueryProgress.SourceStatus> ofSources(LogEntry.Planned batch, double sinceLast, double seconds) {
        List<QueryProgress.SourceStatus> all = new ArrayList<>();
        for (SourceInput input : batch.inputs()) {
            int i = sources.place(input);
            Offset from = input.range().from();
            long read = runner.rowsRead(i);
            all.add(new QueryProgress.SourceStatus(
                    sources.get(i).description(),
                    from == null ? JsonValue.JsonNull.NULL : from.json(),
                    input.range().to().json(),
                    sources.get(i).newest().map(Offset::json).orElse(JsonValue.JsonNull.NULL),
                    read,
                    rate(read, sinceLast),
                    rate(read, seconds),
                    sources.get(i).metrics(input.range().to())));
        }
        return all;
    }

    private Map<String, JsonValue> observed(LogEntry.Planned batch) {
        var call = new CallContext(zone, Math.multiplyExact(batch.batchTimestampMillis(), 1_000L));
        Map<String, JsonValue> all = new HashMap<>();
        metrics.forEach((metricsName, collect) -> collect.result(runner.report(), call)
                .ifPresent(row -> {
                    var text = new StringBuilder();
                    JsonText.append(text, row, 0, collect.metricsSchema(), TimeStyle.usual(zone), true);
                    all.put(metricsName, JsonValue.parse(text.toString()));
                }));
        return all;
    }

    private List<QueryProgress.SinkStatus> ofSinks(List<Long> written) {
        List<QueryProgress.SinkStatus> all = new ArrayList<>();
        for (int i = 0; i < sinks.size(); i++) {
            all.add(new QueryProgress.SinkStatus(sinks.get(i).description(), written.get(i)));
        }
        return all;
    }

    /// The watermark of the micro-batch and the times it saw; of several watermarks the first that saw any, as in
    /// Spark.
    private Map<String, String> eventTime(LogEntry.Planned batch) {
        if (watermarks == 0) return Map.of();
        Map<String, String> shown = new HashMap<>();
        shown.put("watermark", QueryProgress.iso(batch.watermarkMillis()));
        IntStream.range(0, watermarks)
                .mapToObj(runner.report()::times)
                .filter(stats -> stats.count() > 0)
                .findFirst()
                .ifPresent(stats -> {
                    shown.put("min", QueryProgress.iso(stats.minMillis()));
                    shown.put("max", QueryProgress.iso(stats.maxMillis()));
                    shown.put("avg", QueryProgress.iso((long) stats.averageMillis()));
                });
        return shown;
    }

    private static double rate(long rows, double seconds) {
        return Double.isNaN(seconds) ? 0.0 : rows / seconds;
    }
}
