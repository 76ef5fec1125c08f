package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.input_file_name;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which file a row comes from, in streams and by the methods of Dataset; `file-metadata.test` has it in SQL.
class FileMetadataTest {

    private static final String SCHEMA = "v INT";

    @TempDir
    Path directory;

    private Session session;

    @BeforeEach
    void open() throws IOException {
        session = Session.builder()
                .storage(new LocalStorage(directory.toString()))
                .create();
        Files.createDirectories(directory.resolve("in/day=1"));
        Files.writeString(directory.resolve("in/day=1/a b.json"), "{\"v\":1}\n{\"v\":2}\n");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aStreamTellsTheFileOfEachRowAlsoAfterARestart() throws Exception {
        copy();
        Files.writeString(directory.resolve("in/day=1/c.json"), "{\"v\":3}\n");
        copy();
        assertEquals(
                List.of("[1,1,a b.json,16]", "[2,1,a b.json,16]", "[3,1,c.json,8]"),
                rows(session.read()
                        .schema("v INT, day INT, name STRING, size BIGINT")
                        .json("out")
                        .orderBy("v")));
    }

    private void copy() throws Exception {
        session.readStream()
                .schema(SCHEMA)
                .json("in")
                .selectExpr("v", "day", "_metadata.file_name AS name", "_metadata.file_size AS size")
                .writeStream()
                .format("json")
                .option("checkpointLocation", "checkpoint")
                .trigger(Trigger.AvailableNow())
                .start("out")
                .awaitTermination();
    }

    @Test
    void onlyWhoAsksGetsTheColumn() {
        Dataset<Row> in = session.read().schema(SCHEMA).json("in");
        Dataset<Row> filtered = in.filter(col("_metadata.file_size").gt(0)).limit(5);
        assertEquals(List.of("v", "day"), List.of(filtered.columns()));
        assertEquals(
                List.of("[1,1]", "[1,1]", "[2,1]", "[2,1]"),
                rows(in.union(filtered).orderBy("v")));
        assertEquals(
                List.of("[a b.json]"),
                rows(filtered.select("_metadata.file_name").distinct()));
    }

    @Test
    void aPathIsAUri() {
        Path file = directory.resolve("in/day=1/a b.json");
        Dataset<Row> names = session.read().schema(SCHEMA).json(file.toString()).select(input_file_name());
        assertEquals(file.toUri().toString(), names.first().getString(0));
    }

    private static List<String> rows(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }
}
