package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sluice.api.PlanAnswers;
import dev.sluice.api.Session;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.PlanText;
import dev.sluice.testing.ChunkShape.Encoding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The statements of [SqlTest] once more: each function sees its arguments, constants among them, as columns that are
/// flat, dictionaries, constants, or stand between rows that are not selected; the answers are the same.
///
/// One shape a statement, each in its turn; `-Dshapes=all` tries all with all.
class SqlShapesTest {

    private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
    private static final boolean ALL = System.getProperty("shapes", "").equals("all");

    @TempDir
    static Path warehouse;

    @TestFactory
    List<DynamicTest> answersDoNotDependOnTheKindOfVectors() throws IOException {
        NotYet notYet = NotYet.in(RESOURCES.resolve("sql"), 2);
        try (Stream<Path> paths = Files.list(RESOURCES.resolve("sql"))) {
            return paths.filter(path -> path.toString().endsWith(".test"))
                    .sorted()
                    .map(SqlFile::read)
                    .map(file ->
                            DynamicTest.dynamicTest(file.name(), file.path().toUri(), () -> check(file, notYet)))
                    .toList();
        }
    }

    @Test
    void constantsBecomeColumnsOfTheKind() {
        try (Session session = Session.builder().parallelism(1).create()) {
            var shaped = new ShapedPlans(new ChunkShape(1024, Encoding.BETWEEN_NULLS));
            List<String> rows =
                    PlanAnswers.json(session.sql("SELECT concat('a', b) AS ab FROM VALUES ('b') AS t(b)"), plan -> {
                        LogicalPlan changed = shaped.apply(plan);
                        String text = PlanText.of(changed);
                        assertTrue(text.contains("BETWEEN_NULLS") && !text.contains("'a'"), text);
                        return changed;
                    });
            assertEquals(List.of("{\"ab\":\"ab\"}"), rows);
        }
    }

    private static void check(SqlFile file, NotYet notYet) {
        Session session = Session.builder()
                .parallelism(2)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 2)
                .config(
                        "spark.sql.warehouse.dir",
                        warehouse.resolve(file.name()).toString())
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .create();
        List<String> differences = new ArrayList<>();
        try (session) {
            for (SqlFile.Statement statement : file.statements()) {
                String name = file.name() + " " + statement.number();
                for (Encoding encoding : encodings(statement)) {
                    difference(session, statement, encoding)
                            .filter(_ -> !notYet.lists(name))
                            .ifPresent(each ->
                                    differences.add(name + " " + encoding + "\n" + statement.sql() + "\n" + each));
                }
            }
        }
        if (!differences.isEmpty()) fail(String.join("\n\n", differences));
    }

    /// What sets something up is done once; its answer has no vectors.
    private static List<Encoding> encodings(SqlFile.Statement statement) {
        Encoding[] all = Encoding.values();
        return ALL && statement.wantsRows() ? List.of(all) : List.of(all[statement.number() % all.length]);
    }

    private static Optional<String> difference(Session session, SqlFile.Statement statement, Encoding encoding) {
        var shaped = new ShapedPlans(new ChunkShape(1024, encoding));
        var answers = new SqlAnswers(
                session, RESOURCES.resolve("data").toString(), frame -> PlanAnswers.json(frame, shaped::apply));
        try {
            return statement.isError() ? refusal(answers, statement) : answers.difference(statement);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return Optional.of(e.toString());
        }
    }

    /// Which of several bad values is named depends on which is met first.
    private static Optional<String> refusal(SqlAnswers answers, SqlFile.Statement statement) {
        String condition = statement.answer().getFirst().split(" ")[1];
        return answers.difference(statement).filter(each -> !each.contains("actual   error " + condition + " "));
    }
}
