package dev.sluice.app;

import dev.sluice.storage.LocalStorage;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What surrounds a command: what it reads, where it prints, and where relative paths begin.
///
/// @param in the standard input
/// @param out for results
/// @param err for everything else
/// @param directory the current directory, empty for the process's own
public record Terminal(InputStream in, PrintStream out, PrintStream err, String directory) {

    /// The process's own. Text is UTF-8 whatever the machine is set to: so are SQL files and what they read.
    static Terminal ofProcess() {
        return new Terminal(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), "");
    }

    /// The same as if the command had been started in another directory.
    public Terminal in(String other) {
        return new Terminal(
                in, out, err, directory.isEmpty() || other.startsWith("/") ? other : directory + "/" + other);
    }

    /// The current directory, said in full.
    String absoluteDirectory() {
        if (directory.startsWith("/")) return directory;
        return System.getProperty("user.dir") + (directory.isEmpty() ? "" : "/" + directory);
    }

    /// The files of this machine; relative paths begin at the current directory.
    public LocalStorage files() {
        return new LocalStorage(directory);
    }

    /// Whether a person types the input.
    @SuppressWarnings("SystemConsoleNull") // it is null again since Java 25, where input or output is no terminal
    boolean isInteractive() {
        Console console = System.console();
        return in == System.in && console != null && console.isTerminal();
    }

    /// Buffered: whoever prints results flushes when they are complete.
    private static PrintStream utf8(FileDescriptor stream) {
        return new PrintStream(new FileOutputStream(stream), false, StandardCharsets.UTF_8);
    }
}
