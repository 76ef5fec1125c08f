package dev.sluice.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A cell of W4: what is done with the records, how many come in a second, and whether each result is written once.
/// Written `count-20000-once`.
///
/// @param job `map` or `count`
record TopicJob(String job, int rate, boolean once) {

    /// Three JVMs on two cores compile for more than half a minute: what they take then is no property of an engine.
    private static final int WARM_UP = 75;

    private static final int SECONDS = WARM_UP + 12;

    private static final Pattern NAME = Pattern.compile("(map|count)-(\\d{1,6})(-once)?");

    /// What the name says, if it is one.
    static Optional<TopicJob> of(String workload) {
        Matcher name = NAME.matcher(workload);
        if (!name.matches()) return Optional.empty();
        return Optional.of(new TopicJob(name.group(1), Integer.parseInt(name.group(2)), name.group(3) != null));
    }

    static boolean isOne(String workload) {
        return of(workload).isPresent();
    }

    /// For the runners, which call it alike but for the guarantee.
    List<String> options(Engine engine) {
        String guarantee = !once ? "at_least_once" : engine == Engine.KSTREAMS ? "exactly_once_v2" : "exactly_once";
        List<String> options =
                new ArrayList<>(List.of("job=" + job, "rate=" + rate, "secs=" + SECONDS, "warm=" + WARM_UP));
        if (engine != Engine.SPARK && engine != Engine.LIMIT) options.add("guarantee=" + guarantee);
        return options;
    }

    /// What 99 of 100 records should stay under.
    double barMillis() {
        return job.equals("count") ? 40 : 20;
    }

    /// What it has in common with others of a table.
    String heading() {
        return (job.equals("count") ? "Counting" : "Stateless") + (once ? ", exactly once" : ", at least once");
    }
}
