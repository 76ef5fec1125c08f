package dev.sluice.app;

import dev.sluice.api.Session;
import java.util.ArrayList;
import java.util.List;

/// The texts of `--help` and `--version`.
final class Help {

    private static final int INDENT = 2;

    private Help() {}

    static String version() {
        return "Sluice " + Session.VERSION + " (Java " + Runtime.version().feature() + ")\n";
    }

    static String overview(List<Command> commands) {
        var text = new StringBuilder("""
                Sluice: Structured Streaming in one process.

                usage: sluice COMMAND [options]

                commands:
                """);
        var rows = new ArrayList<List<String>>();
        for (Command command : commands) rows.add(List.of(command.name(), command.summary()));
        String later = System.getProperty("sluice.later"); // the launcher's, of a module that it has not built yet
        if (later != null) rows.add(List.of(later, "built when it is first used"));
        appendTable(text, rows);
        return text.append("""

                examples:
                  sluice run examples/word-count.sql        count the words of this repository as a stream
                  sluice sql -e "SELECT 1 + 1 AS two"       one statement
                  sluice sql < statements.sql               statements, separated by semicolons

                sluice COMMAND --help tells more of a command; sluice --version tells the version.
                Exit codes: 0 done, 1 a statement or query failed, 2 the command line was wrong,
                130 and 143 stopped by Ctrl-C or SIGTERM after the running micro-batch.
                """).toString();
    }

    static String of(Command command) {
        var text = new StringBuilder("usage: sluice " + command.name() + " " + command.synopsis() + "\n\n");
        text.append(command.description()).append("\noptions:\n");
        var rows = new ArrayList<List<String>>();
        for (List<Option> options : List.of(command.options(), Command.COMMON)) {
            for (Option option : options) {
                rows.add(List.of((option.name() + " " + option.value()).strip(), option.summary()));
            }
        }
        appendTable(text, rows);
        return text.toString();
    }

    /// Two columns; further lines of the second stand under its first.
    private static void appendTable(StringBuilder text, List<List<String>> rows) {
        int width = rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
        for (List<String> row : rows) {
            String first = row.getFirst();
            for (String line : row.getLast().split("\n")) {
                text.append(" ".repeat(INDENT)).append(first).append(" ".repeat(width - first.length() + INDENT));
                text.append(line).append('\n');
                first = "";
            }
        }
    }
}
