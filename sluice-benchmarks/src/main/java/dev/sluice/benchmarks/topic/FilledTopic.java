package dev.sluice.benchmarks.topic;

import dev.sluice.benchmarks.topic.TopicPrograms.Role;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A broker with a topic `events` of two partitions, full of events. It is filled when it is opened first, and lies in
/// its directory from then on; the broker is there until it is closed.
public final class FilledTopic implements AutoCloseable {

    /// Tells that all is there.
    private static final String ROWS = "rows";

    private final TopicPrograms programs;
    private final Path directory;
    private final Child broker;
    private final String servers;

    private FilledTopic(TopicPrograms programs, Path directory, Child broker) {
        this.programs = programs;
        this.directory = directory;
        this.broker = broker;
        servers = Programs.servers(broker);
    }

    /// @param events how many
    public static FilledTopic open(String directory, long events) {
        TopicPrograms programs = Programs.find("W6");
        Path path = Path.of(directory).toAbsolutePath();
        boolean isFilled = Files.exists(path.resolve(ROWS));
        if (!isFilled) Programs.deleteAll(path); // what a broken run has left
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var topic = new FilledTopic(programs, path, Programs.broker(programs, path, "events=2"));
        if (!isFilled) topic.fill(events);
        return topic;
    }

    private void fill(long events) {
        try (Child fill = program(Role.FILL, List.of(String.valueOf(events)))) {
            fill.line(line -> line.equals("done"));
            Files.writeString(directory.resolve(ROWS), events + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public String servers() {
        return servers;
    }

    /// Has it read by Kafka's own consumers.
    ///
    /// @param screen gets their lines of JSON
    public void read(List<String> options, PrintStream screen) {
        try (Child reader = program(Role.READ, options)) {
            reader.lines(screen::println);
        }
    }

    /// Asks another engine, by a program that is told the brokers and options.
    ///
    /// @param screen gets what it says on its standard output
    public void ask(List<String> program, List<String> options, PrintStream screen) {
        List<String> command = new ArrayList<>(program);
        command.add(servers);
        command.addAll(options);
        try (Child child = Child.start(directory.resolve("engine.log"), command)) {
            child.lines(screen::println);
        }
    }

    private Child program(Role role, List<String> options) {
        return Programs.start(programs, role, directory.resolve("program.log"), Programs.with(options, servers));
    }

    /// Lets the broker write down how far its files are good, or the next one would read them all first.
    @Override
    public void close() {
        broker.end();
    }
}
