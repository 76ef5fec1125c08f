package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.app.Main;
import dev.sluice.app.Terminal;
import dev.sluice.examples.KafkaJson;
import dev.sluice.examples.KafkaJsonToParquet;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples that want a broker, against one.
class KafkaExamplesTest {

    private static final String FIRST = "08/03/2023,05:40:53,VISA,85,c";
    private static final String[] NEXT = {"08/03/2023,05:40:55,MASTER,43,stranger", "08/03/2023,05:40:56,MASTER,49,a"};

    private static final String VISA =
            "{\"type\":\"VISA\",\"amount\":85,\"sender\":\"ada\",\"at\":\"2023-03-08T05:40:53Z\"}";
    private static final String MASTER = "{\"type\":\"MASTER\",\"amount\":43}";

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

    @Test
    void paymentsInJsonAreShownAsTheyCome() throws Exception {
        try (TestTopics topics = TestTopics.shared();
                Session session = Session.builder()
                        .output(new PrintStream(screen, true, StandardCharsets.UTF_8))
                        .getOrCreate()) {
            String topic = topics.create(1);
            topics.send(topic, 0, VISA, "no JSON", "{\"type\":\"MASTER\",\"amount\":-1}", MASTER);
            firstMicroBatch(session, () -> KafkaJson.main(new String[] {topics.servers(), topic}));
        }
        assertEquals("""
                -------------------------------------------
                Batch: 0
                -------------------------------------------
                +------+------+------+
                |  type|amount|sender|
                +------+------+------+
                |  VISA|    85|   ada|
                |MASTER|    43|  NULL|
                +------+------+------+

                """, screen.toString(StandardCharsets.UTF_8));
    }

    @Test
    void paymentsInJsonAreKeptInParquet(@TempDir Path directory) throws Exception {
        String[] kept = {"VISA 85 ada 2023-03-08 05:40:53", "null null null null", "MASTER 43 null null"};
        String archive = directory.resolve("archive").toString();
        try (TestTopics topics = TestTopics.shared();
                Session session = Session.builder()
                        .config("spark.sql.session.timeZone", "UTC")
                        .getOrCreate()) {
            String topic = topics.create(1);
            Runnable program = () -> KafkaJsonToParquet.main(new String[] {topics.servers(), topic, archive});
            topics.send(topic, 0, VISA, "no JSON");
            firstMicroBatch(session, program);
            topics.send(topic, 0, MASTER);
            firstMicroBatch(session, program);
            List<String> rows = session.read().format("parquet").load(archive).collectAsList().stream()
                    .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2) + " "
                            + String.valueOf(row.get(3)).replace('T', ' ').replace("Z", ""))
                    .sorted()
                    .toList();
            assertEquals(Stream.of(kept).sorted().toList(), rows);
        }
    }

    @Test
    void paymentsInJsonAreSummedUpOnce(@TempDir Path directory) throws Exception {
        try (TestTopics topics = TestTopics.shared()) {
            String payments = topics.create(1);
            String sums = topics.create(1);
            example("kafka-json.sql", directory, topics, payments, sums);
            topics.send(payments, 0, VISA, "no JSON", MASTER);
            run(directory);
            topics.send(payments, 0, MASTER);
            run(directory);
            run(directory);
            var totals = new TreeMap<String, String>();
            topics.records(sums).forEach(record -> totals.put(record.key(), record.value()));
            assertEquals(
                    "{MASTER={\"type\":\"MASTER\",\"payments\":2,\"total\":86}, "
                            + "VISA={\"type\":\"VISA\",\"payments\":1,\"total\":85}}",
                    totals.toString());
        }
    }

    @Test
    void theTextOfWhatIsNoPaymentIsKeptInParquet(@TempDir Path directory) throws Exception {
        try (TestTopics topics = TestTopics.shared();
                Session session = Session.builder().create()) {
            String payments = topics.create(1);
            example("kafka-to-parquet.sql", directory, topics, payments, "");
            topics.send(payments, 0, VISA, "no JSON");
            run(directory);
            String archive = directory.resolve("payments.parquet").toString();
            List<String> kept = session
                    .read()
                    .format("parquet")
                    .load(archive)
                    .selectExpr("type", "_corrupt_record")
                    .collectAsList()
                    .stream()
                    .map(row -> row.get(0) + " " + row.get(1))
                    .sorted()
                    .toList();
            assertEquals(List.of("VISA null", "null no JSON"), kept);
        }
    }

    /// The example for this broker and topics of its own, made to end when it has read what there is.
    private static void example(String name, Path directory, TestTopics topics, String payments, String totals)
            throws Exception {
        String sql = Files.readString(Path.of("..", "examples", name))
                .replace("localhost:9092", topics.servers())
                .replace("subscribe 'payments'", "subscribe '" + payments + "'")
                .replace("topic 'totals'", "topic '" + totals + "'")
                .replace("trigger '1 minute'", "trigger 'available-now'");
        Files.writeString(directory.resolve("payments.sql"), sql);
    }

    /// Runs a program until its query has read what there is; the next trigger may be a minute away.
    private static void firstMicroBatch(Session session, Runnable main) throws Exception {
        var program = CompletableFuture.runAsync(main);
        while (session.streams().active().length == 0) Thread.onSpinWait();
        StreamingQuery query = session.streams().active()[0];
        while (query.lastProgress() == null) Thread.onSpinWait();
        query.stop();
        program.get();
    }

    private void run(Path directory) {
        var print = new PrintStream(screen, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(InputStream.nullInputStream(), print, print, directory.toString());
        int exitCode = Main.run(List.of("run", "payments.sql"), terminal);
        assertEquals(0, exitCode, () -> screen.toString(StandardCharsets.UTF_8));
    }
}
