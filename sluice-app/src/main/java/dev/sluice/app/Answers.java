package dev.sluice.app;

import dev.sluice.api.DataFrame;
import java.io.PrintStream;

/// Prints what statements have to say, as tables: all rows, and all of each value.
final class Answers {

    private Answers() {}

    static void printTable(DataFrame answer, PrintStream out) {
        if (answer.columns().length == 0) return;
        out.println(answer.showString(Integer.MAX_VALUE, Integer.MAX_VALUE, false));
        out.flush();
    }
}
