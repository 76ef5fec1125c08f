package dev.sluice.benchmarks.comparison;

import dev.sluice.benchmarks.plot.Svg;
import java.util.ArrayList;
import java.util.List;

/// Draws the seconds of all engines, or where records are timed the milliseconds that 99 of 100 stay under: a bar each
/// on a logarithmic scale, with a line from the fastest run to the slowest.
final class ResultsPlot {

    private static final int LEFT = 130;
    private static final int WIDTH = 560;
    private static final int BAR = 18;
    private static final int TITLE = 34;

    private ResultsPlot() {}

    static String svg(Section section, List<Figures> figuresOfAll) {
        boolean delays = section == Section.KAFKA;
        List<Figures> all = figuresOfAll.stream()
                .filter(each -> !delays || TopicJob.isOne(each.workload()))
                .toList();
        List<Double> ends = new ArrayList<>();
        for (Figures figures : all) {
            for (Engine engine : figures.engines().keySet()) {
                ends.add(drawn(figures, engine).least());
                ends.add(drawn(figures, engine).most());
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
        var svg = new Svg();
        int bottom = 24 + all.stream().mapToInt(ResultsPlot::height).sum();
        for (double tick = scale.least(); tick <= scale.most() * 1.001; tick *= 10) {
            svg.line("#ddd", new Svg.Place(scale.x(tick), 10), new Svg.Place(scale.x(tick), bottom - 10));
            String number = Svg.number(tick) + (delays ? " ms" : " s");
            svg.text(new Svg.Place(scale.x(tick), bottom + 8), Svg.Anchor.MIDDLE, "#555", number);
        }
        int y = 24;
        for (Figures figures : all) {
            svg.text(new Svg.Place(LEFT, y + 4), Svg.Anchor.START, "black", figures.workload());
            y += TITLE - 18;
            for (Engine engine : Engine.values()) {
                if (figures.runs(engine).isEmpty()) continue;
                bar(svg, y, engine, drawn(figures, engine), scale);
                y += BAR + 4;
            }
            y += TITLE;
        }
        return svg.of(LEFT + WIDTH + 60, bottom + 20);
    }

    private static Figures.Spread drawn(Figures figures, Engine engine) {
        return figures.spread(
                engine, run -> run.delay() == null ? run.seconds() : run.delay().p99Millis());
    }

    private static int height(Figures figures) {
        return TITLE - 18 + figures.engines().size() * (BAR + 4) + TITLE;
    }

    private record Scale(double least, double most) {
        double x(double seconds) {
            return LEFT + WIDTH * Math.log10(seconds / least) / Math.log10(most / least);
        }
    }

    private static void bar(Svg svg, int y, Engine engine, Figures.Spread seconds, Scale scale) {
        double end = scale.x(seconds.median());
        String colour = engine == Engine.SLUICE ? "#1f5fa8" : engine.ours() ? "#8fb3d9" : "#c9a27e";
        svg.text(new Svg.Place(LEFT - 6, y + 13), Svg.Anchor.END, "#555", engine.title());
        svg.bar(colour, new Svg.Place(LEFT, y), Math.max(1, end - LEFT), BAR);
        double middle = y + BAR / 2.0;
        svg.line(
                "black",
                new Svg.Place(scale.x(seconds.least()), middle),
                new Svg.Place(scale.x(seconds.most()), middle));
        svg.text(
                new Svg.Place(scale.x(seconds.most()) + 6, y + 13),
                Svg.Anchor.START,
                "#555",
                Svg.number(seconds.median()));
    }
}
