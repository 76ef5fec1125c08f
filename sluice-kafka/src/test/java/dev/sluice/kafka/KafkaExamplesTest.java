package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.app.Main;
import dev.sluice.app.Terminal;
import dev.sluice.examples.KafkaPayments;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples that want a broker, against one.
class KafkaExamplesTest {

    private static final String FIRST = "08/03/2023,05:40:53,VISA,85,c";
    private static final String[] NEXT = {"08/03/2023,05:40:55,MASTER,43,stranger", "08/03/2023,05:40:56,MASTER,49,a"};

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void paymentsAreShownAsTheyCome() throws Exception {
        try (TestTopics topics = TestTopics.shared();
                Session session = Session.builder()
                        .output(new PrintStream(screen, true, StandardCharsets.UTF_8))
                        .getOrCreate()) {
            String topic = topics.create(1);
            topics.send(topic, 0, FIRST);
            var program = CompletableFuture.runAsync(() -> KafkaPayments.main(new String[] {topics.servers(), topic}));
            while (session.streams().active().length == 0) Thread.onSpinWait();
            StreamingQuery query = session.streams().active()[0];
            query.processAllAvailable();
            topics.send(topic, 0, NEXT);
            query.processAllAvailable();
            query.stop();
            program.get();
        }
        assertEquals("""
                -------------------------------------------
                Batch: 0
                -------------------------------------------
                +----------+--------+----+------+----+
                |      Date|    Time|Type|Amount|Send|
                +----------+--------+----+------+----+
                |08/03/2023|05:40:53|VISA|    85|   c|
                +----------+--------+----+------+----+

                -------------------------------------------
                Batch: 1
                -------------------------------------------
                +----------+--------+------+------+--------+
                |      Date|    Time|  Type|Amount|    Send|
                +----------+--------+------+------+--------+
                |08/03/2023|05:40:55|MASTER|    43|stranger|
                |08/03/2023|05:40:56|MASTER|    49|       a|
                +----------+--------+------+------+--------+

                """, screen.toString(StandardCharsets.UTF_8));
    }

    @Test
    void paymentsAreSummedUpOnce(@TempDir Path directory) throws Exception {
        try (TestTopics topics = TestTopics.shared()) {
            String sql = Files.readString(Path.of("..", "examples", "kafka-payments.sql"));
            Files.writeString(directory.resolve("payments.sql"), sql.replace("localhost:9092", topics.servers()));
            topics.create("payments", 1);
            topics.create("totals", 1);
            topics.send("payments", 0, FIRST);
            run(directory);
            topics.send("payments", 0, NEXT);
            run(directory);
            run(directory);
            var totals = new TreeMap<String, String>();
            topics.records("totals")
                    .forEach(record -> totals.merge(record.key(), record.value(), (a, b) -> a + ", " + b));
            assertEquals("{MASTER=92, VISA=85}", totals.toString());
        }
    }

    private void run(Path directory) {
        var print = new PrintStream(screen, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(InputStream.nullInputStream(), print, print, directory.toString());
        int exitCode = Main.run(List.of("run", "payments.sql"), terminal);
        assertEquals(0, exitCode, () -> screen.toString(StandardCharsets.UTF_8));
    }
}
