package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.app.Main;
import dev.sluice.app.Terminal;
import dev.sluice.testing.MovedRun;
import dev.sluice.testing.PackedDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;

/// A topic of two partitions whose records are the same whenever they are sent, part by part, and a query of it that
/// moves in the course of it.
///
/// @param directory for checkpoints and the output
record MovedTopic(TestTopics topics, String name, MovedTopicQuery query, Path directory) {

    static final int PARTITIONS = 3;

    /// Stands for the topic in recordings.
    private static final String TOPIC = "THE-TOPIC";

    private static final PackedDirectory PACKED = new PackedDirectory(name -> !name.startsWith("state/"));

    private static final int RECORDS = 16;
    private static final long BEGIN = 1_577_836_800_000L;

    static MovedTopic create(TestTopics topics, MovedTopicQuery query, Path directory)
            throws ExecutionException, InterruptedException {
        String name = topics.create(2);
        // The records are old.
        var forEver = new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET);
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        topics.admin()
                .incrementalAlterConfigs(Map.of(resource, List.of(forEver)))
                .all()
                .get();
        return new MovedTopic(topics, name, query, directory);
    }

    /// Sends the records of a part, three seconds from one to the next.
    void send(int part) {
        var random = new Random(part);
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            long time = BEGIN + 3_000L * (part * RECORDS + i);
            for (int partition = 0; partition < 2; partition++) {
                String value = "abc".substring(random.nextInt(3)).substring(0, 1);
                records.add(new ProducerRecord<>(name, partition, time + partition, null, value));
            }
        }
        topics.send(records);
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Path output() {
        return path("output");
    }

    /// Runs it here until it has read what there is.
    void run(String checkpoint) {
        query.run(topics.servers(), name, "earliest", path(checkpoint), output());
    }

    /// Starts it so that it reads nothing, into another output: so that we know the query.
    void begin(String like) {
        query.run(topics.servers(), name, "latest", path(like), path("nothing"));
    }

    List<String> rows() {
        return MovedRun.rows(output());
    }

    void export(String ours, String spark, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "checkpoint",
                "export",
                path(ours).toString(),
                "--to",
                "spark",
                path(spark).toString(),
                "--partitions",
                String.valueOf(PARTITIONS)));
        words.addAll(Arrays.asList(more));
        command(words);
    }

    void take(String spark, String ours, String like) {
        command(List.of(
                "checkpoint",
                "import",
                path(spark).toString(),
                "--from",
                "spark",
                path(ours).toString(),
                "--like",
                path(like).toString()));
    }

    private static void command(List<String> words) {
        var said = new ByteArrayOutputStream();
        var print = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Main.run(words, new Terminal(InputStream.nullInputStream(), print, print, ""));
        assertEquals(0, code, () -> said.toString(StandardCharsets.UTF_8));
    }

    /// The checkpoint that a real Spark 4.2.0 left behind the first two parts.
    void unpackRecording(String spark) throws IOException {
        try (InputStream packed = MovedTopic.class.getResourceAsStream("/checkpoints/" + query.word() + ".zip")) {
            PACKED.unpack(packed, path(spark), text -> text.replace(TOPIC, name));
        }
    }

    void packRecording(String spark) throws IOException {
        Path file = Path.of("src/test/resources/checkpoints/" + query.word() + ".zip");
        PACKED.pack(path(spark), file, text -> text.replace(name, TOPIC));
    }
}
