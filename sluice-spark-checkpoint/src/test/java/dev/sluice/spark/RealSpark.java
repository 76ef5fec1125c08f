package dev.sluice.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real Spark that runs [MovedQuery]s, by the Spark recorder: one process for many of them.
final class RealSpark {

    private final List<String> jobs = new ArrayList<>();

    void add(MovedQuery query, Path events, Path checkpoint, Path output) {
        jobs.add(String.join("\t", query.word(), events.toString(), checkpoint.toString(), output.toString()));
    }

    void run(Path directory) throws IOException, InterruptedException {
        Path list = directory.resolve("jobs.txt");
        Path told = directory.resolve("told.txt");
        Files.write(list, jobs);
        var process = new ProcessBuilder("../tools/spark-recorder/record.sh", "--moved", list.toString());
        process.environment().remove("JAVA_HOME");
        int exit = process.redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start()
                .waitFor();
        assertEquals(0, exit, () -> {
            try {
                return Files.readString(told);
            } catch (IOException e) {
                return e.toString();
            }
        });
    }
}
