package dev.sluice.connect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.Java17;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs programs of `sluice-connect-checks` with Spark's own client, in processes of their own: its classes have the
/// names of ours.
final class ClientProcess {

    private static final Path CHECKS = Path.of("../sluice-connect-checks/target");

    private final Path java;
    private final Path directory;

    private ClientProcess(Path java, Path directory) {
        this.java = java;
        this.directory = directory;
    }

    /// Without a JDK 17 the test is skipped.
    ///
    /// @param directory for what a process prints
    static ClientProcess find(Path directory) throws IOException {
        Optional<Path> java = Java17.find();
        assumeTrue(java.isPresent(), Java17.NEEDED);
        return new ClientProcess(java.orElseThrow(), directory);
    }

    /// What the program prints.
    String run(String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Duser.timezone=UTC",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                CHECKS.resolve("classes").toAbsolutePath()
                        + File.pathSeparator
                        + Files.readString(CHECKS.resolve("class-path.txt")).strip(),
                "dev.sluice.connect.checks." + program));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .redirectError(directory.resolve("err.txt").toFile())
                .start();
        process.waitFor();
        return Files.readString(directory.resolve("out.txt"), StandardCharsets.UTF_8);
    }

    /// What the last program said of what went wrong.
    String errors() throws IOException {
        return Files.readString(directory.resolve("err.txt"), StandardCharsets.UTF_8);
    }
}
