package dev.sluice.connect.client;

import static java.util.Objects.requireNonNull;

import dev.sluice.testing.Java17;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A cluster of Apache Spark on this machine, in processes of its own, which `tools/spark-cluster` starts. It lives as
/// long
/// as the process of the tests.
final class SparkCluster {

    /// Each with its ports: Spark Connect, the master, and two pages for browsers.
    private static final int PORTS = 4;

    private static @Nullable List<SparkCluster> all;

    private final String kind;
    private final int port;
    private final BufferedReader said;
    private boolean answers;

    private SparkCluster(String kind, Path java) throws IOException {
        this.kind = kind;
        port = freePorts();
        // It goes on until its input ends, which it does however this process ends.
        var command = new ProcessBuilder(
                        "../tools/spark-cluster/run.sh", kind, String.valueOf(port), "sh", "-c", "echo ready; cat")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("JAVA17", java.toString());
        said = command.start().inputReader();
    }

    /// A driver with an executor in a process of its own; and a master, a worker and a driver. None without a JDK 17.
    /// They
    /// start while other tests run.
    static synchronized List<SparkCluster> all() throws IOException {
        if (all != null) return all;
        Optional<Path> java = Java17.find();
        all = java.isEmpty()
                ? List.of()
                : List.of(new SparkCluster("local-cluster", java.get()), new SparkCluster("standalone", java.get()));
        return requireNonNull(all);
    }

    String kind() {
        return kind;
    }

    /// Waits until it answers.
    ///
    /// @throws IllegalStateException if it does not come up; why is among the errors of this process
    synchronized String address() {
        try {
            if (!answers && !"ready".equals(said.readLine())) throw new IllegalStateException(kind + " did not start");
            answers = true;
            return "sc://localhost:" + port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first of some neighbours, below those that the system gives away.
    private static int freePorts() {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (IntStream.range(first, first + PORTS).allMatch(SparkCluster::isFree)) return first;
        }
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
