package dev.sluice.benchmarks;

import dev.sluice.benchmarks.plot.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Draws a soak: a panel each for heap, files, latency and rows, over time.
final class SoakPlot {

    private static final int WIDTH = 760;
    private static final int PANEL = 150;
    private static final int LEFT = 70;
    private static final int TOP = 34;
    private static final int GAP = 52;

    private record Line(String name, String colour, ToDoubleFunction<Soak.Sample> value) {}

    private record Panel(String title, List<Line> lines) {}

    private static final List<Panel> PANELS = List.of(
            new Panel(
                    "heap after collection, MB",
                    List.of(new Line("heap", "#1f5fa8", sample -> sample.heapBytes() / 1e6))),
            new Panel(
                    "checkpoints on disk, MB",
                    List.of(new Line("files", "#1f5fa8", sample -> sample.fileBytes() / 1e6))),
            new Panel(
                    "micro-batch, ms",
                    List.of(
                            new Line("median", "#1f5fa8", Soak.Sample::medianMillis),
                            new Line("99th percentile", "#c0561f", Soak.Sample::p99Millis))),
            new Panel(
                    "rows a second, millions",
                    List.of(new Line("rows", "#1f5fa8", sample -> sample.rowsPerSecond() / 1e6))));

    private SoakPlot() {}

    static String svg(List<Soak.Sample> samples) {
        var svg = new Svg();
        for (int i = 0; i < PANELS.size(); i++) draw(PANELS.get(i), TOP + i * (PANEL + GAP), samples, svg);
        return svg.of(LEFT + WIDTH + 30, TOP + PANELS.size() * (PANEL + GAP));
    }

    private static void draw(Panel panel, int top, List<Soak.Sample> samples, Svg svg) {
        double most = panel.lines().stream()
                .flatMapToDouble(line -> samples.stream().mapToDouble(line.value()))
                .max()
                .orElse(1);
        double scale = rounded(most);
        double end = samples.isEmpty() ? 1 : samples.getLast().second();
        svg.text(new Svg.Place(LEFT, top - 8), Svg.Anchor.START, "black", panel.title());
        for (int i = 0; i <= 2; i++) {
            double y = top + PANEL - i * PANEL / 2.0;
            svg.line("#ddd", new Svg.Place(LEFT, y), new Svg.Place(LEFT + WIDTH, y));
            svg.text(new Svg.Place(LEFT - 6, y + 4), Svg.Anchor.END, "#555", Svg.number(scale * i / 2));
        }
        for (int i = 0; i <= 6; i++) {
            svg.text(
                    new Svg.Place(LEFT + i * WIDTH / 6.0, top + PANEL + 16),
                    Svg.Anchor.MIDDLE,
                    "#555",
                    String.format(Locale.ROOT, "%.0f min", end * i / 6 / 60));
        }
        double nameAt = LEFT + WIDTH;
        for (Line line : panel.lines()) {
            List<Svg.Place> path = new ArrayList<>();
            for (Soak.Sample sample : samples) {
                path.add(new Svg.Place(
                        LEFT + WIDTH * sample.second() / end,
                        top + PANEL - PANEL * line.value().applyAsDouble(sample) / scale));
            }
            svg.line(line.colour(), path);
            if (panel.lines().size() > 1)
                svg.text(new Svg.Place(nameAt, top - 8), Svg.Anchor.END, line.colour(), line.name());
            nameAt -= 7.0 * line.name().length() + 20;
        }
    }

    /// The next number that begins with 1, 2 or 5.
    private static double rounded(double most) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-3))));
        for (int factor : new int[] {1, 2, 5}) if (most <= factor * unit) return factor * unit;
        return 10 * unit;
    }
}
