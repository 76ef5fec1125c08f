package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.connector.Sink;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.Trigger;
import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sink is told when a micro-batch has to be run again.
class SinkRecoveryTest {

    @TempDir
    Path directory;

    private Session session;

    @BeforeEach
    void open() throws IOException {
        session = Session.builder()
                .storage(new LocalStorage(directory.toString()))
                .parallelism(2)
                .create();
        Files.createDirectory(directory.resolve("in"));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void foreachBatchIsCalledAgainWithTheSameIdAndTheSameRows() throws Exception {
        List<String> calls = new ArrayList<>();
        file(0, "a\nb");
        run(calls, -1);
        file(1, "c\nd");
        assertThrows(StreamingQueryException.class, () -> run(calls, 1));
        file(2, "e");
        assertThrows(StreamingQueryException.class, () -> run(calls, 1));
        run(calls, -1);
        assertEquals(List.of("0 [[a], [b]]", "1 [[c], [d]]", "1 [[c], [d]]", "1 [[c], [d]]", "2 [[e]]"), calls);
    }

    private void run(List<String> calls, long failsAt) throws Exception {
        lines().foreachBatch((rows, id) -> {
                    calls.add(id + " " + rows.collectAsList());
                    if (id == failsAt) throw new IllegalStateException("after its effects");
                })
                .start()
                .awaitTermination();
    }

    @Test
    void aSinkThatHasAMicroBatchIsNotGivenItAgain() throws Exception {
        var place = new ArrayList<Long>();
        file(0, "a");
        lines().sink(() -> new Remembering(place, -1)).start().awaitTermination();
        file(1, "b");
        // The output is there, and the query does not get to know.
        assertThrows(
                StreamingQueryException.class,
                () -> lines().sink(() -> new Remembering(place, 1)).start().awaitTermination());
        file(2, "c");
        lines().sink(() -> new Remembering(place, -1)).start().awaitTermination();
        assertEquals(List.of(0L, 1L, 2L), place);
    }

    private DataStreamWriter<Row> lines() {
        return session.readStream()
                .text("in")
                .writeStream()
                .option("checkpointLocation", "checkpoint")
                .trigger(Trigger.AvailableNow());
    }

    private void file(int number, String lines) throws IOException {
        Files.writeString(directory.resolve("in/" + number + ".txt"), lines + "\n");
    }

    /// Keeps the ids of the micro-batches it was given in a place that outlives it.
    private record Remembering(List<Long> place, long failsAfter) implements Sink {
        @Override
        public String description() {
            return "remembering";
        }

        @Override
        public OptionalLong lastCommitted() {
            return place.isEmpty() ? OptionalLong.empty() : OptionalLong.of(place.getLast());
        }

        @Override
        public Batch begin(long batchId, boolean complete) {
            return new Batch() {
                @Override
                public Writer writer(int partition) {
                    return new Writer() {
                        @Override
                        public void write(Chunk chunk) {}

                        @Override
                        public void close() {}
                    };
                }

                @Override
                public void commit() {
                    place.add(batchId);
                    if (batchId == failsAfter) throw new IllegalStateException("the answer was lost");
                }

                @Override
                public void abort(Throwable cause) {}
            };
        }

        @Override
        public void close() {}
    }
}
