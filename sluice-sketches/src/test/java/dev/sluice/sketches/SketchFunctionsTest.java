package dev.sluice.sketches;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Session;
import dev.sluice.api.functions;
import dev.sluice.function.FunctionPage;
import dev.sluice.function.NamedFunction;
import dev.sluice.function.ScalarFunction;
import dev.sluice.storage.LocalStorage;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The list of functions holds to their descriptions, and what is made of it is up to date: `-Dupdate` writes it anew.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SketchFunctionsTest {

    private static final List<NamedFunction> ALL = new SketchFunctions().functions();
    private static final String OFFERS = "src/main/module/offers";
    private static final String PAGE = "../docs/reference/sketches.md";

    private Session session;

    @BeforeAll
    void open() {
        session = Session.builder().parallelism(1).create();
    }

    @AfterAll
    void close() {
        session.close();
    }

    private static List<String> names() {
        return ALL.stream().map(NamedFunction::name).toList();
    }

    @Test
    void theListIsInTheOrderOfNames() {
        assertEquals(names().stream().sorted().toList(), names());
    }

    @Test
    void everyFunctionSaysWhatItDoesAndShowsItTwice() {
        List<String> silent = ALL.stream()
                .filter(function ->
                        function.summary().isEmpty() || function.examples().size() < 2)
                .map(NamedFunction::name)
                .toList();
        assertEquals(List.of(), silent);
    }

    @TestFactory
    Stream<DynamicTest> everyExampleGivesWhatItSays() {
        return ALL.stream()
                .flatMap(function -> function.examples().stream()
                        .map(example -> DynamicTest.dynamicTest(example.sql(), () -> check(function, example))));
    }

    private void check(NamedFunction function, ScalarFunction.Example example) {
        String value = example.expected() == null ? null : String.valueOf(example.expected());
        String query = function instanceof ScalarFunction
                ? "SELECT CAST(" + example.sql() + " AS STRING)"
                : "SELECT CAST(v AS STRING) FROM (" + example.sql() + ") AS t(v)";
        assertEquals(value, session.sql(query).head().getString(0));
    }

    @Test
    void theSessionListsThem() {
        Set<String> listed = session.sql("SHOW FUNCTIONS").collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
        assertEquals(
                List.of(),
                names().stream().filter(name -> !listed.contains(name)).toList());
    }

    /// With as many arguments as there must be, and with each that may be left out.
    @Test
    void javaHasAMethodForEachNumberOfArguments() {
        Set<String> methods = new TreeSet<>();
        for (Method method : functions.class.getMethods()) {
            methods.add(method.getName() + " " + method.getParameterCount());
        }
        Set<String> missing = new TreeSet<>();
        for (NamedFunction function : ALL) {
            for (String signature : function.signatures()) {
                int most = signature.substring(0, signature.indexOf(')')).split(",").length;
                for (int count = most - function.defaults().size(); count <= most; count++) {
                    if (!methods.contains(function.name() + " " + count)) missing.add(function.name() + " " + count);
                }
            }
        }
        assertEquals(Set.of(), missing, "dev.sluice.api.SketchFunctions lacks these");
    }

    @Test
    void theModuleOffersThem() {
        checkFile(
                OFFERS,
                "# What this module has by name: it is opened when one of these is asked for.\nFunctionLibrary "
                        + String.join(" ", names()) + "\n");
    }

    @Test
    void theReferencePageShowsThem() {
        checkFile(
                PAGE,
                "# Functions of sketches\n\nOf the optional module `sluice-sketches`. Made of the functions' own descriptions; "
                        + "the examples are run as tests.\n\n"
                        + ALL.stream()
                                .map(FunctionPage::entry)
                                .collect(Collectors.joining())
                                .strip()
                        + "\n");
    }

    private static void checkFile(String path, String expected) {
        var storage = LocalStorage.ofMachine();
        if (System.getProperty("update") != null) storage.replace(path, expected.getBytes(StandardCharsets.UTF_8));
        assertEquals(expected, new String(storage.read(path), StandardCharsets.UTF_8));
    }
}
