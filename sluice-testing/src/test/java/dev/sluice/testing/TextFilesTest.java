package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values of all types in JSON, CSV and XML: there and back, and out of files that Spark wrote. Text does not say
/// types, so they are said for it.
class TextFilesTest {

    private static final Path SPARK = Path.of("src/test/resources/formats");

    private final Session session = Session.builder()
            .parallelism(1)
            .config("spark.sql.session.timeZone", "UTC")
            .create();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        session.stop();
    }

    /// Without what Spark itself does not write in the format, or not read again, and without what Sluice does not read
    /// in it yet.
    private DataFrame allTypes(String format) {
        List<String> left = new ArrayList<>(
                switch (format) {
                    case "csv" ->
                        List.of("bytes", "months", "span", "ints", "lists", "counts", "tags", "pair", "nested");
                    case "xml" -> List.of("whole", "tags", "lists", "months", "span");
                    default -> List.of("tags", "months", "span");
                });
        return session.sql(FileFormatContract.allTypesStatement()).drop(left.toArray(String[]::new));
    }

    private static Map<String, String> options(String format) {
        return switch (format) {
            case "csv" -> Map.of("header", "true");
            case "xml" -> Map.of("rowTag", "row");
            default -> Map.of();
        };
    }

    private DataFrame read(String format, Path files) {
        return session.read()
                .format(format)
                .schema(allTypes(format).schema().toDdl())
                .options(options(format))
                .load(files.toString());
    }

    private void write(String format, Path files) {
        allTypes(format)
                .write()
                .format(format)
                .options(options(format))
                .mode("overwrite")
                .save(files.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "xml"})
    void valuesComeBack(String format) throws IOException {
        write(format, directory.resolve("files"));
        assertEquals(
                Files.readAllLines(SPARK.resolve(format + "-none.txt")),
                FileFormatContract.texts(read(format, directory.resolve("files"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "xml"})
    void filesOfSparkAreRead(String format) throws IOException {
        assertEquals(
                Files.readAllLines(SPARK.resolve(format + "-none.txt")),
                FileFormatContract.texts(read(format, SPARK.resolve(format + "-none"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "xml"})
    @EnabledIfSystemProperty(named = "sluice.formats.out", matches = ".+")
    void filesForSpark(String format) {
        write(format, Path.of(System.getProperty("sluice.formats.out")).resolve(format + "-0"));
    }
}
