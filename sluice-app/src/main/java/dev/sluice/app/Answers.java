package dev.sluice.app;

import dev.sluice.api.DataFrame;
import java.io.PrintStream;
import java.util.List;

/// Prints what statements have to say, as tables: all rows, and all of each value. A plan is a text of lines, and
/// printed as such.
final class Answers {

    /// What EXPLAIN answers with.
    private static final List<String> PLAN = List.of("plan");

    private Answers() {}

    static void printTable(DataFrame answer, PrintStream out) {
        if (answer.columns().length == 0) return;
        if (isPlan(answer)) {
            answer.collectAsList().forEach(row -> out.println(row.getString(0)));
        } else {
            out.println(answer.showString(Integer.MAX_VALUE, Integer.MAX_VALUE, false));
        }
        out.flush();
    }

    static boolean isPlan(DataFrame answer) {
        return List.of(answer.columns()).equals(PLAN);
    }
}
