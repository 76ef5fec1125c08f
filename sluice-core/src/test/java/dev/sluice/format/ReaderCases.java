package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/// Tables of input and expected rows in text files, as Spark 4.2 answered them:
///
/// ```text
/// # what it is about
/// {"type":"struct",…}          the schema, or "infer" and then the one expected
/// > {"a":1}                    a line of input; \t, \r and \u0001 are written so
/// {"a":1}                      the rows that come of it, as JSON
/// ```
final class ReaderCases {

    private ReaderCases() {}

    /// One test for each line of input of the file in `src/test/resources/format`.
    ///
    /// @param reader makes rows, with a schema, of a line
    static Stream<DynamicTest> of(String file, Function<DataType.Struct, LineParser> reader) {
        var tests = new ArrayList<DynamicTest>();
        String title = "";
        DataType.@Nullable Struct schema = null;
        @Nullable String input = null;
        var rows = new ArrayList<String>();
        for (String line : (read(file) + "\n#\n").split("\n")) {
            boolean ends = line.startsWith("#") || line.startsWith(">") || line.startsWith("{\"type\"");
            if (ends && input != null) {
                String text = input;
                List<String> expected = List.copyOf(rows);
                DataType.Struct columns = Objects.requireNonNull(schema);
                tests.add(DynamicTest.dynamicTest(
                        title + ": " + text,
                        () -> assertEquals(expected, rows(text, columns, reader.apply(columns)), text)));
                input = null;
            }
            if (line.startsWith("#")) {
                title = line.substring(1).strip();
            } else if (line.startsWith("{\"type\"")) {
                schema = (DataType.Struct) DataType.fromJson(JsonValue.parse(line));
            } else if (line.startsWith(">")) {
                input = line.substring(Math.min(2, line.length()))
                        .replace("<TAB>", "\t")
                        .replace("<CR>", "\r")
                        .replace("<U1>", "\u0001")
                        .replace("<BOM>", "\uFEFF");
                rows.clear();
            } else if (!line.isBlank()) {
                rows.add(line);
            }
        }
        return tests.stream();
    }

    /// The rows of a text, as JSON.
    static List<String> rows(String text, DataType.Struct schema, LineParser parser) {
        var rows = new ArrayList<String>();
        var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try (var reader = LineReader.whole(bytes, LineEnds.ANY, parser)) {
            for (@Nullable Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
                for (int i = 0; i < chunk.rowCount(); i++) {
                    var row = new StringBuilder();
                    JsonText.append(row, chunk, chunk.selection().row(i), schema, ZoneOffset.UTC);
                    rows.add(row.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static String read(String file) {
        try (InputStream in = ReaderCases.class.getResourceAsStream("/format/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
