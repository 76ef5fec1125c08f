package dev.sluice.app;

import dev.sluice.api.Session;
import dev.sluice.app.log.Log;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.parser.SqlParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// `sluice sql`: runs statements and prints their answers.
final class SqlCommand implements Command {

    private static final Option STATEMENTS =
            Option.value("-e", "STATEMENTS", "the statements, separated by semicolons");
    private static final Option FILE = Option.value("--file", "FILE", "a file of statements");
    private static final Option JSON = Option.flag("--json", """
            one line of JSON for each statement: {"schema":"<DDL>","rows":[{…},…]}
            or {"error":{"condition":"…","sqlState":"…","message":"…"}}""");
    private static final Option KEEP_GOING =
            Option.flag("--keep-going", "run the statements behind one that fails, too");

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String summary() {
        return "run SQL statements and print their answers";
    }

    @Override
    public String synopsis() {
        return "[-e STATEMENTS | --file FILE] [options]";
    }

    @Override
    public String description() {
        return """
                Runs statements in order, those of the standard input if neither -e nor --file is
                there; at a terminal that is a shell, which asks for one after the other (.help
                tells more). Stops at the first that fails, and then exits with 1.

                An INSERT INTO … FROM STREAM … without a trigger streams what is there now; the next
                statement waits for it to end. With a trigger that never ends ('10 seconds') it goes
                on beside the next statements, and the command ends with Ctrl-C: see sluice run.

                examples:
                  sluice sql -e "SELECT 1 + 1 AS two"
                  sluice sql -e 'SELECT * FROM json.`data/events` LIMIT 10' --json
                  sluice sql --file report.sql --keep-going
                """;
    }

    @Override
    public List<Option> options() {
        return Engine.with(STATEMENTS, FILE, JSON, KEEP_GOING, Engine.REMOTE);
    }

    @Override
    public int run(Arguments arguments, Terminal outer) {
        Terminal terminal = Engine.terminal(arguments, outer);
        Optional<String> script = script(arguments, terminal);
        if (script.isEmpty()) return converse(arguments, terminal);
        try (Session session = Engine.open(arguments, terminal)) {
            if (session.conf().get("sluice.trigger").isEmpty()) session.conf().set("sluice.trigger", "available-now");
            var dialog = new SqlDialog(session, terminal, arguments.has(JSON.name()), arguments.has("--verbose"));
            try (var signal = new StopSignal(Machine.real(), dialog::stop)) {
                boolean keepGoing = arguments.has(KEEP_GOING.name());
                boolean fine = run(script.get(), dialog, keepGoing);
                signal.becomeStoppable();
                if (fine || keepGoing) fine &= dialog.awaitStreams();
                return fine ? Main.DONE : Main.FAILED;
            }
        }
    }

    private static int converse(Arguments arguments, Terminal outer) {
        var place = ShellTerminal.ofProcess();
        Terminal terminal = place.printing(outer);
        Log.to(terminal.err());
        try (Session session = Engine.open(arguments, terminal)) {
            var shell = new Shell(
                    session, place.reader(session, ShellTerminal.history()), terminal, arguments.has("--verbose"));
            try (var _ = new StopSignal(Machine.real(), () -> {})) {
                shell.converse();
            }
        } finally {
            Log.to(outer.err());
        }
        return Main.DONE;
    }

    /// The statements that were given in one of the three ways, or nothing if a person would have to type them.
    private static Optional<String> script(Arguments arguments, Terminal terminal) {
        List<String> rest = arguments.rest();
        if (!rest.isEmpty()) {
            throw new UsageException("sql does not know what \"" + rest.getFirst() + "\" is for"
                    + "\nhint: statements stand behind -e, in quotes, or in a file behind --file");
        }
        Optional<String> statements = arguments.value(STATEMENTS.name());
        Optional<String> file = arguments.value(FILE.name());
        if (statements.isPresent() && file.isPresent()) {
            throw new UsageException("-e and --file both have statements: one of them is enough");
        }
        if (statements.isPresent()) return statements;
        if (file.isEmpty() && terminal.isInteractive()) return Optional.empty();
        return Optional.of(file.map(path -> text(terminal.files().read(path))).orElseGet(() -> readInput(terminal)));
    }

    private static String readInput(Terminal terminal) {
        try {
            return text(terminal.in().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /// @return whether all went well
    private static boolean run(String script, SqlDialog dialog, boolean keepGoing) {
        List<SqlParser.Piece> statements;
        try {
            statements = SqlParser.split(script);
        } catch (SluiceException e) {
            dialog.printError(e);
            return false;
        }
        boolean fine = true;
        for (SqlParser.Piece statement : statements) {
            fine &= dialog.answer(script, statement);
            if (!fine && !keepGoing) break;
        }
        return fine;
    }
}
