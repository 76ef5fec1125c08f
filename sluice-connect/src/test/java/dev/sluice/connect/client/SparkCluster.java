package dev.sluice.connect.client;

import static java.util.Objects.requireNonNull;

import dev.sluice.testing.FreePorts;
import dev.sluice.testing.Java17;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A cluster of Apache Spark on this machine, in processes of its own, which `tools/spark-cluster` starts. It lives as
/// long as the process of the tests.
final class SparkCluster {

    private static @Nullable List<SparkCluster> all;

    private final String kind;
    private final int port;
    private final BufferedReader said;
    private boolean answers;

    private SparkCluster(String kind, Path java, int port, int masterPort) throws IOException {
        this.kind = kind;
        this.port = port;
        // It goes on until its input ends, which it does however this process ends.
        var command = new ProcessBuilder(
                        "../tools/spark-cluster/run.sh", kind, String.valueOf(port), "sh", "-c", "echo ready; cat")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("JAVA17", java.toString());
        command.environment().put("MASTER_PORT", String.valueOf(masterPort));
        said = command.start().inputReader();
    }

    /// A driver with an executor in a process of its own; and a master, a worker and a driver. None without a JDK 17.
    /// They start while other tests run.
    static synchronized List<SparkCluster> all() throws IOException {
        if (all != null) return all;
        Optional<Path> java = Java17.find();
        if (java.isEmpty()) {
            all = List.of();
        } else {
            List<Integer> ports = FreePorts.take(3);
            all = List.of(
                    new SparkCluster("local-cluster", java.get(), ports.get(0), 0),
                    new SparkCluster("standalone", java.get(), ports.get(1), ports.get(2)));
        }
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
}
