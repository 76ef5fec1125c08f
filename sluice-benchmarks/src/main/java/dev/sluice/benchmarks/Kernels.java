package dev.sluice.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the kernels, and tells what each takes for a row.
///
/// @param pattern which of them: a regular expression
/// @param forks how many processes run each; none: this one does
/// @param iterations how often each is measured, and before that warmed up
/// @param millis for how long
record Kernels(String pattern, int forks, int iterations, int millis) {

    /// @param parameters the values of a parameter that are wanted; others have all of theirs
    Collection<RunResult> run(String... parameters) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(pattern)
                .forks(forks)
                .warmupIterations(iterations)
                .measurementIterations(iterations)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementTime(TimeValue.milliseconds(millis))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        for (String parameter : parameters) {
            String[] words = parameter.split("=", -1);
            options.param(words[0], words[1]);
        }
        return new Runner(options.build()).run();
    }

    void print(PrintStream out) {
        try {
            Collection<RunResult> results = run();
            out.println("ns a row, and how far off that may be");
            results.forEach(result -> out.println(line(result)));
        } catch (RunnerException e) {
            throw new IllegalStateException("the kernels could not be run", e);
        }
    }

    static String line(RunResult result) {
        String method = result.getParams().getBenchmark();
        List<String> names = List.of(method.split("\\.", -1));
        String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> key + "=" + result.getParams().getParam(key))
                .collect(Collectors.joining(" "));
        double score = result.getPrimaryResult().getScore();
        double error = result.getPrimaryResult().getScoreError();
        return String.format(Locale.ROOT, "%-28s %-24s %8.2f", shortName(names), parameters, score)
                + (Double.isNaN(error) ? "" : String.format(Locale.ROOT, " ± %.2f", error));
    }

    private static String shortName(List<String> names) {
        return names.get(names.size() - 2) + "." + names.getLast();
    }
}
