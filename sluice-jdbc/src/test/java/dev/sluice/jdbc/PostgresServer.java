package dev.sluice.jdbc;

import dev.sluice.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL of this test run: its own data directory, its own port on loopback, gone with it.
///
/// Its programs are looked for on the PATH and where Debian puts them. The server refuses to run as root, so there it
/// runs as the user `postgres`, whom Debian's package makes.
final class PostgresServer implements AutoCloseable {

    private final Path directory;
    private final List<String> asUser;
    private final Path programs;
    private final int port;

    private PostgresServer(Path directory, List<String> asUser, Path programs, int port) {
        this.directory = directory;
        this.asUser = asUser;
        this.programs = programs;
        this.port = port;
    }

    /// Where the programs are, or nothing.
    static Optional<Path> programs() {
        List<Path> places = new ArrayList<>();
        for (String entry : System.getenv().getOrDefault("PATH", "").split(":")) places.add(Path.of(entry));
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            versions.sorted().map(version -> version.resolve("bin")).forEach(places::add);
        } catch (IOException _) {
            // Not there.
        }
        return places.stream()
                .filter(place ->
                        Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("pg_ctl")))
                .findFirst();
    }

    static PostgresServer start() {
        try {
            Path programs = programs().orElseThrow();
            Path directory = Files.createTempDirectory("sluice-postgres");
            boolean root = System.getProperty("user.name").equals("root");
            List<String> asUser =
                    root ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") : List.of();
            if (root) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            int port = FreePorts.take(1).getFirst();
            var server = new PostgresServer(directory, asUser, programs, port);
            server.run("initdb", "-D", server.data(), "-U", "sluice", "-A", "trust", "-E", "UTF8", "--no-sync");
            server.begin();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts the server; returns when it takes connections.
    void begin() throws IOException {
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-t",
                "60",
                "-l",
                directory + "/log",
                "-o",
                "-p " + port + " -h 127.0.0.1 -k " + directory + " -c fsync=off",
                "start");
    }

    /// Ends the server in the middle of whatever it does; [#begin] lets it recover.
    void crash() throws IOException {
        run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=sluice";
    }

    private String data() {
        return directory + "/data";
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("sluice-postgres", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(new java.io.File("/tmp"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(program + " failed:\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() {
        try {
            crash();
            try (Stream<Path> files = Files.walk(directory)) {
                List<Path> all = new ArrayList<>(files.toList());
                java.util.Collections.reverse(all);
                for (Path file : all) Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
