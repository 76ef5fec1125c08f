package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Provider;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.SluiceException;
import dev.sluice.file.InputFile;
import dev.sluice.storage.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputPathsTest {

    private final MemoryStorage storage = new MemoryStorage();

    InputPathsTest() {
        for (String path : List.of(
                "/d/a.txt", "/d/b.log", "/d/sub/b.txt", "/d/sub/deep/c.txt", "/d/_h/d.txt", "/d/.e.txt", "/d/x1.txt")) {
            storage.create(path, path.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void check(String path, String... found) {
        List<String> files = InputPaths.of(Rows.options("path", path), storage).files().stream()
                .map(InputFile::path)
                .toList();
        assertEquals(List.of(found), files);
    }

    @Test
    void aPathIsAFileADirectoryOrAPattern() {
        check("/d/a.txt", "/d/a.txt");
        check("/d", "/d/a.txt", "/d/b.log", "/d/x1.txt");
        check("/d/", "/d/a.txt", "/d/b.log", "/d/x1.txt");
        check("file:/d", "/d/a.txt", "/d/b.log", "/d/x1.txt");
        check("/d/*.txt", "/d/a.txt", "/d/x1.txt");
        check("/d/?.*", "/d/a.txt", "/d/b.log");
        check("/d/[a-b]*", "/d/a.txt", "/d/b.log");
        check("/d/[^a]*.txt", "/d/x1.txt");
        check("/*/sub", "/d/sub/b.txt");
        check("/d/*/deep", "/d/sub/deep/c.txt");
        check("/d/nope*");
    }

    @Test
    void bracesAreAlternativesThatMayHaveSlashes() {
        check("/d/{a.txt,sub/b.txt}", "/d/a.txt", "/d/sub/b.txt");
        check("/d/{a,b}.{txt,log}", "/d/a.txt", "/d/b.log");
        check("/d/{a.{txt,x},{b}.log}", "/d/a.txt", "/d/b.log");
    }

    @Test
    void aPatternFindsDirectoriesThatADirectoryHides() {
        check("/d/*", "/d/_h/d.txt", "/d/a.txt", "/d/b.log", "/d/sub/b.txt", "/d/x1.txt");
    }

    @Test
    void severalPathsAreAJsonArray() {
        var options = Rows.options("paths", "[\"/d/sub\",\"/d/a.txt\",\"/d/a.txt\"]");
        assertEquals(
                List.of("/d/sub/b.txt", "/d/a.txt"),
                InputPaths.of(options, storage).files().stream()
                        .map(InputFile::path)
                        .toList());
    }

    @Test
    void namesCanBeFiltered() {
        var options = Rows.options("path", "/d", "pathGlobFilter", "*.{log,x}");
        assertEquals(
                List.of("/d/b.log"),
                InputPaths.of(options, storage).files().stream()
                        .map(InputFile::path)
                        .toList());
    }

    private SluiceException refused(String... options) {
        Provider text = Rows.provider("text");
        return assertThrows(
                SluiceException.class, () -> text.schema(Rows.options(options), null, false, Rows.around(storage)));
    }

    @Test
    void whatIsMissingIsSaid() {
        assertEquals("SLUICE_SOURCE.PATH_NOT_SPECIFIED", refused().getCondition());
        assertTrue(refused("path", "/nope").sentence().contains("Path does not exist: file:/nope."));
        assertTrue(refused("path", "/d/*.nope").sentence().contains("Path does not exist: file:/d/*.nope."));
        assertTrue(refused("path", "s3a://bucket/x/").sentence().contains("Path does not exist: s3a://bucket/x."));
        assertTrue(refused("path", "hdfs:/x/*").sentence().contains("Path does not exist: hdfs:///x/*."));
    }

    @Test
    void filesAreReadAsAWhole() {
        Provider text = Rows.provider("text");
        var options = Rows.options("path", "/d/sub", "wholetext", "true");
        var around = Rows.around(storage);
        StaticInput input = text.input(options, text.schema(options, null, false, around), around)
                .orElseThrow();
        assertEquals(List.of("/d/sub/b.txt"), Rows.of(input.splits(), input.schema()));
    }
}
