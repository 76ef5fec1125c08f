package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.connector.SaveMode;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.testing.FreePorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that is not there is said soon, in a few words, and not again and again.
@Timeout(60)
class KafkaAwayTest {

    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Level before = CLIENTS.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            // Brokers of other tests are in this process, too, and complain if they have no processor for a while.
            boolean isClients = String.valueOf(record.getLoggerName()).startsWith("org.apache.kafka.clients")
                    && !record.getMessage().startsWith("[NodeToController");
            if (isClients) lines.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        CLIENTS.setLevel(Level.WARNING);
        CLIENTS.addHandler(handler);
    }

    @AfterEach
    void leave() {
        CLIENTS.removeHandler(handler);
        CLIENTS.setLevel(before);
    }

    private interface Work {
        void run(Session session, Map<String, String> options) throws Exception;
    }

    private enum Use implements Work {
        READ_STREAM((session, options) -> session.readStream()
                .format("kafka")
                .options(options)
                .option("subscribe", "t")
                .load()
                .writeStream()
                .format("noop")
                .start()
                .awaitTermination()),
        READ((session, options) -> session.read()
                .format("kafka")
                .options(options)
                .option("subscribe", "t")
                .load()
                .collectAsList()),
        WRITE_STREAM((session, options) -> written(session, options, "false")),
        WRITE_TRANSACTIONS((session, options) -> written(session, options, "true")),
        WRITE((session, options) -> session.sql("SELECT 'a' AS value")
                .write()
                .format("kafka")
                .options(options)
                .option("topic", "t")
                .mode(SaveMode.Append)
                .save());

        private final Work work;

        Use(Work work) {
            this.work = work;
        }

        private static void written(Session session, Map<String, String> options, String transactional) {
            session.readStream()
                    .format("rate")
                    .load()
                    .selectExpr("CAST(value AS STRING) AS value")
                    .writeStream()
                    .format("kafka")
                    .options(options)
                    .option("topic", "t")
                    .option("kafka.transactional", transactional)
                    .option("checkpointLocation", "checkpoint")
                    .start()
                    .awaitTermination();
        }

        @Override
        public void run(Session session, Map<String, String> options) throws Exception {
            work.run(session, options);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsNotThereIsSaidSoon(Use use) throws IOException {
        String servers = "127.0.0.1:" + FreePorts.take(1).getFirst();
        try (Session session = Session.builder().storage(new MemoryStorage()).create()) {
            var failed = assertThrows(
                    RuntimeException.class,
                    () -> use.run(
                            session,
                            Map.of("kafka.bootstrap.servers", servers, "kafka.default.api.timeout.ms", "2000")));
            assertTrue(
                    failed.getMessage()
                            .contains("[SLUICE_KAFKA.FAILED] Cannot connect in Kafka at " + servers
                                    + ": no broker has answered within 2000 ms"),
                    failed::getMessage);
        }
        assertTrue(lines.size() <= 3, () -> String.join("\n", lines));
        assertTrue(lines.stream().anyMatch(line -> line.contains(servers)), "a line is wanted");
    }
}
