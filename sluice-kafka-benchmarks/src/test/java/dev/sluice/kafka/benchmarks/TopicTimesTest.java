package dev.sluice.kafka.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.benchmarks.topic.TopicTimes;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicTimesTest {

    @TempDir
    private Path directory;

    @Test
    void aRunAnswersEachRecordAndTellsItInTheFieldsOfAllRunners() {
        List<String> options = List.of("job=count", "rate=500", "secs=2", "warm=1", "guarantee=exactly_once");
        JsonObject found = JsonValue.parse(
                        TopicTimes.of(directory.toString(), options).report())
                .asObject();
        assertEquals(0, found.require("unanswered").asLong());
        assertEquals(500, found.require("rows").asLong());
        for (String field : Set.of("seconds", "rows_per_s", "cpu_s", "p50_ms", "p99_ms", "max_ms")) {
            double value =
                    Double.parseDouble(Objects.requireNonNull(found.get(field)).toText());
            assertTrue(value > 0, () -> field + " in " + found.toText());
        }
        assertEquals(0, Objects.requireNonNull(directory.toFile().list()).length, "nothing is left over");
    }
}
