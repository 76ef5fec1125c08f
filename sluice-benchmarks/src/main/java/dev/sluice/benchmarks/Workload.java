package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.storage.Storage;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// Input, and the question that is asked of it.
interface Workload {

    /// What it is called on the command line. Its input lies in the directory of this name, in lower case: the data in
    /// `in`, and in `rows` how many rows that are.
    String name();

    /// The query; its result has a key, a count and a sum.
    ///
    /// @param input the directory of its data
    DataFrame query(Session session, String input, BenchOptions options);

    /// The output mode if none is said. In append mode each row of the result counts; otherwise the last of each key.
    default String mode() {
        return "update";
    }

    /// Whether the result is shown on the screen, if no other sink is said.
    default boolean shown() {
        return false;
    }

    /// What keeps the last row of each key.
    default ResultTable table() {
        return ResultTable.ofLast();
    }

    /// Writes the data into a directory, the same each time.
    ///
    /// @return how many rows there are; nothing if the data is made elsewhere
    default OptionalLong generate(Storage files, String directory) {
        return OptionalLong.empty();
    }

    /// What a loop without an engine finds: the digest of the same result, or nothing if there is no such loop.
    default Map<String, Object> plain(Storage files, String input) {
        return Map.of();
    }

    /// What the machine can do at most: the digest that a program finds which is written by hand for this input and
    /// this question; nothing if there is no such program.
    default Map<String, Object> limit(Storage files, String input, int threads) {
        return Map.of();
    }

    default String directory(String dataDirectory) {
        return dataDirectory + "/" + name().toLowerCase(Locale.ROOT);
    }
}
