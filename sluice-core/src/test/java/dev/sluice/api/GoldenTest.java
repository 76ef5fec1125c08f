package dev.sluice.api;

import dev.sluice.builtin.MemoryInput;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.GoldenFile;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Statements, and what is said of them: `src/test/errors` has the errors, word for word, `src/test/plans` the plans of
/// every stage. `-Dupdate` writes the files anew; then the diff is reviewed.
///
/// All of them see the same tables: `people`, `teams`, the view `later_people` and the stream `visits`, and the files
/// in [#FILES].
class GoldenTest {

    private static final Map<String, String> FILES = Map.of(
            "data/people/part-0.json", "{\"id\":1,\"name\":\"Ada\"}\n",
            "data/lines.txt", "a b\nc\n");

    @TestFactory
    Stream<DynamicTest> errors() throws IOException {
        return tests("src/test/errors", ".error", GoldenTest::error);
    }

    @TestFactory
    Stream<DynamicTest> plans() throws IOException {
        return tests("src/test/plans", ".plan", GoldenTest::plans);
    }

    private static Stream<DynamicTest> tests(
            String directory, String ending, BiFunction<Session, String, String> outcome) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            String.valueOf(file.getFileName()),
                            file.toUri(),
                            () -> new GoldenFile(file).check(input -> {
                                try (Session session = session()) {
                                    return outcome.apply(session, input);
                                }
                            })));
        }
    }

    /// The first error that the statements meet; streams are started, and run until they are quiet.
    private static String error(Session session, String script) {
        try {
            for (SqlParser.Piece piece : SqlParser.split(script))
                session.sql(piece.text()).collectAsList();
            for (StreamingQuery query : session.streams().active()) query.processAllAvailable();
            // One that failed at once is active no longer.
            boolean ended = script.contains("STREAM ") && session.streams().active().length == 0;
            if (ended) session.streams().awaitAnyTermination();
            return "no error";
        } catch (StreamingQueryException e) {
            return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
        } catch (SluiceException e) {
            return e.getMessage();
        }
    }

    private static String plans(Session session, String query) {
        return session.sql(query).explainString("extended");
    }

    static Session session() {
        var storage = new MemoryStorage();
        FILES.forEach((path, text) -> storage.create(path, text.getBytes(StandardCharsets.UTF_8)));
        Session session = Session.builder()
                .storage(storage)
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .create();
        session.registerTable(
                "people",
                MemoryInput.of(
                        SqlParser.tableSchema("id INT, name STRING, team INT"),
                        List.of(List.of(1, "Ada", 10), List.of(2, "Bob", 20))));
        session.registerTable(
                "teams", MemoryInput.of(SqlParser.tableSchema("team INT, colour STRING"), List.of(List.of(10, "red"))));
        session.table("people").filter("id > 1").createOrReplaceTempView("later_people");
        DataType.Struct visits = SqlParser.tableSchema("page STRING, person INT, seconds INT");
        var stream = new MemoryStream(visits);
        stream.add(List.of(List.of("home", 1, 0)));
        session.registerStream("visits", visits, stream::open);
        return session;
    }
}
