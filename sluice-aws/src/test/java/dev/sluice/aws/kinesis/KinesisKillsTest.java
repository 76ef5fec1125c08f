package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.testing.crash.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a query by SIGKILL, again and again, and looks in the end whether every record is in its files once.
///
/// `-Dkills=50` kills it more often, `-Dseed=7` at other moments.
@RequiresKinesalite
class KinesisKillsTest {

    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int RECORDS = 20;

    /// More than a process works on before it is killed.
    private static final int BATCHES_PER_KILL = 15;

    @TempDir
    private Path directory = Path.of("");

    private final Random random = new Random(Long.getLong("seed", 1));

    @Test
    void eachRecordIsThereOnce() throws Exception {
        KinesisServer server = KinesisServer.shared();
        server.create("killed", 2);
        List<String> values = IntStream.range(0, RECORDS * BATCHES_PER_KILL * (KILLS + 1))
                .mapToObj(String::valueOf)
                .toList();
        int half = values.size() / 2;
        server.put("killed", values.subList(0, half));
        server.split("killed");
        server.put("killed", values.subList(half, values.size()));
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildProcess process = start(server)) {
                for (int i = random.nextInt(1, BATCHES_PER_KILL); i > 0; ) {
                    Optional<String> line = process.line();
                    assertTrue(line.isPresent(), "all was done before the last kill: that is too little input");
                    if (line.get().startsWith(KilledQuery.BATCH)) i--;
                }
                process.runFor(random.nextInt(20));
                assertTrue(process.kill(), "all was done before the last kill: that is too little input");
            }
        }
        try (ChildProcess process = start(server)) {
            process.end();
        }
        try (Session session = Session.builder().create()) {
            List<String> found =
                    session
                            .read()
                            .schema("value STRING")
                            .json(directory.resolve("out").toString())
                            .collectAsList()
                            .stream()
                            .map(row -> row.getString(0))
                            .sorted()
                            .toList();
            assertEquals(values.stream().sorted().toList(), found);
        }
    }

    private ChildProcess start(KinesisServer server) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        for (Map.Entry<String, String> option : server.options("killed").entrySet()) {
            arguments.addAll(List.of(option.getKey(), option.getValue()));
        }
        arguments.addAll(List.of("maxRecordsPerTrigger", String.valueOf(RECORDS)));
        return ChildProcess.start(directory.resolve("errors.txt"), KilledQuery.class, arguments.toArray(String[]::new));
    }
}
