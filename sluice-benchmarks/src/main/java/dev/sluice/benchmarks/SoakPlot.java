package dev.sluice.benchmarks;

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
        var svg = new StringBuilder();
        int height = TOP + PANELS.size() * (PANEL + GAP);
        svg.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
                        + "font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n")
                .formatted(LEFT + WIDTH + 30, height));
        for (int i = 0; i < PANELS.size(); i++) draw(PANELS.get(i), TOP + i * (PANEL + GAP), samples, svg);
        return svg.append("</svg>\n").toString();
    }

    private static void draw(Panel panel, int top, List<Soak.Sample> samples, StringBuilder svg) {
        double most = panel.lines().stream()
                .flatMapToDouble(line -> samples.stream().mapToDouble(line.value()))
                .max()
                .orElse(1);
        double scale = rounded(most);
        double end = samples.isEmpty() ? 1 : samples.getLast().second();
        text(svg, LEFT, top - 8, "start", "black", panel.title());
        for (int i = 0; i <= 2; i++) {
            double y = top + PANEL - i * PANEL / 2.0;
            svg.append(
                    String.format(Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>\n", LEFT, y, LEFT + WIDTH));
            text(svg, LEFT - 6, y + 4, "end", "#555", number(scale * i / 2));
        }
        for (int i = 0; i <= 6; i++) {
            text(
                    svg,
                    LEFT + i * WIDTH / 6.0,
                    top + PANEL + 16,
                    "middle",
                    "#555",
                    String.format(Locale.ROOT, "%.0f min", end * i / 6 / 60));
        }
        double nameAt = LEFT + WIDTH;
        for (Line line : panel.lines()) {
            var path = new StringBuilder();
            for (Soak.Sample sample : samples) {
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(String.format(
                                Locale.ROOT,
                                "%.1f %.1f",
                                LEFT + WIDTH * sample.second() / end,
                                top + PANEL - PANEL * line.value().applyAsDouble(sample) / scale));
            }
            svg.append(
                    String.format(Locale.ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>\n", path, line.colour()));
            if (panel.lines().size() > 1) text(svg, nameAt, top - 8, "end", line.colour(), line.name());
            nameAt -= 7.0 * line.name().length() + 20;
        }
    }

    /// The next number that begins with 1, 2 or 5.
    private static double rounded(double most) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-3))));
        for (int factor : new int[] {1, 2, 5}) if (most <= factor * unit) return factor * unit;
        return 10 * unit;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                colour,
                text));
    }
}
