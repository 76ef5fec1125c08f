package dev.sluice.kafka.benchmarks;

import dev.sluice.benchmarks.topic.TopicPrograms;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Where the programs are, and what they are called.
public final class KafkaPrograms implements TopicPrograms {

    public KafkaPrograms() {}

    @Override
    public String name() {
        return "kafka";
    }

    /// The jars of this module, where it is opened as one; nothing more than there is where it is on the class path.
    @Override
    public String classPath() {
        if (!(KafkaPrograms.class.getClassLoader() instanceof URLClassLoader loader)) return "";
        return Arrays.stream(loader.getURLs()).map(KafkaPrograms::path).collect(Collectors.joining(File.pathSeparator));
    }

    private static String path(URL jar) {
        return Path.of(java.net.URI.create(jar.toString())).toString();
    }

    @Override
    public String mainClass(Role role) {
        return switch (role) {
            case BROKER -> Broker.class.getName();
            case LOAD -> Load.class.getName();
            case LIMIT -> Copy.class.getName();
            case FILL -> Fill.class.getName();
            case READ -> Drain.class.getName();
        };
    }
}
