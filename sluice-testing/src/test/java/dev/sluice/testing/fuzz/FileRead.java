package dev.sluice.testing.fuzz;

import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A file and how it is to be read, in files side by side, so that Spark can be asked the same:
///
/// ```text
/// plain.read    format json
///               schema a INT, b STRING          no such line: the columns are to be inferred
///               option mode "DROPMALFORMED"
/// plain.data    {"a":1} …
/// plain.rows    a INT,b STRING                  the answer: columns, then a line a row, as in RowText
///               1 | null                        or: error CONDITION
/// ```
///
/// @param directory where the files are
record FileRead(Path directory, String name, String format, Optional<String> schema, Map<String, String> options) {

    static List<FileRead> in(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            List<FileRead> reads = new ArrayList<>();
            for (Path file : found.filter(path -> path.toString().endsWith(".read"))
                    .sorted()
                    .toList()) {
                reads.add(load(file));
            }
            return reads;
        }
    }

    private static FileRead load(Path file) throws IOException {
        String format = "";
        Optional<String> schema = Optional.empty();
        Map<String, String> options = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "format" -> format = words[1];
                case "schema" -> schema = Optional.of(line.substring("schema ".length()));
                case "option" -> options.put(words[1], JsonValue.parse(words[2]).asString());
                default -> throw new IllegalArgumentException(file + ": " + line);
            }
        }
        String name = file.getFileName().toString().replace(".read", "");
        return new FileRead(file.getParent(), name, format, schema, options);
    }

    /// Writes the read, and the file that is to be read.
    void store(byte[] data) throws IOException {
        List<String> lines = new ArrayList<>(List.of("format " + format));
        schema.ifPresent(ddl -> lines.add("schema " + ddl));
        options.forEach((key, value) ->
                lines.add("option " + key + " " + JsonValue.of(value).toText()));
        Files.createDirectories(directory);
        Files.write(directory.resolve(name + ".read"), lines);
        Files.write(data(), data);
    }

    Path data() {
        return directory.resolve(name + ".data");
    }

    /// What Spark answered.
    List<String> recorded() throws IOException {
        return Files.readAllLines(directory.resolve(name + ".rows"));
    }

    /// What Sluice answers.
    List<String> answer(Session session) {
        try {
            var reader = session.read().format(format).options(options);
            schema.ifPresent(reader::schema);
            var frame = reader.load(data().toString());
            List<String> answer = new ArrayList<>();
            answer.add(frame.schema().toDdl().replace("\n", "\\n"));
            for (Row row : frame.collectAsList()) answer.add(RowText.of(row));
            return answer;
        } catch (SluiceException e) {
            return List.of("error " + e.getCondition());
        }
    }
}
