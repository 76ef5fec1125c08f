package dev.sluice.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Statement;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.ParseException;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParserTest {

    @ParameterizedTest
    @ValueSource(strings = {"literals.test", "strings.test", "intervals.test", "operators.test", "expressions.test"})
    void expressionsAreReadAs(String file) {
        new GoldenFile(file).check(answer(sql -> AstText.of(SqlParser.expression(sql))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queries.test", "relations.test", "statements.test", "options.test", "config.test"})
    void statementsAreReadAs(String file) {
        new GoldenFile(file).check(answer(sql -> AstText.of(SqlParser.statement(sql))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"errors.test", "not-yet.test"})
    void mistakesAreNamedAndPlaced(String file) {
        new GoldenFile(file).check(answer(sql -> AstText.of(SqlParser.statement(sql))));
    }

    @Test
    void typesAreReadAs() {
        new GoldenFile("types.test").check(answer(sql -> SqlParser.dataType(sql).sql()));
    }

    @Test
    void schemasAreReadAs() {
        new GoldenFile("schemas.test")
                .check(answer(ddl -> SqlParser.tableSchema(ddl).toDdl()));
    }

    @Test
    void namesAreReadAs() {
        new GoldenFile("names.test").check(answer(sql -> String.join("\n", SqlParser.multipartIdentifier(sql))));
    }

    @Test
    void columnNamesOfProgramsAreReadAs() {
        new GoldenFile("attributes.test").check(answer(name -> String.join("\n", SqlParser.attributeName(name))));
    }

    @Test
    void scriptsAreCutAtTheirSemicolons() {
        new GoldenFile("scripts.test")
                .check(answer(script -> SqlParser.script(script).stream()
                        .map(parsed ->
                                "-- " + parsed.text().replace("\n", "\\n") + "\n" + AstText.of(parsed.statement()))
                        .collect(Collectors.joining())));
    }

    /// What stands at an expression's position, read alone, is that expression.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "literals.test",
                "strings.test",
                "intervals.test",
                "operators.test",
                "expressions.test",
                "queries.test",
                "relations.test",
                "statements.test"
            })
    void everyExpressionKnowsItsOwnText(String file) {
        boolean areExpressions = List.of(
                        "literals.test", "strings.test", "intervals.test", "operators.test", "expressions.test")
                .contains(file);
        for (String sql : new GoldenFile(file).inputs()) {
            try {
                checkPositions(areExpressions ? SqlParser.expression(sql) : SqlParser.statement(sql), sql);
            } catch (SluiceException _) {
                // An example of an error.
            }
        }
    }

    @Test
    void positionsReferToTheWholeScript() {
        var query = (Statement.Query)
                SqlParser.statements("SELECT 1;\n  SELECT word;").get(1);
        var project = (Relation.Project) query.relation();
        SourcePosition at = said(project.columns().getFirst().at());
        assertEquals("word", at.fragment());
        assertEquals(2, at.line());
        assertEquals(9, at.column());
    }

    @Test
    void errorsInAScriptReferToTheWholeScript() {
        var error = assertThrows(ParseException.class, () -> SqlParser.statements("SELECT 1;\nSELEC 2;\nSELECT 3"));
        assertEquals(ErrorCondition.PARSE_SYNTAX_ERROR, error.condition());
        assertEquals("SELEC", said(error.position()).fragment());
        assertEquals(2, said(error.position()).line());
    }

    @Test
    void charactersBeyondTheBasicPlaneDoNotShiftPositions() {
        var sum = (Expr.Call) SqlParser.expression("'😀' || word");
        assertEquals("word", said(sum.args().get(1).at()).fragment());
    }

    @Test
    void aLongChainOfConditionsIsReadAsABroadTree() {
        String sql = IntStream.range(0, 20_000).mapToObj(i -> "a = " + i).collect(Collectors.joining(" OR "));
        assertTrue(depth(SqlParser.expression(sql)) < 20);
    }

    @Test
    void aTextThatNestsTooDeepIsRefused() {
        String sql = "a" + " + a".repeat(100_000);
        var error = assertThrows(ParseException.class, () -> SqlParser.expression(sql));
        assertEquals(ErrorCondition.FAILED_TO_PARSE_TOO_COMPLEX, error.condition());
    }

    @Test
    void nothingIsNoStatement() {
        for (String sql : List.of("", " \n ")) {
            var error = assertThrows(ParseException.class, () -> SqlParser.statement(sql));
            assertEquals(ErrorCondition.PARSE_EMPTY_STATEMENT, error.condition());
        }
        assertEquals(List.of(), SqlParser.statements(" \n "));
    }

    @Test
    void manyThreadsMayParseAtOnce() {
        List<String> trees = IntStream.range(0, 200)
                .parallel()
                .mapToObj(_ -> AstText.of(SqlParser.statement("SELECT a, count(*) FROM STREAM t GROUP BY a")))
                .distinct()
                .toList();
        assertEquals(1, trees.size());
    }

    @Test
    void warmingUpReadsWhatItSays() {
        SqlParser.warmUp();
    }

    @Test
    void aTypeKeepsItsShape() {
        assertEquals(
                new DataType.Array(new DataType.Map(DataType.Atomic.STRING, DataType.Atomic.INT, true), true),
                SqlParser.dataType("array<map<string, int>>"));
    }

    private static Function<String, String> answer(Function<String, String> reading) {
        return sql -> {
            try {
                return reading.apply(sql);
            } catch (SluiceException error) {
                return error.getMessage();
            }
        };
    }

    private static int depth(Expr expr) {
        return expr instanceof Expr.Call call
                ? 1 + call.args().stream().mapToInt(SqlParserTest::depth).max().orElse(0)
                : 1;
    }

    private static void checkPositions(@Nullable Object node, String sql) {
        if (node instanceof Expr expr) {
            assertEquals(sql, said(expr.at()).text());
            checkText(expr);
        }
        switch (node) {
            case null -> {}
            case List<?> list -> list.forEach(item -> checkPositions(item, sql));
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    checkPositions(AstText.part(record, component), sql);
                }
            }
            default -> {}
        }
    }

    private static void checkText(Expr expr) {
        String text = said(expr.at()).fragment();
        // A word like YEAR in EXTRACT(YEAR FROM d) is an expression only there.
        if (expr instanceof Expr.Literal literal && text.equals(literal.value())) return;
        // So is the ALL of ORDER BY ALL.
        if (expr instanceof Expr.Star && text.equals("ALL")) return;
        Expr again = SqlParser.expression(text);
        // `a NOT IN (1)` is said once and is two calls.
        if (again instanceof Expr.Call not
                && not.name().equals("not")
                && expr instanceof Expr.Call inner
                && !inner.name().equals("not")) {
            again = not.args().getFirst();
        }
        assertEquals(AstText.show(expr), AstText.show(again), () -> "the text " + text);
    }

    private static SourcePosition said(@Nullable SourcePosition at) {
        if (at == null) throw new AssertionError("the parser knows every position");
        return at;
    }
}
