package dev.sluice.benchmarks.comparison;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws the seconds of all engines: a bar each on a logarithmic scale, with a line from the fastest run to the
/// slowest.
final class ResultsPlot {

    private static final int LEFT = 130;
    private static final int WIDTH = 560;
    private static final int BAR = 18;
    private static final int TITLE = 34;

    private ResultsPlot() {}

    static String svg(List<Figures> all) {
        List<Double> ends = new ArrayList<>();
        for (Figures figures : all) {
            for (Engine engine : figures.engines().keySet()) {
                ends.add(figures.seconds(engine).least());
                ends.add(figures.seconds(engine).most());
            }
        }
        double least = Math.pow(
                10,
                Math.floor(Math.log10(
                        ends.stream().mapToDouble(Double::doubleValue).min().orElse(1))));
        double most = Math.pow(
                10,
                Math.ceil(Math.log10(
                        ends.stream().mapToDouble(Double::doubleValue).max().orElse(10))));
        var scale = new Scale(least, Math.max(most, least * 10));
        var body = new StringBuilder();
        int y = 24;
        for (Figures figures : all) {
            text(body, LEFT, y + 4, "start", "black", figures.workload());
            y += TITLE - 18;
            for (Engine engine : Engine.values()) {
                if (figures.runs(engine).isEmpty()) continue;
                bar(body, y, engine, figures.seconds(engine), scale);
                y += BAR + 4;
            }
            y += TITLE;
        }
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                LEFT + WIDTH + 60,
                y + 20));
        for (double tick = scale.least(); tick <= scale.most() * 1.001; tick *= 10) {
            svg.append(
                    String.format(Locale.ROOT, "<path d=\"M%.1f 10V%d\" stroke=\"#ddd\"/>%n", scale.x(tick), y - 10));
            text(svg, scale.x(tick), y + 8, "middle", "#555", number(tick) + " s");
        }
        return svg.append(body).append("</svg>\n").toString();
    }

    private record Scale(double least, double most) {
        double x(double seconds) {
            return LEFT + WIDTH * Math.log10(seconds / least) / Math.log10(most / least);
        }
    }

    private static void bar(StringBuilder svg, int y, Engine engine, Figures.Spread seconds, Scale scale) {
        double end = scale.x(seconds.median());
        String colour = engine == Engine.SLUICE ? "#1f5fa8" : engine.ours() ? "#8fb3d9" : "#c9a27e";
        text(svg, LEFT - 6, y + 13, "end", "#555", engine.title());
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                LEFT,
                y,
                Math.max(1, end - LEFT),
                BAR,
                colour));
        double middle = y + BAR / 2.0;
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1fH%.1f\" stroke=\"black\"/>%n",
                scale.x(seconds.least()),
                middle,
                scale.x(seconds.most())));
        text(svg, scale.x(seconds.most()) + 6, y + 13, "start", "#555", number(seconds.median()));
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                text));
    }
}
