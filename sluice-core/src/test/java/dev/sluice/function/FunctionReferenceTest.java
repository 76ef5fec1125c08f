package dev.sluice.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.builtin.Builtins;
import dev.sluice.catalog.SparkFunctions;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.ScalarFunction.Example;
import dev.sluice.function.aggregate.AggregateFunctions;
import dev.sluice.function.lambda.HigherOrderFunctions;
import dev.sluice.function.scalar.GeneratorFunctions;
import dev.sluice.function.scalar.ScalarFunctions;
import dev.sluice.storage.LocalStorage;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Functions are data: their examples are run through SQL, and the reference page is made of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FunctionReferenceTest {

    private static final String PAGE = "../docs/reference/functions.md";

    /// Written between its sides or otherwise than as a call, or in the place of a table.
    private static final Set<String> OPERATORS = Set.of(
            "and",
            "between",
            "case",
            "cast",
            "in",
            "isnotnull",
            "isnull",
            "like",
            "not",
            "or",
            "when",
            "date_part",
            "datepart",
            "extract",
            "range",
            "schema_of_avro");

    private Session session;

    @BeforeAll
    void open() {
        session = Session.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .parallelism(1)
                .create();
    }

    @AfterAll
    void close() {
        session.close();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfAScalarFunctionGivesWhatItSays() {
        return scalars()
                .flatMap(function -> function.examples().stream())
                .map(example -> DynamicTest.dynamicTest(
                        example.sql(), () -> check(example, "SELECT CAST(" + example.sql() + " AS STRING)")));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfAFunctionThatTakesFunctionsGivesWhatItSays() {
        return HigherOrderFunctions.ALL.stream()
                .flatMap(function -> function.examples().stream())
                .map(example -> DynamicTest.dynamicTest(
                        example.sql(), () -> check(example, "SELECT CAST(" + example.sql() + " AS STRING)")));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfAnAggregateGivesWhatItSays() {
        return AggregateFunctions.ALL.stream()
                .flatMap(function -> function.examples().stream())
                .map(example -> DynamicTest.dynamicTest(
                        example.sql(),
                        () -> check(example, "SELECT CAST(v AS STRING) FROM (" + example.sql() + ") AS t(v)")));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfAFunctionOverAWindowGivesWhatItSays() {
        return Stream.of(WindowFunction.values())
                .flatMap(function -> function.examples().stream())
                .map(example -> DynamicTest.dynamicTest(
                        example.sql(),
                        () -> check(example, "SELECT CAST(v AS STRING) FROM (" + example.sql() + ") AS t(v)")));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfAGeneratorGivesWhatItSays() {
        return GeneratorFunctions.ALL.stream()
                .flatMap(function -> function.examples().stream())
                .map(example -> DynamicTest.dynamicTest(
                        example.sql(),
                        () -> assertEquals(
                                example.expected(),
                                shown(session.sql(example.sql()).collectAsList()))));
    }

    private static Stream<ScalarFunction> scalars() {
        return Stream.concat(ScalarFunctions.ALL.stream(), Builtins.SCALAR_FUNCTIONS.stream())
                .sorted(Comparator.comparing(ScalarFunction::name));
    }

    private static String shown(List<Row> rows) {
        if (rows.isEmpty()) return "no row";
        return rows.stream().map(FunctionReferenceTest::cells).collect(Collectors.joining("; "));
    }

    private static String cells(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.isNullAt(i) ? "NULL" : String.valueOf(row.get(i)))
                .collect(Collectors.joining(", "));
    }

    private void check(Example example, String query) {
        String expected = example.expected() == null ? null : String.valueOf(example.expected());
        assertEquals(expected, session.sql(query).head().getString(0));
    }

    /// `-Dupdate` writes the page anew.
    @Test
    void theReferencePageShowsTheFunctionsThereAre() {
        var storage = LocalStorage.ofMachine();
        String page = page();
        if (System.getProperty("update") != null) storage.replace(PAGE, page.getBytes(StandardCharsets.UTF_8));
        assertEquals(page, new String(storage.read(PAGE), StandardCharsets.UTF_8));
    }

    private String page() {
        var page = new StringBuilder(
                "# Functions\n\nMade of the functions' own descriptions; the examples are run as tests.\n");
        page.append("\n## Of one row\n\n");
        for (ScalarFunction function : scalars().toList()) page.append(FunctionPage.entry(function));
        page.append("\n## That take functions\n\n");
        for (HigherOrderFunction function : HigherOrderFunctions.ALL) {
            page.append(
                    FunctionPage.entry(function.names(), function.shown(), function.summary(), function.examples()));
        }
        page.append("\n## Of many rows\n\n");
        for (AggregateFunction function : AggregateFunctions.ALL) page.append(FunctionPage.entry(function));
        page.append("\n## Over a window\n\n");
        for (WindowFunction function : WindowFunction.values()) {
            page.append(FunctionPage.entry(
                    List.of(function.sqlName()), function.signatures(), function.summary(), function.examples()));
        }
        page.append("\n## That make rows\n\n");
        for (GeneratorFunction function : GeneratorFunctions.ALL) {
            ScalarFunction structs = function.structs();
            List<String> shown = structs == null
                    ? List.of("(ARRAY)", "(MAP)")
                    : structs.overloads().stream()
                            .map(ScalarFunction.Overload::shown)
                            .map(signature -> signature.substring(0, signature.indexOf(" ->")))
                            .toList();
            page.append(FunctionPage.entry(List.of(function.name()), shown, function.summary(), function.examples()));
        }
        page.append("\n## In modules\n\n");
        page.append("Functions that are there with an optional module; those of sketches are described in\n"
                + "[sketches.md](sketches.md), those of Avro in [formats.md](formats.md).\n\n");
        Stream<String> inModules = SparkFunctions.names().stream()
                .filter(name -> SparkFunctions.module(name).isPresent());
        page.append(inModules
                .sorted()
                .map(name -> "`" + name + "` (" + SparkFunctions.module(name).orElseThrow() + ")")
                .collect(Collectors.joining(",\n", "", ".\n")));
        page.append(
                "\n## In Spark only\n\nFunctions that Spark 4.2 has, and that are refused by their names here:\n\n");
        page.append(SparkFunctions.names().stream()
                .sorted()
                .filter(this::isNotYet)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(",\n")));
        return page.toString().strip() + ".\n";
    }

    /// Many names are of no function in the registry, and mean something nevertheless, as `nvl` does.
    private boolean isNotYet(String name) {
        return !OPERATORS.contains(name)
                && Stream.of("", "1", "1, 2", "1, 2, 3").allMatch(arguments -> isNotYet(name, arguments));
    }

    private boolean isNotYet(String name, String arguments) {
        try {
            session.sql("SELECT `" + name + "`(" + arguments + ")").schema();
            return false;
        } catch (SluiceException e) {
            return e.condition() == ErrorCondition.NOT_YET_SUPPORTED;
        }
    }
}
