package dev.sluice.benchmarks.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables of a comparison as Markdown, and their place in a page that has other things, too.
final class ResultsPage {

    private static final String BEGIN = "<!-- benchmarks/run writes from here -->";
    private static final String END = "<!-- to here -->";

    private ResultsPage() {}

    /// @param circumstances a sentence on when and where
    static String section(List<Figures> all, String circumstances, String plot) {
        var text = new StringBuilder("## Engines in turn\n\n");
        text.append(circumstances).append("\n\n![seconds](").append(plot).append(")\n");
        for (Figures figures : all) {
            text.append("\n### ").append(figures.workload()).append("\n\n");
            table(figures, text);
            text.append('\n').append(answers(figures.answers())).append('\n');
            figures.failures()
                    .forEach((engine, failure) -> text.append("\n")
                            .append(engine.title())
                            .append(" failed: `")
                            .append(failure.replace('`', '\''))
                            .append("`\n"));
        }
        return text.toString();
    }

    private static void table(Figures figures, StringBuilder text) {
        String what = figures.workload().equals("W5") ? "seconds to the first result" : "seconds";
        text.append("| | ").append(what).append(" | times Sluice's | cpu s | peak RSS MB | runs |\n");
        text.append("|---|---:|---:|---:|---:|---:|\n");
        for (Engine engine : Engine.values()) {
            List<Run> runs = figures.runs(engine);
            if (runs.isEmpty()) continue;
            List<Double> ratios = figures.ratios(engine);
            String ratio = engine == Engine.SLUICE || ratios.isEmpty()
                    ? ""
                    : Figures.Spread.of(ratios).text();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f | %.0f | %d |%n",
                    engine.title(),
                    figures.seconds(engine).text(),
                    ratio,
                    figures.spread(engine, Run::cpuSeconds).median(),
                    figures.spread(engine, Run::peakMegabytes).median(),
                    runs.size()));
        }
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

    /// The page with the section in the place of the last one, or behind everything.
    static String with(String page, String section) {
        String marked = BEGIN + "\n\n" + section + "\n" + END + "\n";
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) return page.isEmpty() ? marked : page.stripTrailing() + "\n\n" + marked;
        return page.substring(0, begin)
                + marked
                + page.substring(end + END.length()).stripLeading();
    }
}
