package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Checkpoints that a real Spark left behind the records of a topic, against ours of the same query over the same
/// records.
class RecordedTopicsTest {

    @TempDir
    private Path directory;

    private MovedTopic create(MovedTopicQuery query, String name) throws Exception {
        return MovedTopic.create(TestTopics.shared(), query, directory.resolve(name));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsExportedIsWhatSparkWouldHaveWritten(MovedTopicQuery query) throws Exception {
        MovedTopic topic = create(query, "there");
        topic.send(0);
        topic.send(1);
        topic.run("ours");
        topic.export("ours", "exported");
        topic.unpackRecording("spark");
        long last = last(topic.path("spark/offsets"));
        assertEquals(last, last(topic.path("exported/offsets")));
        for (long batch = last - 1; batch <= last; batch++) {
            assertEquals(offsets(topic.path("spark"), batch), offsets(topic.path("exported"), batch));
        }
        String commit = "commits/" + last;
        assertEquals(
                Files.readString(topic.path("spark/" + commit)), Files.readString(topic.path("exported/" + commit)));
    }

    private static long last(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.mapToLong(file -> Long.parseLong(file.getFileName().toString()))
                    .max()
                    .orElseThrow();
        }
    }

    /// The watermark and the offsets, without the time of the day.
    private static List<String> offsets(Path checkpoint, long batch) throws IOException {
        List<String> lines = Files.readAllLines(checkpoint.resolve("offsets/" + batch));
        assertEquals(3, lines.size());
        return List.of(lines.get(1).replaceFirst(",\"batchTimestampMs\":.*", ""), lines.get(2));
    }

    @ParameterizedTest
    @EnumSource
    void whatSparkLeftGoesOn(MovedTopicQuery query) throws Exception {
        assertEquals(stayed(query), goneOn(query, false));
    }

    /// The last micro-batch was planned, and its output is there, but it was not committed.
    @ParameterizedTest
    @EnumSource
    void whatSparkLeftHalfDoneIsDone(MovedTopicQuery query) throws Exception {
        assertEquals(stayed(query), goneOn(query, true));
    }

    private List<String> goneOn(MovedTopicQuery query, boolean halfDone) throws Exception {
        MovedTopic topic = create(query, "here");
        topic.send(0);
        topic.send(1);
        topic.run("ours");
        topic.unpackRecording("spark");
        if (halfDone) Files.delete(topic.path("spark/commits/" + last(topic.path("spark/commits"))));
        topic.take("spark", "back", "ours");
        topic.send(2);
        topic.run("back");
        return topic.rows();
    }

    private List<String> stayed(MovedTopicQuery query) throws Exception {
        MovedTopic topic = create(query, "stays");
        topic.send(0);
        topic.send(1);
        topic.run("ours");
        topic.send(2);
        topic.run("ours");
        assertFalse(topic.rows().isEmpty());
        return topic.rows();
    }

    /// The first micro-batch knew of one partition alone, and the second, which was not done, of both.
    @Test
    void aPartitionThatIsNewInAHalfDoneMicroBatchIsReadFromItsFirstRecord() throws Exception {
        MovedTopic topic = create(MovedTopicQuery.TOPIC_RECORDS, "new");
        topic.send(0);
        topic.begin("like");
        topic.unpackRecording("all");
        for (String name : List.of("metadata", "offsets/0", "commits/0", "offsets/1", "sources/0/0")) {
            Files.createDirectories(topic.path("spark/" + name).getParent());
            String text = Files.readString(topic.path("all/" + name));
            Files.writeString(
                    topic.path("spark/" + name), name.endsWith("s/0") ? text.replace(",\"1\":5}", "}") : text);
        }
        topic.take("spark", "back", "like");
        topic.run("back");
        MovedTopic whole = create(MovedTopicQuery.TOPIC_RECORDS, "whole");
        whole.send(0);
        whole.run("ours");
        List<String> expected = whole.rows().stream()
                .filter(row -> !row.matches(".*\"offset\":[0-4],\"partition\":0.*"))
                .toList();
        assertEquals(2 * 16 - 5, expected.size());
        assertEquals(expected, topic.rows());
    }

    /// Where it begins is in a file of its own, on the way back, too.
    @ParameterizedTest
    @EnumSource
    void aFirstMicroBatchThatIsHalfDoneIsDone(MovedTopicQuery query) throws Exception {
        MovedTopic topic = create(query, "first");
        for (int part = 0; part < 3; part++) topic.send(part);
        topic.begin("like");
        topic.unpackRecording("all");
        for (String name : List.of("metadata", "offsets/0", "sources/0/0")) {
            Files.createDirectories(topic.path("spark/" + name).getParent());
            Files.copy(topic.path("all/" + name), topic.path("spark/" + name));
        }
        topic.take("spark", "back", "like");
        topic.export("back", "again", "--half-done");
        assertEquals(
                Files.readString(topic.path("spark/sources/0/0")), Files.readString(topic.path("again/sources/0/0")));
        topic.run("back");
        MovedTopic whole = create(query, "whole");
        for (int part = 0; part < 3; part++) whole.send(part);
        whole.run("ours");
        assertEquals(whole.rows(), topic.rows());
    }
}
