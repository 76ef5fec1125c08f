package dev.sluice.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real Spark that goes on with queries from their checkpoints, by the Spark recorder: one process for many of them.
///
/// It wants a JDK 17, see [Java17].
public final class RealSpark {

    private final List<String> jobs = new ArrayList<>();

    public RealSpark() {}

    /// @param query by the name that `MovedQueries` of the recorder has it
    /// @param input a directory of files, or `HOST:PORT/TOPIC`
    public void add(String query, String input, Path checkpoint, Path output) {
        jobs.add(String.join("\t", query, input, checkpoint.toString(), output.toString()));
    }

    /// Runs all of them, each until it has read what there is.
    ///
    /// @param directory for the list of them and for what Spark has to say
    /// @throws IllegalStateException if one failed, with why
    public void run(Path directory) throws IOException, InterruptedException {
        Path told = directory.resolve("told.txt");
        if (start(directory, told).waitFor() != 0) throw new IllegalStateException(Files.readString(told));
    }

    /// Starts to run all of them, for those who want to end it before.
    ///
    /// @param told a file for what Spark has to say, that is which failed and why
    public Process start(Path directory, Path told) throws IOException {
        Path list = directory.resolve("jobs.txt");
        Files.write(list, jobs);
        var process = new ProcessBuilder("../tools/spark-recorder/record.sh", "--moved", list.toString());
        process.environment().remove("JAVA_HOME");
        Java17.find().ifPresent(java -> process.environment().put("JAVA17", java.toString()));
        return process.redirectErrorStream(true).redirectOutput(told.toFile()).start();
    }
}
