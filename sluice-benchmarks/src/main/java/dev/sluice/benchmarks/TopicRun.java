package dev.sluice.benchmarks;

import dev.sluice.app.UsageException;
import dev.sluice.benchmarks.topic.FilledTopic;
import dev.sluice.storage.LocalStorage;
import java.io.PrintStream;
import java.util.List;

/// Runs of W6 over a topic that is filled once and kept, with a broker that is there only meanwhile: by the engine, by
/// Kafka's bare consumers, or by a real Spark.
record TopicRun(String data, BenchOptions options, LocalStorage files, PrintStream screen) {

    /// As many as keep a broker, a reader and their caches far below the memory of a small machine.
    private static final int EVENTS = 4_000_000;

    /// Prints a line of JSON for each run.
    void print() {
        long events = options.events(EVENTS);
        try (FilledTopic topic = FilledTopic.open(data + "/w6/" + events, events)) {
            switch (options.topicEngine()) {
                case "limit" -> topic.read(words(events, "tuned=true"), screen);
                case "plain" -> topic.read(words(events, "tuned=false"), screen);
                case "spark" -> topic.ask(recorder(), List.of("rows=" + events, "cores=" + options.cores()), screen);
                default -> sluice(topic, events);
            }
        }
    }

    private List<String> words(long events, String how) {
        return List.of("rows=" + events, "repeats=" + options.repeats(), how);
    }

    private List<String> recorder() {
        String script = options.recorder();
        if (files.find(script).isEmpty()) {
            throw new UsageException("engine=spark: there is no " + script
                    + "; recorder=FILE says where record.sh of tools/spark-recorder is");
        }
        return List.of(script, "--topic-run");
    }

    private void sluice(FilledTopic topic, long events) {
        var run = new WorkloadRun(new TopicCounts(), options, files, screen);
        for (int i = 0; i < options.repeats(); i++) screen.println(run.sluice(topic.servers(), events));
    }
}
