package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.testing.RealSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Queries of topics that move to a real Spark and back, on a real broker, against the same queries without a move.
/// With `-Dspark`, since it wants a JDK 17; `-Dupdate` writes the recordings anew.
@EnabledIfSystemProperty(named = "spark", matches = ".*")
class MovingTopicsWithSparkTest {

    @TempDir
    private Path directory;

    private final TestTopics topics = TestTopics.shared();

    private MovedTopic topic(MovedTopicQuery query, String name) throws Exception {
        return MovedTopic.create(topics, query, directory.resolve(query.word() + "-" + name));
    }

    private static void add(RealSpark spark, MovedTopic topic) {
        spark.add(
                topic.query().word(),
                topic.topics().servers() + "/" + topic.name(),
                topic.path("spark"),
                topic.output());
    }

    @Test
    void aQueryThatMovesGivesWhatItWouldHaveGiven() throws Exception {
        var spark = new RealSpark();
        List<MovedTopic> moved = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        List<Runnable> back = new ArrayList<>();
        for (MovedTopicQuery query : MovedTopicQuery.values()) {
            MovedTopic stays = topic(query, "stays");
            stays.send(0);
            stays.send(1);
            stays.run("ours");
            stays.send(2);
            stays.run("ours");
            MovedTopic there = topic(query, "there");
            there.send(0);
            there.send(1);
            there.run("ours");
            there.export("ours", "spark");
            there.send(2);
            add(spark, there);
            MovedTopic here = topic(query, "here");
            here.begin("like");
            here.send(0);
            here.send(1);
            add(spark, here);
            back.add(() -> {
                here.take("spark", "ours", "like");
                here.send(2);
                here.run("ours");
            });
            moved.addAll(List.of(there, here));
            expected.addAll(List.of(stays.rows(), stays.rows()));
        }
        spark.run(directory);
        back.forEach(Runnable::run);
        for (int i = 0; i < moved.size(); i++) {
            assertEquals(
                    expected.get(i),
                    moved.get(i).rows(),
                    moved.get(i).directory().getFileName().toString());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "update", matches = ".*")
    void recordings() throws Exception {
        var spark = new RealSpark();
        List<MovedTopic> recorded = new ArrayList<>();
        for (MovedTopicQuery query : MovedTopicQuery.values()) {
            MovedTopic topic = topic(query, "recorded");
            topic.send(0);
            topic.send(1);
            add(spark, topic);
            recorded.add(topic);
        }
        spark.run(directory);
        for (MovedTopic topic : recorded) topic.packRecording("spark");
    }
}
