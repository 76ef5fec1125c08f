package dev.sluice.benchmarks.comparison;

import dev.sluice.app.UsageException;
import dev.sluice.error.Suggestion;
import dev.sluice.storage.LocalStorage;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Runs each workload on each engine in turn, round by round, so that what else happens on the machine meets all alike;
/// then writes a section of `RESULTS.md`, a plot beside it and, of each run, a line of `runs.jsonl` or the like.
public final class Comparison {

    private static final Map<String, String> USUAL = usual();

    private final Settings settings;
    private final String out;
    private final LocalStorage files;
    private final PrintStream screen;
    private final List<Run> runs = new ArrayList<>();

    private Comparison(Settings settings, String out, LocalStorage files, PrintStream screen) {
        this.settings = settings;
        this.out = out;
        this.files = files;
        this.screen = screen;
    }

    /// @param words the directory of the other engines' runners, that of the data, and options
    /// @return whether nothing failed and all answers agree
    public static boolean run(List<String> words, LocalStorage files, PrintStream screen) {
        if (words.size() < 2) throw new UsageException("compare needs the peers' directory and one for data");
        Section section = section(words);
        Map<String, String> given = new LinkedHashMap<>(USUAL);
        given.putAll(section.usual());
        Map<Engine, List<String>> options = new EnumMap<>(Engine.class);
        for (String word : words.subList(2, words.size())) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            int point = name.indexOf('.');
            if (equals > 0 && point > 0) {
                options.computeIfAbsent(engine(name.substring(0, point)), _ -> new ArrayList<>())
                        .add(word.substring(point + 1));
            } else if (equals > 0 && given.containsKey(name)) {
                given.put(name, word.substring(equals + 1));
            } else {
                throw new UsageException("there is no option " + name, Suggestion.likely(name, given.keySet()));
            }
        }
        var settings = new Settings(
                section,
                given.getOrDefault("sluice", ""),
                words.get(0),
                words.get(1),
                given.getOrDefault("work", ""),
                given.getOrDefault("recorder", ""),
                given.getOrDefault("flinkRunner", ""),
                given.getOrDefault("kstreamsRunner", ""),
                number("rounds", given),
                number("repeats", given),
                given.getOrDefault("heap", ""),
                given.getOrDefault("ownHeap", ""),
                list(given.getOrDefault("workloads", "")),
                list(given.getOrDefault("engines", "")).stream()
                        .map(Comparison::engine)
                        .toList(),
                options);
        var comparison = new Comparison(settings, given.getOrDefault("out", ""), files, screen);
        if (given.getOrDefault("add", "").equals("true")) comparison.keepOthers();
        return comparison.run();
    }

    private static Map<String, String> usual() {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("sluice", "./sluice");
        usual.put("recorder", "tools/spark-recorder/record.sh");
        usual.put("flinkRunner", "tools/flink-runner/run.sh");
        usual.put("kstreamsRunner", "tools/kafka-streams-runner/run.sh");
        usual.put("work", System.getProperty("java.io.tmpdir"));
        usual.put("out", "benchmarks");
        usual.put("section", Section.ENGINES.word());
        usual.put("rounds", "5");
        usual.put("repeats", "1");
        usual.put("heap", "8g");
        usual.put("ownHeap", "1g");
        usual.put("workloads", "");
        usual.put("engines", "");
        usual.put("add", "false");
        return Map.copyOf(usual);
    }

    private static Section section(List<String> words) {
        String word = Section.ENGINES.word();
        for (String given : words) if (given.startsWith("section=")) word = given.substring(given.indexOf('=') + 1);
        if (Section.words().contains(word)) return Section.valueOf(word.toUpperCase(Locale.ROOT));
        throw new UsageException(
                "there is no section " + word + "; those there are: " + String.join(", ", Section.words()),
                Suggestion.likely(word, Section.words()));
    }

    private static int number(String name, Map<String, String> given) {
        String text = given.getOrDefault(name, "");
        if (text.matches("[1-9]\\d{0,2}")) return Integer.parseInt(text);
        throw new UsageException(name + "=" + text + ": a number is needed, 1 or more");
    }

    private static List<String> list(String text) {
        return List.of(text.split(",", -1));
    }

    private static Engine engine(String word) {
        List<String> words = Arrays.stream(Engine.values()).map(Engine::word).toList();
        if (words.contains(word)) return Engine.valueOf(word.toUpperCase(Locale.ROOT));
        throw new UsageException(
                "there is no engine " + word + "; those there are: " + String.join(", ", words),
                Suggestion.likely(word, words));
    }

    private boolean run() {
        for (int round = 1; round <= settings.rounds(); round++) {
            for (String workload : settings.workloads()) {
                for (Engine engine : settings.engines()) {
                    if (engine.answers(workload)) run(round, workload, engine);
                }
                write();
            }
        }
        List<Figures> figures = figures();
        return figures.stream()
                .allMatch(each -> each.failures().isEmpty() && each.answers().size() < 2);
    }

    /// The runs of an earlier comparison, but for those that are done again.
    private void keepOthers() {
        String path = out + "/" + settings.section().lines();
        if (files.find(path).isEmpty()) return;
        new String(files.read(path), StandardCharsets.UTF_8)
                .lines()
                .map(Run::ofLine)
                .filter(run -> !settings.workloads().contains(run.workload())
                        || !settings.engines().contains(run.engine()))
                .forEach(runs::add);
    }

    /// Those asked for, in their order, behind those that were kept.
    private List<String> workloads() {
        Set<String> all = new LinkedHashSet<>();
        runs.forEach(run -> all.add(run.workload()));
        all.addAll(settings.workloads());
        return List.copyOf(all);
    }

    private void run(int round, String workload, Engine engine) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Launch.Outcome outcome = Launch.of(engine, workload, settings).run();
        Run run = Run.of(workload, engine, round, load, outcome);
        runs.add(run);
        screen.println(run.toLine());
        screen.flush();
    }

    /// After each workload, so that a stopped comparison has its figures too.
    private void write() {
        List<Figures> figures = figures();
        String page = out + "/RESULTS.md";
        String before = files.find(page).isPresent() ? new String(files.read(page), StandardCharsets.UTF_8) : "";
        Section section = settings.section();
        put(page, section.marks().in(before, ResultsPage.section(section, figures, circumstances())));
        put(out + "/" + section.plot(), ResultsPlot.svg(section, figures));
        put(
                out + "/" + section.lines(),
                String.join("\n", runs.stream().map(Run::toLine).toList()) + "\n");
    }

    private List<Figures> figures() {
        return workloads().stream().map(workload -> Figures.of(workload, runs)).toList();
    }

    private void put(String path, String text) {
        files.replace(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private String circumstances() {
        double load = runs.stream().mapToDouble(Run::load).max().orElse(-1);
        return String.format(
                Locale.ROOT,
                "Written by `benchmarks/run`: %d cores, `-Xmx%s`, what `./sluice bench` runs `-Xmx%s`%s; each engine in"
                        + " a fresh process, in turn; rounds: %d%s; the load before a run: %.1f at most. Medians and the"
                        + " range; ratios are of runs of the same round.",
                Runtime.getRuntime().availableProcessors(),
                settings.heap(),
                settings.ownHeap(),
                settings.options().entrySet().stream()
                        .flatMap(entry -> Stream.of(
                                entry.getKey().title() + " with `" + String.join(" ", entry.getValue()) + "`"))
                        .sorted()
                        .reduce("", (all, one) -> all + ", " + one),
                runs.isEmpty() ? 0 : runs.getLast().round(),
                settings.repeats() == 1
                        ? ""
                        : ", of " + settings.repeats() + " runs in a process the last ones' median",
                load);
    }
}
