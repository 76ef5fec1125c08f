package dev.sluice.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.function.aggregate.AggregateFunctions;
import dev.sluice.function.lambda.HigherOrderFunctions;
import dev.sluice.function.scalar.ScalarFunctions;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the lists of functions to the files there are: whoever forgets the line finds it here, ready to paste.
final class FunctionCatalogTest {

    private static final String SOURCES = "src/main/java/dev/sluice/function/";

    @Test
    void everyScalarFunctionIsInTheListInTheOrderOfNames() throws ReflectiveOperationException {
        List<Declared<ScalarFunction>> declared = declared("scalar", ScalarFunction.class);
        declared.sort(Comparator.comparing(each -> each.function.name()));
        assertEquals(
                lines(declared, declared.stream().map(Declared::function).toList()),
                lines(declared, ScalarFunctions.ALL));
    }

    @Test
    void everyAggregateIsInTheListInTheOrderOfNames() throws ReflectiveOperationException {
        List<Declared<AggregateFunction>> declared = declared("aggregate", AggregateFunction.class);
        declared.sort(Comparator.comparing(each -> each.function.name()));
        assertEquals(
                lines(declared, declared.stream().map(Declared::function).toList()),
                lines(declared, AggregateFunctions.ALL));
    }

    @Test
    void everyFunctionThatTakesFunctionsIsInTheListInTheOrderOfNames() throws ReflectiveOperationException {
        List<Declared<HigherOrderFunction>> declared = declared("lambda", HigherOrderFunction.class);
        declared.sort(Comparator.comparing(each -> each.function.name()));
        assertEquals(
                lines(declared, declared.stream().map(Declared::function).toList()),
                lines(declared, HigherOrderFunctions.ALL));
    }

    @Test
    void noNameMeansTwoThings() {
        List<String> names = Stream.concat(
                        ScalarFunctions.ALL.stream().flatMap(function -> function.names().stream()),
                        AggregateFunctions.ALL.stream().flatMap(function -> function.names().stream()))
                .sorted()
                .toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void everyFunctionSaysWhatItDoesAndShowsItTwice() {
        List<String> silent = Stream.of(
                        ScalarFunctions.ALL.stream()
                                .filter(function -> function.summary().isEmpty()
                                        || function.examples().size() < examplesFor(function))
                                .map(ScalarFunction::name),
                        HigherOrderFunctions.ALL.stream()
                                .filter(function -> function.summary().isEmpty()
                                        || function.examples().size() < 2)
                                .map(HigherOrderFunction::name),
                        AggregateFunctions.ALL.stream()
                                .filter(function -> function.summary().isEmpty()
                                        || function.examples().size() < 2)
                                .map(AggregateFunction::name))
                .flatMap(names -> names)
                .toList();
        assertEquals(List.of(), silent);
    }

    @Test
    void everySignatureIsShownAsParametersAndResult() {
        List<String> odd = ScalarFunctions.ALL.stream()
                .flatMap(function -> function.overloads().stream())
                .map(ScalarFunction.Overload::shown)
                .filter(shown -> !shown.matches("\\(.*\\) -> .+"))
                .toList();
        assertEquals(List.of(), odd);
    }

    /// What is not decided by its arguments has no example that could be run.
    private static int examplesFor(ScalarFunction function) {
        return function.foldable() ? 2 : 0;
    }

    /// @param place the class and field, as the list would say it
    private record Declared<T>(String place, T function) {}

    private static <T> List<Declared<T>> declared(String room, Class<T> type) throws ReflectiveOperationException {
        var found = new ArrayList<Declared<T>>();
        for (Storage.Entry entry : LocalStorage.ofMachine().list(SOURCES + room)) {
            String file = entry.name().substring(entry.name().lastIndexOf('/') + 1);
            if (!file.endsWith(".java") || file.equals("package-info.java")) continue;
            String name = file.substring(0, file.length() - ".java".length());
            for (Field field :
                    Class.forName("dev.sluice.function." + room + "." + name).getDeclaredFields()) {
                if (field.getType() != type || !Modifier.isPublic(field.getModifiers())) continue;
                found.add(new Declared<>(name + "." + field.getName(), type.cast(field.get(null))));
            }
        }
        return found;
    }

    /// The list as its source has it, one line a function.
    private static <T> String lines(List<Declared<T>> declared, List<T> functions) {
        var lines = new StringBuilder();
        for (T function : functions) {
            String place = declared.stream()
                    .filter(each -> each.function == function)
                    .map(Declared::place)
                    .findFirst()
                    .orElse("(no public field holds " + function + ")");
            lines.append("            ").append(place).append(",\n");
        }
        return lines.toString();
    }
}
