package dev.sluice.benchmarks.growth;

import dev.sluice.benchmarks.plot.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Lines over a logarithmic scale, with a dot at each place that was measured.
///
/// @param scale of what is measured
record CurvePanel(String title, Scale scale, List<Line> lines) {

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
        var svg = new Svg();
        for (int i = 0; i < panels.size(); i++) {
            int left = LEFT + i % COLUMNS * (LEFT + WIDTH + 20);
            int top = TOP + i / COLUMNS * (HEIGHT + GAP);
            panels.get(i).draw(svg, left, top);
        }
        return svg.of(COLUMNS * (LEFT + WIDTH + 20) + 10, TOP + rows * (HEIGHT + GAP));
    }

    private DoubleStream values() {
        return lines.stream().flatMap(line -> line.places.stream()).mapToDouble(Place::y);
    }

    private DoubleStream places() {
        return lines.stream().flatMap(line -> line.places.stream()).mapToDouble(Place::x);
    }

    private void draw(Svg svg, int left, int top) {
        svg.text(new Svg.Place(left, top - 10), Svg.Anchor.START, "black", title);
        double least = places().min().orElse(1);
        double most = Math.max(places().max().orElse(10), least * 2);
        places().distinct().forEach(x -> {
            double at = across(x, least, most, left);
            svg.line("#999", new Svg.Place(at, top + HEIGHT), new Svg.Place(at, top + HEIGHT + 4));
            svg.text(new Svg.Place(at, top + HEIGHT + 17), Svg.Anchor.MIDDLE, "#555", power(x));
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
            List<Svg.Place> path = new ArrayList<>();
            for (Place place : line.places) {
                path.add(new Svg.Place(across(place.x, least, most, left), up(place.y, bottom, end, top)));
                svg.dot(line.colour, path.getLast());
            }
            svg.line(line.colour, path);
            if (lines.size() > 1) {
                svg.text(new Svg.Place(nameAt, top - 10), Svg.Anchor.END, line.colour, line.name);
                nameAt -= 6.5 * line.name.length() + 12;
            }
        }
    }

    private void tick(Svg svg, double value, double bottom, double end, int left, int top) {
        double y = up(value, bottom, end, top);
        svg.line("#ddd", new Svg.Place(left, y), new Svg.Place(left + WIDTH, y));
        svg.text(new Svg.Place(left - 6, y + 4), Svg.Anchor.END, "#555", Svg.number(value));
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
        return x < 1_000 ? Svg.number(x) : "10^" + Svg.number(Math.log10(x));
    }
}
