package dev.sluice.benchmarks.topic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A Java program in a process of its own. It ends when this process does, however that ends: then its standard input
/// is over, which [#endWithParent] waits for.
public final class Child implements AutoCloseable {

    private static final int TOLD_LINES = 30;
    private static final long LAST_SECONDS = 30;

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private Child(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        output = process.inputReader();
    }

    /// @param errors the file for what it says on its standard error
    static Child start(Path errors, List<String> jvm, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return start(errors, command);
    }

    static Child start(Path errors, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            return new Child(process, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Called by the program: halts it when nobody holds the other end of its standard input any more.
    public static void endWithParent() {
        endWithParent(() -> {});
    }

    /// @param last is done before
    @SuppressWarnings("SystemExitOutsideMain") // that is what it is for
    public static void endWithParent(Runnable last) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException _) {
                // That is its end as well.
            }
            last.run();
            Runtime.getRuntime().halt(0);
        });
    }

    long pid() {
        return process.pid();
    }

    /// Waits for a line that it says.
    ///
    /// @throws IllegalStateException if it ends before that, with what it had to say last
    String line(Predicate<String> wanted) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (wanted.test(line)) return line;
            }
            throw ended();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Takes all that it says, until it ends.
    ///
    /// @throws IllegalStateException if it fails
    void lines(Consumer<String> taker) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) taker.accept(line);
            if (process.waitFor() != 0) throw ended();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private IllegalStateException ended() throws IOException, InterruptedException {
        List<String> said = Files.readAllLines(errors);
        return new IllegalStateException("the process ended with " + process.waitFor() + ":\n"
                + String.join("\n", said.subList(Math.max(0, said.size() - TOLD_LINES), said.size())));
    }

    /// Lets it end by itself, if it does not take too long.
    void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LAST_SECONDS, TimeUnit.SECONDS)) close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            output.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
