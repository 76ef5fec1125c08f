package dev.sluice.app;

import dev.sluice.api.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// The terminal that a shell talks through, by JLine: lines are edited at the bottom, and what is printed meanwhile
/// appears above them.
final class ShellTerminal {

    private static final String SECOND_PROMPT = "   ...> ";

    private final org.jline.terminal.Terminal terminal;
    private volatile @Nullable LineReader reader;

    ShellTerminal(org.jline.terminal.Terminal terminal) {
        this.terminal = terminal;
    }

    /// The terminal of this process.
    static ShellTerminal ofProcess() {
        try {
            return new ShellTerminal(TerminalBuilder.builder()
                    .encoding(StandardCharsets.UTF_8)
                    .dumb(true)
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is typed is remembered in the home directory, as other shells do.
    static Path history() {
        String home = Objects.requireNonNullElse(System.getenv("HOME"), System.getProperty("user.home"));
        return Path.of(home, ".sluice_history");
    }

    /// The same directory as around a command, with what is printed going here.
    Terminal printing(Terminal outer) {
        return new Terminal(outer.in(), above(), above(), outer.directory());
    }

    /// @param session for what is proposed while typing
    /// @param history where to remember what was typed, from start to start
    LineReader reader(Session session, @Nullable Path history) {
        LineReader made = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("sluice")
                .parser(new ShellText())
                .completer(new ShellCompleter(session))
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, SECOND_PROMPT)
                .build();
        if (history != null) made.setVariable(LineReader.HISTORY_FILE, history);
        reader = made;
        return made;
    }

    private PrintStream above() {
        return new PrintStream(new Above(), false, StandardCharsets.UTF_8);
    }

    /// Prints whole lines; the rest waits for its end.
    private final class Above extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
        }

        @Override
        public synchronized void write(byte[] more, int from, int count) {
            bytes.write(more, from, count);
        }

        @Override
        public synchronized void flush() {
            String text = bytes.toString(StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            if (end == 0) return;
            bytes.reset();
            bytes.writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
            LineReader editing = reader;
            if (editing != null) {
                editing.printAbove(text.substring(0, end));
            } else {
                terminal.writer().print(text.substring(0, end));
                terminal.flush();
            }
        }
    }
}
