package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Options;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Split;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A query's run of a source, as the engine does it: it is asked when it has woken its query.
final class SourceRun implements AutoCloseable {

    final KafkaSource source;
    private final Semaphore woken = new Semaphore(0);
    final List<String> rows = new ArrayList<>();
    final List<InputRange> ranges = new ArrayList<>();

    @Nullable
    Offset position;

    SourceRun(TestTopics topics, String... options) {
        Map<String, String> all = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                topics.servers(),
                "kafka.metadata.max.age.ms",
                "100",
                "fetchOffset.retryIntervalMs",
                "20"));
        for (int i = 0; i < options.length; i += 2) all.put(options[i], options[i + 1]);
        source = new KafkaSource(KafkaOptions.forStream(new Options(all)), Machine.real());
        source.onData(woken::release);
    }

    /// Goes on where another has ended, with what the log says.
    SourceRun after(SourceRun before) {
        before.ranges.forEach(range -> source.replay(asLogged(range)));
        position = before.position;
        return this;
    }

    /// Takes what is there, as the engine does: again and again, until there is nothing new.
    void turn() {
        while (true) {
            Optional<Offset> latest = source.latest(position, ReadLimit.OPTIONS);
            if (latest.isEmpty() || latest.get().equals(position)) return;
            InputRange range = source.range(position, latest.get());
            ranges.add(range);
            rows.addAll(read(range));
            source.commit(range.to());
            position = range.to();
        }
    }

    List<String> read(InputRange range) {
        List<String> read = new ArrayList<>();
        for (Split split : source.splits(asLogged(range))) {
            try (ChunkReader reader = split.open()) {
                for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) read.addAll(values(chunk));
            }
        }
        return read;
    }

    static List<String> values(Chunk chunk) {
        List<String> values = new ArrayList<>();
        for (int row = 0; row < chunk.size(); row++) {
            byte[] value = (byte[]) Values.get(chunk.column(1), row, DataType.Atomic.BINARY);
            values.add(new String(value, StandardCharsets.UTF_8));
        }
        return values;
    }

    /// Sleeps until it is woken, and looks.
    void runUntil(BooleanSupplier isOver) throws InterruptedException {
        turn();
        while (!isOver.getAsBoolean()) {
            Optional<Duration> interval = source.pollInterval();
            if (interval.isEmpty()) {
                woken.acquire();
            } else {
                var _ = woken.tryAcquire(interval.get().toMillis(), TimeUnit.MILLISECONDS);
            }
            woken.drainPermits();
            turn();
        }
    }

    void runUntilRead(String... expected) throws InterruptedException {
        runUntil(() -> rows.size() >= expected.length);
        assertEquals(List.of(expected), rows.stream().sorted().toList());
        rows.clear();
    }

    String at() {
        return String.valueOf(position);
    }

    @Override
    public void close() {
        source.close();
    }

    private static InputRange asLogged(InputRange range) {
        return new InputRange(
                range.from(), range.to(), JsonValue.parse(range.replay().toText()));
    }
}
