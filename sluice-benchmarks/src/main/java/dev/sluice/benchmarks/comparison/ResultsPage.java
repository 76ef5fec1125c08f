package dev.sluice.benchmarks.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables of a comparison as Markdown.
final class ResultsPage {

    /// What W5 should stay under.
    private static final double FIRST_RESULT_SECONDS = 0.6;

    private static final double FIRST_RESULT_MEGABYTES = 120;

    private static final String READS_TOPICS =
            "\nSluice reads files, Kafka Streams a topic that was filled with JSON before, from a broker on the same cores"
                    + " whose processor time is not counted.\n";

    private ResultsPage() {}

    /// @param circumstances a sentence on when and where
    static String section(Section section, List<Figures> all, String circumstances) {
        var text = new StringBuilder("## " + section.title() + "\n\n");
        text.append(circumstances)
                .append("\n\n![")
                .append(section.measure())
                .append("](")
                .append(section.plot())
                .append(")\n");
        if (section == Section.NEXMARK) {
            queries(section, all, text);
        } else {
            DelayTables.write(all, text);
            for (Figures figures : all) {
                if (!TopicJob.isOne(figures.workload())) workload(section, figures, text);
            }
        }
        for (Figures figures : all) failures(figures, text);
        return text.toString();
    }

    // ---- a table for each workload

    private static void workload(Section section, Figures figures, StringBuilder text) {
        text.append("\n### ").append(figures.workload()).append("\n\n");
        String what = figures.workload().equals("W5") ? "seconds to the first result" : "seconds";
        text.append("| | ").append(what).append(" | times Sluice's | bar | cpu s | peak RSS MB | runs |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|\n");
        for (Engine engine : Engine.values()) {
            List<Run> runs = figures.runs(engine);
            if (runs.isEmpty()) continue;
            Optional<Figures.Spread> ratio = ratio(figures, engine);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.1f | %.0f | %d |%n",
                    engine.title(),
                    figures.seconds(engine).text(),
                    ratio.map(Figures.Spread::text).orElse(""),
                    ratio.flatMap(spread ->
                                    Bar.of(section, figures.workload(), engine).map(bar -> bar.text(spread.median())))
                            .orElse(""),
                    figures.spread(engine, Run::cpuSeconds).median(),
                    figures.spread(engine, Run::peakMegabytes).median(),
                    runs.size()));
        }
        if (figures.workload().equals("W5")) firstResult(figures, text);
        text.append('\n').append(answers(figures.answers())).append('\n');
    }

    private static void firstResult(Figures figures, StringBuilder text) {
        if (figures.runs(Engine.SLUICE).isEmpty()) return;
        double seconds = figures.seconds(Engine.SLUICE).median();
        double megabytes = figures.spread(Engine.SLUICE, Run::peakMegabytes).median();
        text.append(String.format(
                Locale.ROOT,
                "%nBars: the first result within %.1f s: %s; at most %.0f MB: %s.%n",
                FIRST_RESULT_SECONDS,
                seconds <= FIRST_RESULT_SECONDS ? "met" : "missed",
                FIRST_RESULT_MEGABYTES,
                megabytes <= FIRST_RESULT_MEGABYTES ? "met" : "missed"));
    }

    private static Optional<Figures.Spread> ratio(Figures figures, Engine engine) {
        List<Double> ratios = figures.ratios(engine);
        return engine == Engine.SLUICE || ratios.isEmpty() ? Optional.empty() : Optional.of(Figures.Spread.of(ratios));
    }

    // ---- one table of all queries, ours beside each other engine's

    private static void queries(Section section, List<Figures> all, StringBuilder text) {
        for (Engine engine : Engine.values()) {
            if (engine == Engine.SLUICE
                    || all.stream().allMatch(each -> each.runs(engine).isEmpty())) continue;
            text.append(String.format(
                    Locale.ROOT,
                    "%n| | Sluice, s | %1$s, s | times Sluice's | bar | Sluice, cpu s | %1$s, cpu s | groups, total, checksum |%n"
                            + "|---|---:|---:|---:|---:|---:|---:|---|%n",
                    engine.title()));
            for (Figures figures : all) query(section, figures, engine, text);
            if (engine == Engine.KSTREAMS) text.append(READS_TOPICS);
        }
    }

    private static void query(Section section, Figures figures, Engine engine, StringBuilder text) {
        Optional<Figures.Spread> ratio = ratio(figures, engine);
        if (ratio.isEmpty()) return;
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %.1f | %.1f | %s |%n",
                figures.workload(),
                figures.seconds(Engine.SLUICE).text(),
                figures.seconds(engine).text(),
                ratio.get().text(),
                Bar.of(section, figures.workload(), engine)
                        .map(bar -> bar.text(ratio.get().median()))
                        .orElse(""),
                figures.spread(Engine.SLUICE, Run::cpuSeconds).median(),
                figures.spread(engine, Run::cpuSeconds).median(),
                switch (figures.answers().size()) {
                    case 0 -> "";
                    case 1 -> "`" + figures.answers().iterator().next() + "`";
                    default -> answers(figures.answers());
                }));
    }

    // ---- both

    private static void failures(Figures figures, StringBuilder text) {
        figures.failures()
                .forEach((engine, failure) -> text.append(String.format(
                        "%n%s failed at %s: `%s`%n", engine.title(), figures.workload(), failure.replace('`', '\''))));
    }

    private static String answers(Set<String> answers) {
        return switch (answers.size()) {
            case 0 -> "No digests.";
            case 1 -> "All digests: `" + answers.iterator().next() + "` (groups, total, checksum).";
            default ->
                "**The answers differ**: "
                        + answers.stream().map(answer -> "`" + answer + "`").collect(Collectors.joining(", ")) + ".";
        };
    }
}
