package dev.sluice.testing.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A Java program in a process of its own, with this process's Java and class path, that can be killed.
public final class ChildProcess implements AutoCloseable {

    /// How a process ends that SIGKILL has ended: 128 and the number of the signal.
    private static final int KILLED = 137;

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        output = process.inputReader();
    }

    /// @param errors the file that its standard error goes to
    public static ChildProcess start(Path errors, Class<?> program, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // most of its life is its beginning
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(args));
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        return new ChildProcess(process, errors);
    }

    /// Waits for the next line that it says.
    ///
    /// @return nothing if it has ended
    public Optional<String> line() throws IOException {
        return Optional.ofNullable(output.readLine());
    }

    /// Lets it go on for some time, or to its end.
    ///
    /// @return whether it has ended
    public boolean runFor(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /// Kills it: no shutdown hook, no `finally`, nothing that it holds in memory survives.
    ///
    /// @return false if it had come to its end by itself
    /// @throws AssertionError if it had failed
    public boolean kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        int code = process.waitFor();
        if (code != KILLED) checkEnd(code);
        return code == KILLED;
    }

    /// Waits for its end.
    ///
    /// @return what it said
    /// @throws AssertionError if it fails
    public List<String> end() throws IOException, InterruptedException {
        List<String> lines = output.readAllLines();
        checkEnd(process.waitFor());
        return lines;
    }

    private void checkEnd(int code) throws IOException {
        if (code != 0) throw new AssertionError("the process ended with " + code + ":\n" + Files.readString(errors));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
