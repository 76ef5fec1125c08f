package dev.sluice.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;

/// Which curves are drawn, in panels beside and below each other.
final class GrowthPlot {

    private static final String BLUE = "#1f5fa8";
    private static final String RED = "#c0561f";
    private static final String GREEN = "#3d8b40";

    private GrowthPlot() {}

    static String svg(List<Point> points, List<Curve> curves) {
        List<CurvePanel> panels = new ArrayList<>();
        for (Curve curve : curves) panels.addAll(panels(curve, points));
        return CurvePanel.svg(panels);
    }

    private static List<CurvePanel> panels(Curve curve, List<Point> points) {
        return switch (curve) {
            case CORES ->
                List.of(new CurvePanel(
                        "seconds by cores",
                        CurvePanel.Scale.LINEAR,
                        List.of(
                                line("W1", BLUE, points, curve, "W1", "seconds", 1),
                                line("W2", RED, points, curve, "W2", "seconds", 1),
                                line("W3", GREEN, points, curve, "W3", "seconds", 1))));
            case KEYS ->
                List.of(
                        new CurvePanel(
                                "ns a row by keys",
                                CurvePanel.Scale.LINEAR,
                                List.of(
                                        line("known keys", BLUE, points, curve, "", "ns_a_row", 1),
                                        line("new keys", RED, points, curve, "", "new_key_ns_a_row", 1))),
                        new CurvePanel(
                                "longest stall, ms",
                                CurvePanel.Scale.LINEAR,
                                List.of(
                                        line("growing", RED, points, curve, "", "stall_ms", 1),
                                        line("without GC", GREEN, points, curve, "", "stall_without_gc_ms", 1),
                                        line("not growing", BLUE, points, curve, "", "still_ms", 1))));
            case ROWS ->
                List.of(
                        new CurvePanel(
                                "ms a micro-batch by its rows",
                                CurvePanel.Scale.LOGARITHMIC,
                                List.of(line("median", BLUE, points, curve, "", "us_a_batch", 1e3))),
                        new CurvePanel(
                                "ns a row by rows of a micro-batch",
                                CurvePanel.Scale.LOGARITHMIC,
                                List.of(line("median", BLUE, points, curve, "", "ns_a_row", 1))));
            case QUERIES ->
                List.of(
                        new CurvePanel(
                                "million rows/s of all by queries",
                                CurvePanel.Scale.LINEAR,
                                List.of(line("rows", BLUE, points, curve, "", "rows_per_s", 1e6))),
                        new CurvePanel(
                                "heap MB a query by queries",
                                CurvePanel.Scale.LINEAR,
                                List.of(line("heap", BLUE, points, curve, "", "heap_kb_a_query", 1e3))));
        };
    }

    private static CurvePanel.Line line(
            String name, String colour, List<Point> points, Curve curve, String what, String figure, double unit) {
        List<CurvePanel.Place> places = new ArrayList<>();
        for (long x : curve.places()) {
            Point.median(points, curve, what, x, figure)
                    .ifPresent(value -> places.add(new CurvePanel.Place(x, value / unit)));
        }
        return new CurvePanel.Line(name, colour, places);
    }
}
