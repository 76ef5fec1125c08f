package dev.sluice.benchmarks.growth;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNumber;
import dev.sluice.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One run of a point of a curve, as it is kept: a line of JSON.
///
/// @param what which of the curve's lines, such as a workload; empty if it has but one
/// @param x where on the curve: how many cores, keys, rows or queries
/// @param load how many processes wanted the machine when it began; -1 if that is unknown
/// @param figures what its process said
/// @param failure what went wrong, or empty
record Point(Curve curve, String what, long x, int round, double load, JsonObject figures, String failure) {

    String toLine() {
        var line = JsonValue.object()
                .put("curve", curve.word())
                .put("what", what)
                .put("x", x)
                .put("round", round)
                .put("load", String.format(Locale.ROOT, "%.3f", load))
                .put("failure", failure);
        figures.fields().forEach((name, value) -> {
            if (!List.of("curve", "what", "x").contains(name)) line.put(name, value);
        });
        return line.build().toText();
    }

    /// What a process that measures a point says of it.
    static String report(Curve curve, long x, Map<String, Object> found, long peakMegabytes) {
        var line = JsonValue.object().put("curve", curve.word()).put("x", x);
        found.forEach((name, value) ->
                line.put(name, value instanceof Double number ? JsonValue.of(rounded(number)) : JsonValue.of(value)));
        return line.put("peak_rss_mb", peakMegabytes)
                .put("java", Runtime.version().feature())
                .build()
                .toText();
    }

    private static Number rounded(double value) {
        return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    }

    private Optional<Double> figure(String name) {
        return figures.get(name) instanceof JsonNumber(String text)
                ? Optional.of(Double.parseDouble(text))
                : Optional.empty();
    }

    /// The median of a figure over the rounds, nothing if none has it.
    static OptionalDouble median(List<Point> points, Curve curve, String what, long x, String figure) {
        List<Double> all = points.stream()
                .filter(point -> point.curve == curve && point.what.equals(what) && point.x == x)
                .flatMap(point -> point.figure(figure).stream())
                .sorted()
                .toList();
        return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(all.get(all.size() / 2));
    }
}
