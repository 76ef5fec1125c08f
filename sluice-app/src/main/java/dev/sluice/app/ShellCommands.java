package dev.sluice.app;

import dev.sluice.api.StreamingQuery;
import dev.sluice.error.Suggestion;
import dev.sluice.progress.QueryProgress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the shell understands beside SQL: a word behind a dot, and often one more.
final class ShellCommands {

    private static final String HELP = """
            .explain STATEMENT    how a statement would run
            .explain QUERY        how a stream runs
            .progress QUERY       what its last micro-batch did, as JSON
            .queries              the streams, and how they go
            .quit                 leaves, as Ctrl-D does; streams end after their running micro-batch
            .read FILE            runs the statements of a file
            .rows N               shows up to so many rows of an answer
            .stop QUERY | all     ends a stream after its running micro-batch
            .tables               the tables and views
            .why QUERY            why a stream has not given out yet what it holds

            A statement ends with a semicolon. SELECT … FROM STREAM … shows rows as they arrive until Ctrl-C;
            INSERT INTO … FROM STREAM … goes on while you do something else. A line that begins with a blank
            is not remembered.""";

    static final List<String> NAMES = HELP.lines()
            .filter(line -> line.startsWith("."))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .distinct()
            .toList();

    private final Shell shell;
    private final Streams streams;
    private final Terminal terminal;

    ShellCommands(Shell shell, Streams streams, Terminal terminal) {
        this.shell = shell;
        this.streams = streams;
        this.terminal = terminal;
    }

    /// @throws UsageException if there is no such command or query
    void run(String typed) {
        int blank = typed.indexOf(' ');
        String name = blank < 0 ? typed : typed.substring(0, blank);
        String rest = blank < 0 ? "" : typed.substring(blank + 1).strip().replaceFirst(";$", "");
        switch (name) {
            case ".help" -> terminal.out().println(HELP);
            case ".tables" -> shell.run("SHOW TABLES");
            case ".queries" -> showQueries();
            case ".stop" -> stop(rest);
            case ".explain" -> explain(rest);
            case ".progress" -> with(rest, this::showProgress);
            case ".why" -> with(rest, query -> query.explainWaiting().show(shell.rows(), false));
            case ".read" -> shell.run(new String(terminal.files().read(needed(rest, "FILE")), StandardCharsets.UTF_8));
            case ".rows" -> shell.showRows(number(rest));
            default ->
                throw new UsageException(
                        "there is no command " + name + "; .help lists what there is", Suggestion.likely(name, NAMES));
        }
    }

    private void showQueries() {
        List<String> lines = streams.queries().stream()
                .filter(query -> !ShellWatch.isOne(query))
                .map(query -> Streams.nameOf(query) + " (" + state(query) + "): " + streams.reportOf(query))
                .toList();
        if (lines.isEmpty()) lines = List.of("no streams: INSERT INTO … FROM STREAM … starts one");
        lines.forEach(terminal.out()::println);
    }

    private static String state(StreamingQuery query) {
        if (query.isActive()) return "running";
        return query.exception().isPresent() ? "failed" : "stopped";
    }

    private void stop(String name) {
        if (name.equals("all")) {
            streams.stop();
        } else {
            with(name, StreamingQuery::stop);
        }
    }

    private void explain(String what) {
        Optional<StreamingQuery> query = find(needed(what, "STATEMENT or QUERY"));
        if (query.isPresent()) {
            terminal.out().println(query.get().explainString(false));
        } else {
            shell.run("EXPLAIN EXTENDED " + what);
        }
    }

    private void showProgress(StreamingQuery query) {
        QueryProgress last = query.lastProgress();
        terminal.out().println(last == null ? "no micro-batch yet" : last.prettyJson());
    }

    private void with(String name, Consumer<StreamingQuery> action) {
        action.accept(find(needed(name, "QUERY"))
                .orElseThrow(() -> new UsageException(
                        "no stream is called " + name + "; .queries lists them",
                        Suggestion.likely(
                                name,
                                streams.queries().stream().map(Streams::nameOf).toList()))));
    }

    /// The last of that name or id: a query that was started again has the name of the one before.
    private Optional<StreamingQuery> find(String name) {
        return streams.queries().reversed().stream()
                .filter(query -> Streams.nameOf(query).equals(name))
                .findFirst();
    }

    private static String needed(String word, String what) {
        if (word.isEmpty()) throw new UsageException("it needs a " + what + "; .help tells more");
        return word;
    }

    private static int number(String word) {
        try {
            return Math.max(1, Integer.parseInt(word));
        } catch (NumberFormatException _) {
            throw new UsageException("a number of rows is needed, and not \"" + word + "\"");
        }
    }
}
