package dev.sluice.parquet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Wanted;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileReading;
import dev.sluice.file.InputFile;
import dev.sluice.format.RowReader;
import dev.sluice.machine.Machine;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.testing.crash.FileOutput;
import dev.sluice.testing.crash.FileProcess;
import dev.sluice.testing.crash.KilledQuery;
import dev.sluice.testing.crash.SinkKills;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A query that reads files and writes Parquet in directories of partitions, small files merged beside it, is killed by
/// SIGKILL again and again: each file that its manifest names is whole, and each row there once.
///
/// `-Dkills=100` kills it so often; without it, twice. `-Dseed=7` has other events and other moments.
class ParquetKillsTest {

    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final long SEED = Long.getLong("seed", 1);

    private static final DataType.Struct SCHEMA = DataType.Struct.of(
            Field.of("k", DataType.Atomic.STRING),
            Field.of("a", DataType.Atomic.LONG),
            Field.of("b", DataType.Atomic.LONG));

    private final Storage storage = LocalStorage.ofMachine();
    private final FileReading reading = new ParquetFormat()
            .reading(
                    new Options(Map.of()),
                    SCHEMA,
                    new Provider.Surroundings(Machine.real(), storage, ZoneOffset.UTC, 1, System.out));

    @Test
    void whatIsInTheFilesIsRightHoweverOftenTheQueryIsKilled(@TempDir Path directory) throws Exception {
        FileOutput output = output(directory.resolve("output"));
        SinkKills.Findings found = new SinkKills(directory, KilledQuery.WINDOWS, FileProcess.class, SEED, KILLS)
                .run(output, output(directory.resolve("undisturbed/output")));
        System.out.println("ParquetKillsTest: " + found + ", " + output.mergedFiles() + " merged files");
        if (KILLS > 1) assertTrue(output.mergedFiles() > 0, "no files were merged");
        if (KILLS >= 20) assertTrue(found.cutShort() > 0, "no kill in the output");
    }

    private FileOutput output(Path directory) {
        return new FileOutput(directory, "parquet", true, this::rows);
    }

    private List<String> rows(Path path) throws IOException {
        var file = new FileBytes(
                storage, InputFile.of(storage.find(path.toString()).orElseThrow()));
        List<String> rows = new ArrayList<>();
        try (RowReader reader = reading.open(file, 0, file.size(), Wanted.ALL)) {
            for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
                for (int row = 0; row < chunk.rowCount(); row++) {
                    List<?> values = Values.row(chunk, row, SCHEMA);
                    rows.add(values.get(0) + " " + values.get(1) + " " + values.get(2));
                }
            }
        }
        return rows;
    }
}
