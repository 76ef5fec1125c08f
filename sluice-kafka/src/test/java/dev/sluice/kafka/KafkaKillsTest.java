package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kafka.KilledQuery.Job;
import dev.sluice.testing.FreePorts;
import dev.sluice.testing.crash.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Kills a query from topic to topic by SIGKILL, again and again, and looks each time at what a reader of committed
/// records finds: every record once and in order, none left out.
///
/// `-Dkills=250` kills it more often, and every tenth time the broker too, which is then a process of its own;
/// `-Dseed=7` at other moments.
class KafkaKillsTest {

    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final boolean KILLS_BROKER = Integer.getInteger("kills") != null;
    private static final int PARTITIONS = 2;
    private static final int KEYS = 7;

    /// More than a process works on before it is killed.
    private static final int BATCHES_PER_KILL = 25;

    @TempDir
    Path directory;

    private final Random random = new Random(Long.getLong("seed", 1));
    private final int recordCount = Job.RECORDS * (20 + BATCHES_PER_KILL * KILLS);
    private int runs;
    private int atWork;
    private int brokerKills;

    @ParameterizedTest
    @EnumSource
    void eachRecordIsThereOnce(Job job) throws Exception {
        if (KILLS_BROKER) {
            int port = FreePorts.take(1).getFirst();
            try (var broker = new KilledBroker(directory.resolve("broker"), port)) {
                run(job, broker.servers(), broker);
            }
        } else {
            run(job, KafkaServer.shared().servers(), null);
        }
    }

    private void run(Job job, String servers, KilledBroker broker) throws Exception {
        String[] topicNames = new String[2];
        try (var topics = new TestTopics(servers)) {
            topicNames[0] = topics.create("killed-in-" + job, PARTITIONS);
            topicNames[1] = topics.create("killed-out-" + job, PARTITIONS);
            List<ProducerRecord<String, String>> records = new ArrayList<>();
            for (int i = 0; i < recordCount; i++) {
                records.add(new ProducerRecord<>(
                        topicNames[0], i % PARTITIONS, "key" + random.nextInt(KEYS), String.valueOf(i / PARTITIONS)));
            }
            topics.send(records);
            for (int kill = 0; kill < KILLS; kill++) {
                boolean brokerToo = broker != null && random.nextInt(10) == 0;
                kill(job, servers, topicNames, brokerToo ? broker : null);
                check(job, topics.records(topicNames[1]), records, false, "after " + (kill + 1) + " kills");
            }
            try (ChildProcess process = start(job, servers, topicNames)) {
                process.end();
            }
            List<ConsumerRecord<String, String>> found = topics.records(topicNames[1]);
            check(job, found, records, true, "in the end");
            System.out.println("KafkaKillsTest, " + job + ": " + KILLS + " kills, " + atWork + " at work, "
                    + brokerKills + " of the broker too; " + recordCount + " records read, " + found.size()
                    + " written");
        }
    }

    private ChildProcess start(Job job, String servers, String[] topics) throws IOException {
        return ChildProcess.start(
                directory.resolve("errors-" + runs++ + ".txt"),
                KilledQuery.class,
                directory.resolve(job.name()).toString(),
                servers,
                topics[0],
                topics[1],
                job.name());
    }

    /// Once in four while it opens, else some micro-batches later.
    private void kill(Job job, String servers, String[] topics, KilledBroker broker) throws Exception {
        try (ChildProcess process = start(job, servers, topics)) {
            assertEquals(Optional.of(KilledQuery.STARTING), said(process));
            if (random.nextInt(4) == 0) {
                process.runFor(random.nextInt(1_500));
            } else {
                atWork++;
                for (int i = random.nextInt(1, 12); i > 0; i--) said(process);
                process.runFor(random.nextInt(20));
            }
            if (broker != null) {
                broker.kill();
                brokerKills++;
                broker.start();
                process.runFor(random.nextInt(3_000));
            }
            assertTrue(process.kill(), "all was done before the last kill: that is too little input");
        }
    }

    /// A JVM has things to say as well.
    private static Optional<String> said(ChildProcess process) throws IOException {
        while (true) {
            Optional<String> line = process.line();
            if (line.isEmpty()
                    || line.get().equals(KilledQuery.STARTING)
                    || line.get().startsWith(KilledQuery.BATCH)) {
                return line;
            }
        }
    }

    private static void check(
            Job job,
            List<ConsumerRecord<String, String>> found,
            List<ProducerRecord<String, String>> read,
            boolean all,
            String when) {
        Map<String, Long> last = new HashMap<>();
        for (ConsumerRecord<String, String> record : found) {
            long value = Long.parseLong(record.value());
            Long before = last.put(record.key(), value);
            switch (job) {
                case COPY -> assertEquals(before == null ? 0 : before + 1, value, when + ", " + record.key());
                case COUNT ->
                    assertTrue(
                            before == null || value > before,
                            () -> when + ": " + record.key() + " had " + before + " and then " + value);
            }
        }
        if (all) assertEquals(expected(job, read), last, when);
    }

    /// The last value of each key.
    private static Map<String, Long> expected(Job job, List<ProducerRecord<String, String>> read) {
        Map<String, Long> expected = new HashMap<>();
        for (ProducerRecord<String, String> record : read) {
            switch (job) {
                case COPY -> expected.put(String.valueOf(record.partition()), Long.parseLong(record.value()));
                case COUNT -> expected.merge(record.key(), 1L, Long::sum);
            }
        }
        return expected;
    }

    /// A broker that is a process of its own.
    private static final class KilledBroker implements AutoCloseable {
        private final Path directory;
        private final int port;
        private int starts;
        private ChildProcess process;

        KilledBroker(Path directory, int port) throws IOException {
            this.directory = directory;
            this.port = port;
            java.nio.file.Files.createDirectories(directory);
            start();
        }

        String servers() {
            return "127.0.0.1:" + port;
        }

        void start() throws IOException {
            process = ChildProcess.start(
                    directory.resolve("errors-" + starts++ + ".txt"),
                    KafkaServer.class,
                    directory.toString(),
                    String.valueOf(port));
            Optional<String> line = process.line();
            while (line.isPresent() && !line.get().equals("ready")) line = process.line();
            if (line.isEmpty()) throw new IllegalStateException("the broker did not start: see " + directory);
        }

        void kill() throws IOException, InterruptedException {
            process.kill();
        }

        @Override
        public void close() throws IOException {
            process.close();
        }
    }
}
