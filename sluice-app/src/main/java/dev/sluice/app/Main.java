package dev.sluice.app;

import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.app.log.Log;
import dev.sluice.error.ErrorKind;
import dev.sluice.error.SluiceException;
import dev.sluice.error.Suggestion;
import dev.sluice.extension.Extensions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `sluice`: finds the command that is meant and lets it do its work.
public final class Main {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final List<Command> OWN =
            List.of(new RunCommand(), new SqlCommand(), new CheckpointCommand(), new ExplainCommand());

    private Main() {}

    public static void main(String[] words) {
        Terminal terminal = Terminal.ofProcess();
        Log.to(terminal.err());
        int exitCode = run(List.of(words), terminal);
        // The threads of the engine are daemons, so that a plain end ends the process.
        if (exitCode != DONE) System.exit(exitCode);
    }

    /// Runs a command line.
    ///
    /// @param words those behind `sluice`
    /// @return the exit code
    public static int run(List<String> words, Terminal terminal) {
        boolean verbose = words.contains("--verbose");
        Log.show(verbose ? System.Logger.Level.INFO : System.Logger.Level.WARNING);
        try {
            return runCommand(words, terminal);
        } catch (UsageException e) {
            terminal.err().println("sluice: " + e.getMessage());
            return WRONG_USAGE;
        } catch (RuntimeException e) {
            printError(e, verbose, terminal);
            return FAILED;
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private static int runCommand(List<String> words, Terminal terminal) {
        String name = words.isEmpty() ? "--help" : words.getFirst();
        switch (name) {
            case "--help", "-h", "help" -> {
                terminal.out().print(Help.overview(commands()));
                return words.isEmpty() ? WRONG_USAGE : DONE;
            }
            case "--version", "version" -> {
                terminal.out().print(Help.version());
                return DONE;
            }
            default -> {}
        }
        Command command = find(name);
        List<String> others = words.subList(1, words.size());
        if (asksForHelp(others)) {
            terminal.out().print(Help.of(command));
            return DONE;
        }
        var options = new ArrayList<>(command.options());
        options.addAll(Command.COMMON);
        return command.run(Arguments.of(others, options), terminal);
    }

    private static boolean asksForHelp(List<String> words) {
        int end = words.indexOf("--");
        return (end < 0 ? words : words.subList(0, end)).contains("--help");
    }

    private static Command find(String name) {
        return named(name, OWN)
                .or(() -> Extensions.find(Command.class, name))
                .orElseThrow(() -> new UsageException(
                        (name.startsWith("-") ? "there is no option " : "there is no command ") + name
                                + "; sluice --help lists what there is",
                        Suggestion.likely(name, names(name))));
    }

    private static List<String> names(String like) {
        if (like.startsWith("-")) return List.of("--help", "--version");
        return Stream.concat(OWN.stream().map(Command::name), Extensions.names(Command.class).stream())
                .toList();
    }

    private static Optional<Command> named(String name, List<Command> commands) {
        return commands.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    private static List<Command> commands() {
        List<Command> all = new ArrayList<>(OWN);
        for (String name : Extensions.names(Command.class))
            Extensions.find(Command.class, name).ifPresent(all::add);
        return all;
    }

    /// What is wrong with the query, the data or the world is said; a bug of ours also shows where it happened.
    static void printError(Throwable error, boolean verbose, Terminal terminal) {
        terminal.out().flush();
        if (verbose || isBug(error)) {
            error.printStackTrace(terminal.err());
        } else {
            terminal.err().println(error.getMessage());
        }
        terminal.err().flush();
    }

    /// Says why a query ended. What it is called says more than the ids of Spark's sentence.
    static void printFailure(StreamingQuery query, boolean verbose, Terminal terminal) {
        query.exception().ifPresent(failure -> {
            terminal.out().flush();
            String tried = failure.attempts() > 1 ? ", after " + failure.attempts() + " attempts:" : ":";
            terminal.err().println("the query " + Streams.nameOf(query) + " failed" + tried);
            Throwable cause = failure.getCause();
            printError(cause == null ? failure : cause, verbose, terminal);
        });
    }

    /// Whether an error is our own fault.
    static boolean isBug(Throwable error) {
        return switch (error) {
            case SluiceException said -> said.kind() == ErrorKind.BUG;
            case StreamingQueryException failed -> failed.getCause() == null || isBug(failed.getCause());
            default -> true;
        };
    }
}
