package dev.sluice.benchmarks.growth;

import dev.sluice.app.UsageException;
import dev.sluice.benchmarks.comparison.Launch;
import dev.sluice.benchmarks.comparison.MarkedSection;
import dev.sluice.error.Suggestion;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.storage.LocalStorage;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Measures the points of each curve, one after the other, and writes the section "Growth" of `RESULTS.md`,
/// `growth.svg` and, of each point, a line of `growth.jsonl`.
public final class Growth {

    private static final Map<String, String> USUAL = usual();

    private final Map<String, String> options;
    private final String data;
    private final LocalStorage files;
    private final PrintStream screen;
    private final List<Point> points = new ArrayList<>();

    private Growth(Map<String, String> options, String data, LocalStorage files, PrintStream screen) {
        this.options = options;
        this.data = data;
        this.files = files;
        this.screen = screen;
    }

    /// @param words the directory of the data of W1, W2 and W3, and options
    /// @param peakMegabytes tells the memory that this process has held at most
    /// @return whether nothing failed
    public static boolean run(List<String> words, LocalStorage files, PrintStream screen, LongSupplier peakMegabytes) {
        Map<String, String> options = new LinkedHashMap<>(USUAL);
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !options.containsKey(name)) {
                throw new UsageException("there is no option " + name, Suggestion.likely(name, options.keySet()));
            }
            options.put(name, word.substring(equals + 1));
        }
        var growth = new Growth(options, words.getFirst(), files, screen);
        String point = growth.option("point");
        if (point.isEmpty()) return growth.run();
        screen.println(growth.measure(curve(point), peakMegabytes));
        return true;
    }

    private static Map<String, String> usual() {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("sluice", "./sluice");
        usual.put("work", System.getProperty("java.io.tmpdir"));
        usual.put("out", "benchmarks");
        usual.put("rounds", "1");
        usual.put("curves", String.join(",", Curve.words()));
        usual.put("heap", "1g");
        usual.put("keysHeap", "8g");
        usual.put("most", "");
        usual.put("seconds", "5");
        usual.put("paceMillis", "20");
        usual.put("point", "");
        usual.put("x", "");
        return Map.copyOf(usual);
    }

    private String option(String name) {
        return options.getOrDefault(name, "");
    }

    private long number(String name) {
        String text = option(name);
        if (text.matches("[1-9]\\d{0,8}")) return Long.parseLong(text);
        throw new UsageException(name + "=" + text + ": a number is needed, 1 or more");
    }

    private double seconds() {
        String text = option("seconds");
        if (text.matches("\\d{1,4}(\\.\\d{1,3})?")) return Double.parseDouble(text);
        throw new UsageException("seconds=" + text + ": a number is needed");
    }

    private static Curve curve(String word) {
        if (Curve.words().contains(word)) return Curve.valueOf(word.toUpperCase(Locale.ROOT));
        throw new UsageException(
                "there is no curve " + word + "; those there are: " + String.join(", ", Curve.words()),
                Suggestion.likely(word, Curve.words()));
    }

    // ---- in the process of a point

    private String measure(Curve curve, LongSupplier peakMegabytes) {
        int x = (int) number("x");
        try (Circumstances around = Circumstances.open(files, option("work"))) {
            var measured = new Measured(around, seconds(), (int) number("paceMillis"));
            Map<String, Object> found = switch (curve) {
                case CORES -> throw new UsageException("a point of cores is a workload: bench W1");
                case KEYS -> measured.keys(x);
                case ROWS -> measured.rows(x);
                case QUERIES -> measured.queries(x);
            };
            return Point.report(curve, x, found, peakMegabytes.getAsLong());
        }
    }

    // ---- in the process that asks for all of them

    private boolean run() {
        List<Curve> curves =
                Stream.of(option("curves").split(",", -1)).map(Growth::curve).toList();
        long rounds = number("rounds");
        long most = option("most").isEmpty() ? Long.MAX_VALUE : number("most");
        for (int round = 1; round <= rounds; round++) {
            for (Curve curve : curves) {
                for (String what : curve.lines()) {
                    for (long x : curve.places()) if (x <= most) run(curve, what, x, round);
                }
                write(curves);
            }
        }
        return points.stream().allMatch(point -> point.failure().isEmpty());
    }

    private void run(Curve curve, String what, long x, int round) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        List<String> command = new ArrayList<>(List.of(option("sluice"), "bench"));
        command.addAll(
                curve == Curve.CORES
                        ? List.of(what, data, "cores=" + x, "sink=digest")
                        : List.of(
                                "growth",
                                data,
                                "point=" + curve.word(),
                                "x=" + x,
                                "seconds=" + option("seconds"),
                                "paceMillis=" + option("paceMillis")));
        command.add("work=" + option("work"));
        String heap = option(curve == Curve.KEYS ? "keysHeap" : "heap");
        Launch.Outcome outcome = new Launch(command, Map.of("SLUICE_JAVA_OPTS", "-Xmx" + heap)).run();
        JsonObject figures = outcome.report() == null ? JsonValue.object().build() : outcome.report();
        var point = new Point(curve, what, x, round, load, figures, outcome.failure());
        points.add(point);
        screen.println(point.toLine());
        screen.flush();
    }

    /// After each curve, so that a stopped run has its figures too.
    private void write(List<Curve> curves) {
        String page = option("out") + "/RESULTS.md";
        String before = files.find(page).isPresent() ? new String(files.read(page), StandardCharsets.UTF_8) : "";
        String section = GrowthPage.section(points, curves, circumstances(), "growth.svg");
        put(page, MarkedSection.GROWTH.in(before, section));
        put(option("out") + "/growth.svg", GrowthPlot.svg(points, curves));
        put(
                option("out") + "/growth.jsonl",
                String.join("\n", points.stream().map(Point::toLine).toList()) + "\n");
    }

    private void put(String path, String text) {
        files.replace(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private String circumstances() {
        return String.format(
                Locale.ROOT,
                "Written by `bench growth`: %d cores, `-Xmx%s`, of keys `-Xmx%s`; each point in a fresh process; rounds:"
                        + " %d, medians of them; the load before a run: %.1f at most.",
                Runtime.getRuntime().availableProcessors(),
                option("heap"),
                option("keysHeap"),
                points.getLast().round(),
                points.stream().mapToDouble(Point::load).max().orElse(-1));
    }
}
