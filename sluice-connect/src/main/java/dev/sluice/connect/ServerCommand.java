package dev.sluice.connect;

import dev.sluice.api.Session;
import dev.sluice.app.Arguments;
import dev.sluice.app.Command;
import dev.sluice.app.Engine;
import dev.sluice.app.Option;
import dev.sluice.app.StopSignal;
import dev.sluice.app.Terminal;
import dev.sluice.app.UsageException;
import dev.sluice.machine.Machine;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `sluice server`: lets clients of Spark Connect in.
public final class ServerCommand implements Command {

    private static final Option PORT = Option.value("--port", "PORT", "where to listen; 15002 if nothing is said");
    private static final Option HOST = Option.value("--host", "HOST", "the address to listen at; else localhost");
    private static final Option TOKEN =
            Option.value("--token", "TOKEN", "what clients have to show: sc://HOST:PORT/;token=TOKEN");
    private static final Option TOKEN_FILE = Option.value(
            "--token-file", "FILE", "a file with the token, which others can't see in the list of processes");
    private static final Option CERTIFICATE =
            Option.value("--tls-cert", "FILE", "talk TLS, with this certificate (PEM)");
    private static final Option KEY = Option.value("--tls-key", "FILE", "its private key (PEM)");
    private static final Option MOST_SESSIONS =
            Option.value("--max-sessions", "N", "how many sessions there may be at once; else 1000");

    private static final Option MOST_EXECUTIONS =
            Option.value("--max-executions", "N", "how many plans may run in a session at once; else 100");
    private static final Option MOST_ARTIFACTS =
            Option.value("--max-artifact-mb", "N", "how much a session may send to be kept; else 512");
    private static final Option MOST_CHECKPOINTS =
            Option.value("--max-checkpoint-mb", "N", "how large the rows of a session's checkpoints may be; else 512");
    private static final Option MOST_WAITING =
            Option.value("--max-waiting-mb", "N", "how much may wait of answers that nobody fetches; else 256");

    @Override
    public String name() {
        return "server";
    }

    @Override
    public String summary() {
        return "let programs in that speak Spark Connect";
    }

    @Override
    public String synopsis() {
        return "[options]";
    }

    @Override
    public String description() {
        return """
                Serves Spark Connect, the protocol of Spark's own clients: a program in Java, Scala or Python runs
                here by another URL, sc://localhost:15002. Listens on this machine alone, unless --host says
                otherwise; then a token and a certificate are needed. Ends with Ctrl-C, which lets running micro-batches finish.

                examples:
                  sluice server
                  sluice server --port 15010 --directory data
                """;
    }

    @Override
    public List<Option> options() {
        return Engine.with(
                PORT,
                HOST,
                TOKEN,
                TOKEN_FILE,
                CERTIFICATE,
                KEY,
                MOST_SESSIONS,
                MOST_EXECUTIONS,
                MOST_ARTIFACTS,
                MOST_CHECKPOINTS,
                MOST_WAITING);
    }

    @Override
    public int run(Arguments arguments, Terminal outer) {
        Terminal terminal = Engine.terminal(arguments, outer);
        if (!arguments.rest().isEmpty())
            throw new UsageException("server takes options only: sluice server " + synopsis());
        var options = new ConnectServer.Options(
                arguments.value(HOST.name()).orElse("localhost"),
                number(arguments, PORT, 15002),
                arguments
                        .value(TOKEN.name())
                        .or(() -> arguments.value(TOKEN_FILE.name()).map(file -> text(terminal, file)))
                        .orElse(null),
                arguments.value(CERTIFICATE.name()).map(File::new).orElse(null),
                arguments.value(KEY.name()).map(File::new).orElse(null),
                new Limits(
                        number(arguments, MOST_SESSIONS, Limits.USUAL.sessions()),
                        number(arguments, MOST_EXECUTIONS, Limits.USUAL.executions()),
                        bytes(arguments, MOST_ARTIFACTS, Limits.USUAL.artifactBytes()),
                        bytes(arguments, MOST_CHECKPOINTS, Limits.USUAL.checkpointBytes()),
                        bytes(arguments, MOST_WAITING, Limits.USUAL.waitingBytes())));
        try (ConnectServer server = ConnectServer.start(options, () -> session(arguments, terminal))) {
            terminal.err().println("listening: sc://" + options.host() + ":" + server.port());
            if (options.token() == null) {
                terminal.err()
                        .println(
                                "open to every user of this machine, with the rights of this one; --token asks for more");
            }
            terminal.err().flush();
            return untilStopped(server);
        } catch (IOException e) {
            throw new UsageException(
                    "cannot listen at " + options.host() + ":" + options.port() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static int untilStopped(ConnectServer server) {
        try (var signal = new StopSignal(Machine.real(), server::close)) {
            signal.becomeStoppable();
            server.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static Session session(Arguments arguments, Terminal terminal) {
        return Engine.open(arguments, terminal);
    }

    private static String text(Terminal terminal, String file) {
        return new String(terminal.files().read(file), StandardCharsets.UTF_8).strip();
    }

    private static long bytes(Arguments arguments, Option megabytes, long otherwise) {
        return (long) number(arguments, megabytes, (int) (otherwise >> 20)) << 20;
    }

    private static int number(Arguments arguments, Option option, int otherwise) {
        String said = arguments.value(option.name()).orElse(String.valueOf(otherwise));
        try {
            return Integer.parseUnsignedInt(said);
        } catch (NumberFormatException e) {
            throw new UsageException(option.name() + " takes a number, and not " + said);
        }
    }
}
