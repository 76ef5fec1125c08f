package dev.sluice.benchmarks.comparison;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNumber;
import dev.sluice.json.JsonValue.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One run of an engine, as it is kept: a line of JSON.
///
/// @param round which round it was, from 1 on
/// @param load how many processes wanted the machine when it began; -1 if that is unknown
/// @param seconds from the start of the query to its end; of W5 from the process's start to the first result
/// @param answer its digest: groups, total and checksum, or empty
/// @param delay of records between topics, where they are timed
/// @param failure what went wrong, or empty
record Run(
        String workload,
        Engine engine,
        int round,
        double load,
        double seconds,
        double cpuSeconds,
        long peakMegabytes,
        String answer,
        @Nullable Delay delay,
        String failure) {

    static Run of(String workload, Engine engine, int round, double load, Launch.Outcome outcome) {
        JsonObject report = outcome.report();
        if (report == null)
            return new Run(workload, engine, round, load, Double.NaN, 0, 0, "", null, outcome.failure());
        double seconds = workload.equals("W5") ? firstResult(report, outcome) : number(report, "seconds");
        String answer = report.get("checksum") == null
                ? ""
                : report.require("groups").asLong() + " "
                        + report.require("total").asLong() + " "
                        + report.require("checksum").asString();
        return new Run(
                workload,
                engine,
                round,
                load,
                seconds,
                number(report, "cpu_s"),
                (long) number(report, "peak_rss_mb"),
                answer,
                Delay.of(report),
                Double.isNaN(seconds) ? "no time was told" : "");
    }

    /// The comparison's script takes the time itself.
    private static double firstResult(JsonObject report, Launch.Outcome outcome) {
        return report.get("first_result_s") == null ? outcome.firstResultSeconds() : number(report, "first_result_s");
    }

    private static double number(JsonObject report, String field) {
        return report.get(field) instanceof JsonNumber(String text) ? Double.parseDouble(text) : Double.NaN;
    }

    boolean failed() {
        return !failure.isEmpty();
    }

    /// What [#toLine] wrote.
    static Run ofLine(String line) {
        JsonObject written = JsonValue.parse(line).asObject();
        String engine = written.require("engine").asString();
        return new Run(
                written.require("workload").asString(),
                Engine.valueOf(engine.toUpperCase(Locale.ROOT)),
                (int) written.require("round").asLong(),
                Double.parseDouble(written.require("load").asString()),
                Double.parseDouble(written.require("seconds").asString()),
                Double.parseDouble(written.require("cpu_s").asString()),
                written.require("peak_rss_mb").asLong(),
                written.require("answer").asString(),
                Delay.ofLine(written),
                written.require("failure").asString());
    }

    String toLine() {
        JsonValue.ObjectBuilder line = JsonValue.object()
                .put("workload", workload)
                .put("engine", engine.word())
                .put("round", round)
                .put("load", text(load))
                .put("seconds", text(seconds))
                .put("cpu_s", text(cpuSeconds))
                .put("peak_rss_mb", peakMegabytes)
                .put("answer", answer)
                .put("failure", failure);
        if (delay != null) {
            line.put("p50_ms", text(delay.medianMillis()))
                    .put("p99_ms", text(delay.p99Millis()))
                    .put("max_ms", text(delay.mostMillis()))
                    .put("cores", text(delay.cores()))
                    .put("unanswered", delay.unanswered());
        }
        return line.build().toText();
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
