package dev.sluice.benchmarks.comparison;

import dev.sluice.json.JsonValue.JsonNumber;
import dev.sluice.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/// How long the records of a run took from topic to topic.
///
/// @param unanswered those that nothing was heard of
record Delay(double medianMillis, double p99Millis, double mostMillis, double cores, long unanswered) {

    /// Nothing if the run tells of none.
    static @Nullable Delay of(JsonObject report) {
        if (report.get("p99_ms") == null) return null;
        return new Delay(
                number(report, "p50_ms"),
                number(report, "p99_ms"),
                number(report, "max_ms"),
                number(report, "cpu_s") / number(report, "seconds"),
                (long) number(report, "unanswered"));
    }

    /// What a run's line holds.
    static @Nullable Delay ofLine(JsonObject line) {
        if (line.get("p99_ms") == null) return null;
        return new Delay(
                text(line, "p50_ms"),
                text(line, "p99_ms"),
                text(line, "max_ms"),
                text(line, "cores"),
                line.require("unanswered").asLong());
    }

    private static double text(JsonObject line, String field) {
        return Double.parseDouble(line.require(field).asString());
    }

    private static double number(JsonObject report, String field) {
        return report.get(field) instanceof JsonNumber(String text) ? Double.parseDouble(text) : Double.NaN;
    }
}
