package dev.sluice.app;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.parser.SqlParser;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;

/// `sluice sql` where a person types: reads a statement, which may be several lines long, answers it, and asks again.
/// Streams that don't end by themselves go on meanwhile, and what they print appears above what is being typed.
final class Shell {

    private static final String PROMPT = "sluice> ";
    private static final String WELCOME =
            "Sluice " + Session.VERSION + ". Statements end with a semicolon; .help tells more.";

    /// The lines of a table around its rows.
    private static final int FRAME = 4;

    private final Session session;
    private final LineReader reader;
    private final Terminal terminal;
    private final boolean verbose;
    private final Streams streams;
    private final ShellInterrupt interrupt;
    private final ShellCommands commands;
    private int shownRows = 1_000;

    /// @param terminal prints above the line that the reader reads
    Shell(Session session, LineReader reader, Terminal terminal, boolean verbose) {
        this.session = session;
        this.reader = reader;
        this.terminal = terminal;
        this.verbose = verbose;
        streams = Streams.of(session);
        interrupt = new ShellInterrupt(session, reader.getTerminal());
        commands = new ShellCommands(this, streams, terminal);
        session.streams().addListener(new ShellNews(streams, verbose, terminal));
    }

    /// Answers until the person leaves.
    void converse() {
        say(WELCOME);
        boolean stays = true;
        while (stays) {
            try {
                stays = answer(reader.readLine(PROMPT).strip());
            } catch (UserInterruptException _) {
                // Ctrl-C: what was typed is forgotten.
            } catch (EndOfFileException _) {
                stays = false;
            }
        }
        int running = session.streams().active().length;
        if (running > 0)
            say("stopping " + running + (running == 1 ? " query" : " queries") + " after the running micro-batch …");
    }

    /// @return whether the conversation goes on
    private boolean answer(String typed) {
        if (List.of("exit", "quit", "exit;", "quit;", ".exit", ".quit").contains(typed)) return false;
        try (var _ = interrupt.awaited()) {
            if (typed.startsWith(".")) {
                commands.run(typed);
            } else {
                run(typed);
            }
        } catch (UsageException e) {
            say(String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) { // streams go on whatever one statement did
            Main.printError(e, verbose, terminal);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
        return true;
    }

    /// Runs statements up to the first that fails.
    void run(String script) {
        for (SqlParser.Piece piece : SqlParser.split(script)) {
            ScriptFile.placing(script, piece, () -> {
                runStatement(piece.text());
                return piece;
            });
        }
    }

    private void runStatement(String statement) {
        long begin = System.nanoTime();
        int before = streams.queries().size();
        DataFrame answer = session.sql(statement);
        List<StreamingQuery> started = streams.queries().stream().skip(before).toList();
        if (!started.isEmpty()) {
            started.forEach(this::follow);
        } else if (answer.isStreaming()) {
            say("Ctrl-C ends it"); // before its first rows
            follow(ShellWatch.start(answer));
        } else {
            print(answer, begin);
        }
    }

    /// Lets a stream that never ends go on by itself, and waits for one that does.
    private void follow(StreamingQuery query) {
        boolean watched = ShellWatch.isOne(query);
        if (!watched && !Streams.endsByItself(query)) {
            say("streaming: " + Streams.nameOf(query) + "; .queries tells how it goes, .stop ends it");
            return;
        }
        interrupt.stops(query);
        streams.await(List.of(query));
        terminal.out().flush();
        if (query.exception().isEmpty()) say((watched ? "" : Streams.nameOf(query) + ": ") + streams.reportOf(query));
    }

    private void print(DataFrame answer, long begin) {
        if (Answers.isPlan(answer) || answer.columns().length == 0) {
            Answers.printTable(answer, terminal.out());
            return;
        }
        List<String> table =
                answer.showString(shownRows, Integer.MAX_VALUE, false).lines().toList();
        List<String> framed = table.stream()
                .filter(line -> line.startsWith("|") || line.startsWith("+"))
                .toList();
        framed.forEach(terminal.out()::println);
        int rows = framed.size() - FRAME;
        boolean isAll = framed.size() == table.size() || table.getLast().isBlank();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        say(rows + (rows == 1 ? " row" : " rows") + (isAll ? "" : " shown, .rows N shows more") + " (" + millis
                + " ms)");
    }

    int rows() {
        return shownRows;
    }

    void showRows(int most) {
        shownRows = most;
    }

    private void say(String line) {
        terminal.out().flush();
        terminal.err().println(line);
        terminal.err().flush();
    }
}
