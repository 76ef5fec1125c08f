package dev.sluice.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTablesTest {

    private final Session session = Session.builder().parallelism(2).create();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        session.stop();
    }

    private void write(String query, String name, String mode) {
        session.sql(query)
                .repartition(1)
                .write()
                .format("parquet")
                .mode(mode)
                .save(directory.resolve(name).toString());
    }

    private String refused(String query) {
        return assertThrows(SluiceException.class, () -> write(query, "refused", "overwrite"))
                .getMessage();
    }

    @Test
    void columnsOfAllFilesArePutTogetherIfThatIsSaid() {
        write("SELECT 1 AS a, named_struct('x', 1) AS s", "grown", "append");
        write("SELECT 2 AS a, named_struct('x', 2, 'y', 'new') AS s, 2.5D AS b", "grown", "append");
        String path = directory.resolve("grown").toString();
        var merged =
                session.read().format("parquet").option("mergeSchema", true).load(path);
        assertEquals(
                "a INT,s STRUCT<x: INT, y: STRING>,b DOUBLE", merged.schema().toDdl());
        assertEquals(
                "[[1,[1,null],null], [2,[2,new],2.5]]",
                Arrays.toString(merged.orderBy("a").collect()));
        write("SELECT 'three' AS a", "grown", "append");
        SluiceException failure = assertThrows(
                SluiceException.class,
                () -> session.read()
                        .format("parquet")
                        .option("mergeSchema", true)
                        .load(path));
        assertEquals("CANNOT_MERGE_SCHEMAS", failure.getCondition());
    }

    @Test
    void aMethodOfTheirNameReadsAndWritesFiles() throws Exception {
        String one = directory.resolve("one").toString();
        String two = directory.resolve("two").toString();
        session.sql("SELECT 1 AS a").write().parquet(one);
        session.sql("SELECT 2 AS a").write().parquet(two);
        assertEquals("[[1]]", Arrays.toString(session.read().parquet(one).collect()));
        assertEquals(
                "[[1], [2]]",
                Arrays.toString(session.read().parquet(one, two).orderBy("a").collect()));
        session.readStream()
                .schema("a INT")
                .parquet(one)
                .writeStream()
                .format("memory")
                .queryName("ones")
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        assertEquals("[[1]]", Arrays.toString(session.table("ones").collect()));
    }

    @Test
    void filesHaveTheNamesThatSparkGives() throws IOException {
        for (List<String> codec : List.of(
                List.of("snappy", ".snappy.parquet"),
                List.of("none", ".parquet"),
                List.of("gzip", ".gz.parquet"),
                List.of("zstd", ".zstd.parquet"),
                List.of("lz4_raw", ".lz4raw.parquet"))) {
            Path files = directory.resolve(codec.getFirst());
            session.sql("SELECT 1 AS a")
                    .write()
                    .format("parquet")
                    .option("compression", codec.getFirst())
                    .save(files.toString());
            try (Stream<Path> all = Files.list(files)) {
                List<String> names = all.map(path -> path.getFileName().toString())
                        .filter(name -> name.startsWith("part-"))
                        .toList();
                assertEquals(1, names.size());
                assertTrue(
                        names.getFirst().matches("part-00000-[0-9a-f-]{36}-c000\\Q" + codec.get(1) + "\\E"),
                        names::toString);
            }
        }
    }

    @Test
    void directoriesSayColumns() {
        session.sql("SELECT id, id % 3 AS k FROM range(30)")
                .write()
                .format("parquet")
                .partitionBy("k")
                .save(directory.resolve("parted").toString());
        session.sql("CREATE TABLE parted USING parquet OPTIONS (path '" + directory.resolve("parted") + "')");
        assertEquals(
                "[[0,135], [1,145], [2,155]]",
                Arrays.toString(session.sql("SELECT k, sum(id) FROM parted GROUP BY k ORDER BY k")
                        .collect()));
        assertEquals(
                "[[1]]",
                Arrays.toString(session.sql("SELECT id FROM parted WHERE k = 1 AND id < 4")
                        .collect()));
    }

    /// A row group is damaged, and nobody notices who asks for rows that can't be in it.
    @Test
    void aFilterKeepsRowGroupsFromBeingRead() throws IOException {
        Path files = directory.resolve("groups");
        session.sql("SELECT id, CAST(id AS STRING) AS text FROM range(100000)")
                .repartition(1)
                .write()
                .format("parquet")
                .option("parquet.block.size", "100000")
                .option("compression", "gzip")
                .save(files.toString());
        damage(files);
        session.read().format("parquet").load(files.toString()).createOrReplaceTempView("groups");
        assertEquals(
                "[[4950]]",
                Arrays.toString(
                        session.sql("SELECT sum(id) FROM groups WHERE 100 > id").collect()));
        assertEquals(
                "[[1]]",
                Arrays.toString(session.sql("SELECT count(*) FROM groups WHERE id >= 0 AND text = '0'")
                        .collect()));
        SluiceException failure = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT sum(id), max(text) FROM groups").collect());
        assertEquals("FAILED_READ_FILE.NO_HINT", failure.getCondition());
    }

    private static void damage(Path files) throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            Path file = all.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            Arrays.fill(bytes, bytes.length * 7 / 10, bytes.length * 7 / 10 + 5000, (byte) 0xFF);
            Files.write(file, bytes);
        }
    }

    @Test
    void whatParquetCannotHoldIsRefusedInSparksWords() {
        assertEquals(
                "[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The Parquet datasource doesn't support the column `nothing` of"
                        + " the type \"VOID\". SQLSTATE: 0A000",
                refused("SELECT NULL AS nothing"));
        SluiceException failure = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT 1 AS a")
                        .write()
                        .format("parquet")
                        .option("compression", "brotly")
                        .save(directory.resolve("x").toString()));
        assertEquals("CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION", failure.getCondition());
    }

    @Test
    void withoutFilesThereAreNoColumns() throws IOException {
        Files.createDirectory(directory.resolve("empty"));
        SluiceException failure = assertThrows(
                SluiceException.class,
                () -> session.read()
                        .format("parquet")
                        .load(directory.resolve("empty").toString()));
        assertEquals(
                "[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for PARQUET. It must be specified manually. SQLSTATE:"
                        + " 42KD9",
                failure.getMessage());
    }
}
