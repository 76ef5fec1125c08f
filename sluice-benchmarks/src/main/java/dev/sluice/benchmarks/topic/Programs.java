package dev.sluice.benchmarks.topic;

import dev.sluice.app.UsageException;
import dev.sluice.benchmarks.topic.TopicPrograms.Role;
import dev.sluice.extension.Extensions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Starts the programs that stand around a query.
final class Programs {

    private static final String READY = "ready ";

    private Programs() {}

    static TopicPrograms find(String workload) {
        return Extensions.find(TopicPrograms.class, "kafka")
                .orElseThrow(() -> new UsageException(workload + " needs the module sluice-kafka-benchmarks, which"
                        + " ./sluice bench builds unless SLUICE_MODULES leaves it out"));
    }

    /// @param log the file for what it says on its standard error
    static Child start(TopicPrograms programs, Role role, Path log, List<String> arguments) {
        String classPath = programs.classPath() + File.pathSeparator + System.getProperty("java.class.path");
        return Child.start(log, List.of("-Xmx1g"), classPath, programs.mainClass(role), arguments);
    }

    /// @param topics `TOPIC=PARTITIONS`
    static Child broker(TopicPrograms programs, Path work, String... topics) {
        List<String> arguments = with(List.of(topics), work.resolve("broker").toString());
        return start(programs, Role.BROKER, work.resolve("broker.log"), arguments);
    }

    /// Waits until a broker and its topics are there.
    static String servers(Child broker) {
        return broker.line(line -> line.startsWith(READY)).substring(READY.length());
    }

    static List<String> with(List<String> options, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(options);
        return all;
    }

    static void deleteAll(Path directory) {
        if (!Files.exists(directory)) return;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
