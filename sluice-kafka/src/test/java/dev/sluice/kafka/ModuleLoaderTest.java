package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.SaveMode;
import dev.sluice.connector.Sink;
import dev.sluice.connector.Split;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/// `./sluice` opens this module in a class loader of its own, which threads don't have as theirs; and Kafka's clients
/// look classes up by the thread's.
class ModuleLoaderTest {

    /// Runs where nothing but itself knows its classes.
    public static final class Program {
        private Program() {}

        /// Writes ten records with each codec, and reads them.
        public static long run(Map<String, String> client, String topic) {
            var provider = new KafkaProvider();
            var around = new Provider.Surroundings(Machine.real(), new MemoryStorage(), ZoneOffset.UTC, 1, System.out);
            DataType.Struct value = DataType.Struct.of(Field.of("value", DataType.Atomic.STRING));
            for (String codec : List.of("none", "lz4", "zstd", "snappy")) {
                Map<String, String> options = new HashMap<>(client);
                options.putAll(Map.of("topic", topic, "kafka.compression.type", codec, "kafka.transactional", "true"));
                OptionCheck.check(provider, new Options(options));
                Sink.Batch batch = provider.output(new Options(options), value, around)
                        .orElseThrow()
                        .begin(SaveMode.APPEND);
                try (Sink.Writer writer = batch.writer(0)) {
                    writer.write(Values.chunk(value, Collections.nCopies(10, List.of(codec.repeat(50)))));
                }
                batch.commit();
            }
            Map<String, String> options = new HashMap<>(client);
            options.put("subscribe", topic);
            DataType.Struct schema = provider.schema(new Options(options), null, false, around);
            long rows = 0;
            for (Split split : provider.input(new Options(options), schema, around)
                    .orElseThrow()
                    .splits()) {
                try (ChunkReader reader = split.open()) {
                    for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) rows += chunk.rowCount();
                }
            }
            return rows;
        }
    }

    @Test
    void clientsFindTheirClasses() throws Exception {
        try (TestTopics topics = TestTopics.shared()) {
            String topic = topics.create(1);
            List<URL> path = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                path.add(Path.of(entry).toUri().toURL());
            }
            Map<String, String> client = Map.of(
                    "kafka.bootstrap.servers",
                    KafkaServer.shared().serversForUsers(),
                    "kafka.security.protocol",
                    "SASL_PLAINTEXT",
                    "kafka.sasl.mechanism",
                    "PLAIN",
                    "kafka.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required"
                            + " username=\"ada\" password=\"lovelace\";");
            try (var loader = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
                Class<?> program = loader.loadClass(Program.class.getName());
                var run = new FutureTask<>(
                        () -> program.getMethod("run", Map.class, String.class).invoke(null, client, topic));
                Thread thread = new Thread(run);
                thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
                thread.start();
                assertEquals(40L, run.get());
            }
        }
    }
}
