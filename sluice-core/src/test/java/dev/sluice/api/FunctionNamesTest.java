package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.sluice.ast.Expr;
import dev.sluice.builtin.Builtins;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.WindowFunction;
import dev.sluice.function.aggregate.AggregateFunctions;
import dev.sluice.function.lambda.HigherOrderFunctions;
import dev.sluice.function.scalar.GeneratorFunctions;
import dev.sluice.function.scalar.ScalarFunctions;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What SQL can do, Java can say: [functions] has a method for each function whose name is one in Java.
final class FunctionNamesTest {

    /// Words of Java, operators that [Column] has, `any`, which SQL has for `some`, and what only has a clause.
    private static final Set<String> ELSEWHERE = Set.of(
            "char",
            "div",
            "in",
            "like",
            "any",
            "percentile_cont",
            "percentile_disc",
            "likeany",
            "likeall",
            "notlikeany",
            "notlikeall");

    /// @param widths with how many arguments it can be called; none if with any
    private record Callable(List<String> names, Set<Integer> widths) {

        static Callable of(List<String> names, Stream<String> signatures, int mayBeLeftOut) {
            Set<Integer> widths = new TreeSet<>();
            signatures.map(Callable::width).filter(width -> width >= 0).forEach(width -> {
                for (int i = 0; i <= mayBeLeftOut; i++) widths.add(width - i);
            });
            return new Callable(names, widths);
        }

        /// The number of parameters in `(ARRAY<T>, DECIMAL(p, s)) -> T`, or -1 if it has no end.
        private static int width(String signature) {
            String parameters = signature.substring(1, signature.lastIndexOf(") ->"));
            if (parameters.endsWith("...")) return -1;
            String outermost = parameters;
            for (String shorter = ""; !shorter.equals(outermost); ) {
                shorter = outermost;
                outermost = shorter.replaceAll("[<(][^<>()]*[>)]", "");
            }
            return outermost.isBlank() ? 0 : outermost.split(",").length;
        }
    }

    private static Stream<Callable> callables() {
        return Stream.of(
                        Stream.concat(ScalarFunctions.ALL.stream(), Builtins.SCALAR_FUNCTIONS.stream())
                                .map(function -> Callable.of(
                                        function.names(),
                                        function.overloads().stream().map(ScalarFunction.Overload::shown),
                                        function.defaults().size())),
                        HigherOrderFunctions.ALL.stream()
                                .map(function -> Callable.of(function.names(), function.shown().stream(), 0)),
                        AggregateFunctions.ALL.stream()
                                .map(function -> Callable.of(
                                        function.names(),
                                        function.overloads().stream().map(AggregateFunction.Overload::shown),
                                        0)),
                        Stream.of(WindowFunction.values())
                                .map(function ->
                                        Callable.of(List.of(function.sqlName()), function.signatures().stream(), 0)),
                        GeneratorFunctions.ALL.stream()
                                .map(generator -> new Callable(
                                        List.of(generator.name()), generator.structs() == null ? Set.of(1) : Set.of())))
                .flatMap(callables -> callables);
    }

    private static Stream<String> sqlNames() {
        return callables()
                .flatMap(callable -> callable.names().stream())
                .filter(name -> name.matches("[a-z]\\w*") && !ELSEWHERE.contains(name));
    }

    @Test
    void everySqlFunctionHasAMethodForEachNumberOfArguments() {
        Set<String> methods = new TreeSet<>();
        for (Method method : functions.class.getMethods()) {
            methods.add(method.getName() + (method.isVarArgs() ? "" : " " + method.getParameterCount()));
        }
        Set<String> missing = new TreeSet<>();
        Set<String> names = sqlNames().collect(Collectors.toSet());
        callables()
                .forEach(callable -> callable.names().stream()
                        .filter(names::contains)
                        .forEach(name -> {
                            if (methods.contains(name)) return;
                            boolean any = methods.stream().anyMatch(method -> method.startsWith(name + " "));
                            if (callable.widths().isEmpty() && !any) missing.add(name);
                            for (int width : callable.widths()) {
                                if (!methods.contains(name + " " + width)) missing.add(name + " " + width);
                            }
                        }));
        assertEquals(Set.of(), missing, "functions lacks these; they belong into one of its superclasses");
    }

    /// The methods that were made of the registry call what they are called.
    @Test
    void aMethodCallsTheFunctionOfItsName() throws ReflectiveOperationException {
        Set<String> known = sqlNames().collect(Collectors.toSet());
        for (Method method : functions.class.getMethods()) {
            if (!FunctionsAToL.class.isAssignableFrom(method.getDeclaringClass())
                    || method.getDeclaringClass() == functions.class) continue;
            assertEquals(true, known.contains(method.getName()), () -> "there is no function " + method.getName());
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(FunctionNamesTest::argument)
                    .toArray();
            var call = assertInstanceOf(Expr.Call.class, ((Column) method.invoke(null, arguments)).expr());
            assertEquals(method.getName(), call.name());
            assertEquals(arguments.length, call.args().size());
        }
    }

    private static Object argument(Class<?> type) {
        if (type == String.class) return "a";
        return type.isArray() ? new Column[] {functions.lit(1)} : functions.lit(1);
    }
}
