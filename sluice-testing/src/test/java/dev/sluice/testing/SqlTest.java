package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.fail;

import dev.sluice.api.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Statements whose answers a real Spark 4.2 gave, file by file; the statements of a file share a session, in order.
///
/// `-Dsql=FILE` or `-Dsql=FILE:NUMBER` runs only these (and the statements before the number, for what they set up); a
/// file with its whole path may be anywhere.
class SqlTest {

    private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
    private static final String[] WANTED = System.getProperty("sql", "").split(":");

    @TempDir
    static Path warehouse;

    @TestFactory
    List<DynamicContainer> everyStatementAnswersAsSparkDid() throws IOException {
        NotYet notYet = NotYet.in(RESOURCES.resolve("sql"), 2);
        Path elsewhere = Path.of(WANTED[0]);
        if (elsewhere.isAbsolute()) {
            SqlFile file = SqlFile.read(elsewhere);
            return List.of(DynamicContainer.dynamicContainer(file.name(), tests(file, notYet)));
        }
        try (Stream<Path> paths = Files.walk(RESOURCES.resolve("sql"))) {
            return paths.filter(path -> path.toString().endsWith(".test"))
                    .filter(path -> WANTED[0].isEmpty() || path.endsWith(WANTED[0]))
                    .sorted()
                    .map(SqlFile::read)
                    .map(file -> DynamicContainer.dynamicContainer(file.name(), tests(file, notYet)))
                    .toList();
        }
    }

    private static Stream<DynamicTest> tests(SqlFile file, NotYet notYet) {
        Session session = Session.builder()
                .parallelism(2)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 2)
                .config(
                        "spark.sql.warehouse.dir",
                        warehouse.resolve(file.name()).toString())
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .create();
        var answers = new SqlAnswers(session, RESOURCES.resolve("data").toString());
        return file.statements().stream()
                .filter(statement -> WANTED.length < 2 || statement.number() <= Integer.parseInt(WANTED[1]))
                .map(statement -> DynamicTest.dynamicTest(
                        statement.number() + " " + statement.firstLine(),
                        file.path().toUri(),
                        () -> check(file, statement, answers, notYet.lists(key(file, statement)))))
                .onClose(session::close);
    }

    private static String key(SqlFile file, SqlFile.Statement statement) {
        return file.name() + " " + statement.number();
    }

    private static void check(SqlFile file, SqlFile.Statement statement, SqlAnswers answers, boolean notYet) {
        String where = file.name() + ":" + statement.line() + " (statement " + statement.number() + ")";
        Optional<String> difference;
        try {
            difference = answers.difference(statement);
        } catch (RuntimeException | StackOverflowError e) {
            if (notYet) return;
            throw new AssertionError(where + "\n" + statement.sql() + "\n" + e, e);
        }
        if (notYet && difference.isEmpty()) {
            fail(where + " answers as Spark did: take its line \"" + key(file, statement) + " …\" out of not-yet.txt");
        }
        if (notYet || difference.isEmpty()) return;
        fail(where + "   rerun: ./mvnw test -pl sluice-testing -am -Dsql=" + file.name() + ":" + statement.number()
                + "\n" + statement.sql() + "\n" + difference.get());
    }
}
