package dev.sluice.kafka.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.app.Main;
import dev.sluice.app.Terminal;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCountsTest {

    private static final int EVENTS = 3_000;

    @TempDir
    private Path data;

    @Test
    void aTopicIsFilledOnceAndCountedByTheEngineAndReadByConsumers() {
        JsonObject counted = bench("engine=sluice", "sink=digest", "work=" + data);
        assertEquals(EVENTS, counted.require("total").asLong());
        assertEquals(groups(), counted.require("groups").asLong());
        for (String engine : List.of("plain", "limit")) {
            JsonObject read = bench("engine=" + engine);
            assertEquals(EVENTS, read.require("records").asLong());
            assertEquals(bytes(), read.require("bytes").asLong());
        }
    }

    private JsonObject bench(String... options) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var line = new java.util.ArrayList<>(List.of("bench", "W6", data.toString(), "events=" + EVENTS));
        line.addAll(List.of(options));
        var terminal = new Terminal(InputStream.nullInputStream(), print(out), print(err), data.toString());
        assertEquals(0, Main.run(line, terminal), () -> err.toString(StandardCharsets.UTF_8));
        return JsonValue.parse(out.toString(StandardCharsets.UTF_8)).asObject();
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    /// Windows and kinds.
    private static int groups() {
        Set<String> groups = new HashSet<>();
        var event = new AdEvent();
        for (int number = 0; number < EVENTS; number++) {
            event.make(number);
            JsonObject value = JsonValue.parse(new String(event.value(), StandardCharsets.US_ASCII))
                    .asObject();
            long second = Instant.parse(value.require("event_time").asString()).getEpochSecond();
            groups.add(second / 10 + value.require("event_type").asString());
        }
        return groups.size();
    }

    private static long bytes() {
        long bytes = 0;
        var event = new AdEvent();
        for (int number = 0; number < EVENTS; number++) {
            event.make(number);
            bytes += event.key().length + event.value().length;
        }
        return bytes;
    }
}
