package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import java.util.Locale;

/// Input, and the question that is asked of it.
interface Workload {

    /// What it is called on the command line. Its input lies in the directory of this name, in lower case: the data in
    /// `in`, and in `rows` how many rows that are.
    String name();

    /// The query; its result has a key, a count and a sum.
    ///
    /// @param input the directory of its data
    DataFrame query(Session session, String input, BenchOptions options);

    default String directory(String dataDirectory) {
        return dataDirectory + "/" + name().toLowerCase(Locale.ROOT);
    }
}
