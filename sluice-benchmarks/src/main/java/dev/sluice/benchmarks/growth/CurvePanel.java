package dev.sluice.benchmarks.growth;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Lines over a logarithmic scale, with a dot at each place that was measured.
///
/// @param across what the scale counts
/// @param scale of what is measured
record CurvePanel(String title, String across, Scale scale, List<Line> lines) {

    private static final int WIDTH = 330;
    private static final int HEIGHT = 170;
    private static final int LEFT = 64;
    private static final int TOP = 36;
    private static final int GAP = 58;
    private static final int COLUMNS = 2;

    enum Scale {
        /// From nothing on.
        LINEAR,
        LOGARITHMIC
    }

    record Place(double x, double y) {}

    record Line(String name, String colour, List<Place> places) {
        Line {
            places = List.copyOf(places);
        }
    }

    CurvePanel {
        lines = List.copyOf(lines);
    }

    /// The panels in rows of two.
    static String svg(List<CurvePanel> panels) {
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                COLUMNS * (LEFT + WIDTH + 20) + 10,
                TOP + rows * (HEIGHT + GAP)));
        for (int i = 0; i < panels.size(); i++) {
            int left = LEFT + i % COLUMNS * (LEFT + WIDTH + 20);
            int top = TOP + i / COLUMNS * (HEIGHT + GAP);
            panels.get(i).draw(svg, left, top);
        }
        return svg.append("</svg>\n").toString();
    }

    private DoubleStream values() {
        return lines.stream().flatMap(line -> line.places.stream()).mapToDouble(Place::y);
    }

    private DoubleStream places() {
        return lines.stream().flatMap(line -> line.places.stream()).mapToDouble(Place::x);
    }

    private void draw(StringBuilder svg, int left, int top) {
        text(svg, left, top - 10, "start", "black", title);
        double least = places().min().orElse(1);
        double most = Math.max(places().max().orElse(10), least * 2);
        places().distinct().forEach(x -> {
            double at = across(x, least, most, left);
            svg.append(String.format(Locale.ROOT, "<path d=\"M%.1f %dv4\" stroke=\"#999\"/>%n", at, top + HEIGHT));
            text(svg, at, top + HEIGHT + 17, "middle", "#555", power(x));
        });
        double bottom = scale == Scale.LINEAR
                ? 0
                : Math.pow(10, Math.floor(Math.log10(values().min().orElse(1))));
        double end = scale == Scale.LINEAR
                ? rounded(values().max().orElse(1))
                : Math.pow(10, Math.ceil(Math.log10(values().max().orElse(10))));
        if (scale == Scale.LINEAR) {
            for (int i = 0; i <= 4; i++) tick(svg, end * i / 4, bottom, end, left, top);
        } else {
            for (double tick = bottom; tick <= end * 1.001; tick *= 10) tick(svg, tick, bottom, end, left, top);
        }
        double nameAt = left + WIDTH;
        for (Line line : lines.reversed()) {
            var path = new StringBuilder();
            for (Place place : line.places) {
                double x = across(place.x, least, most, left);
                double y = up(place.y, bottom, end, top);
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
                svg.append(String.format(
                        Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, line.colour));
            }
            svg.append(String.format(Locale.ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>%n", path, line.colour));
            if (lines.size() > 1) {
                text(svg, nameAt, top - 10, "end", line.colour, line.name);
                nameAt -= 6.5 * line.name.length() + 12;
            }
        }
    }

    private void tick(StringBuilder svg, double value, double bottom, double end, int left, int top) {
        double y = up(value, bottom, end, top);
        svg.append(String.format(Locale.ROOT, "<path d=\"M%d %.1fh%d\" stroke=\"#ddd\"/>%n", left, y, WIDTH));
        text(svg, left - 6, y + 4, "end", "#555", number(value));
    }

    private static double across(double x, double least, double most, int left) {
        return left + 14 + (WIDTH - 28) * Math.log10(x / least) / Math.log10(most / least);
    }

    private double up(double value, double bottom, double end, int top) {
        double part = scale == Scale.LINEAR
                ? value / end
                : Math.log10(Math.max(value, bottom) / bottom) / Math.log10(end / bottom);
        return top + HEIGHT - HEIGHT * part;
    }

    /// The next number that begins with 1, 2, 4 or 8.
    private static double rounded(double most) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-6))));
        for (int factor : new int[] {1, 2, 4, 8}) if (most <= factor * unit) return factor * unit;
        return 10 * unit;
    }

    /// Small numbers as they are, large ones as powers of ten.
    private static String power(double x) {
        return x < 1_000 ? number(x) : "10^" + number(Math.log10(x));
    }

    private static String number(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(value)
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
