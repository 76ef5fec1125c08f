package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.machine.LoggedLines;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who stops a query tells a source so that waits for a server which is away.
@Timeout(60) // it would wait for ever
class HurriedStopTest {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch hurried = new CountDownLatch(1);

    /// Waits until it is hurried.
    private final class Away implements Source {
        @Override
        public DataType.Struct schema() {
            return SqlParser.tableSchema("word STRING");
        }

        @Override
        public String description() {
            return "Away";
        }

        @Override
        public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
            asked.countDown();
            try {
                hurried.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new UncheckedIOException(new IOException("away"));
        }

        @Override
        public void hurry() {
            hurried.countDown();
        }

        @Override
        public InputRange range(@Nullable Offset from, Offset to) {
            throw new IllegalStateException();
        }

        @Override
        public List<Split> splits(InputRange range) {
            throw new IllegalStateException();
        }

        @Override
        public void close() {}
    }

    /// Also if the one who stops it is interrupted meanwhile.
    @Test
    void whatIsWaitedForIsGivenUp() throws InterruptedException {
        try (Session session = Session.builder().storage(new MemoryStorage()).create();
                var log = new LoggedLines("MicroBatchExecution")) {
            session.registerStream("words", new Away().schema(), Away::new);
            StreamingQuery query = session.sql("SELECT * FROM STREAM words")
                    .writeStream()
                    .format("noop")
                    .start();
            asked.await();
            Thread.currentThread().interrupt();
            query.stop();
            assertTrue(Thread.interrupted(), "the interrupt is its caller's");
            assertFalse(query.isActive());
            assertTrue(query.exception().isEmpty(), "an input that is away is waited for");
            assertFalse(log.take().toString().contains("asks for it again"), "nobody does");
        }
    }
}
