package dev.sluice.api;

import dev.sluice.api.function.UserFunction;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.SluiceException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a class says of its own type arguments: `class Shout implements UDF1<String, String>`. Lambdas say nothing.
final class DeclaredTypes {

    private DeclaredTypes() {}

    /// How each argument of a function is taken, as far as its class tells.
    static List<Optional<Encoder<?>>> parameters(UserFunction function) {
        List<Optional<Encoder<?>>> known =
                all(function).stream().limit(function.arity()).toList();
        return known.size() == function.arity()
                ? known
                : java.util.Collections.nCopies(function.arity(), Optional.empty());
    }

    /// How what a function gives becomes a column, if its class tells.
    static Optional<Encoder<?>> result(UserFunction function) {
        List<Optional<Encoder<?>>> known = all(function);
        return known.isEmpty() ? Optional.empty() : known.getLast();
    }

    private static List<Optional<Encoder<?>>> all(UserFunction function) {
        return of(function.getClass(), UserFunction.class).stream()
                .<Optional<Encoder<?>>>map(DeclaredTypes::encoder)
                .toList();
    }

    /// The encoder of a type, unless it is one that says nothing, as Object does.
    static Optional<Encoder<?>> encoder(Type type) {
        if (type == Object.class || type == Row.class || type instanceof TypeVariable<?>) return Optional.empty();
        try {
            return Optional.of(Encoder.ofType(type));
        } catch (SluiceException e) {
            return Optional.empty();
        }
    }

    /// The type arguments that a class gives the generic class or interface between it and one of its ancestors;
    /// nothing if it gives none.
    static List<Type> of(Class<?> type, Class<?> ancestor) {
        return search(type, ancestor, Map.of()).orElse(List.of());
    }

    private static Optional<List<Type>> search(Type at, Class<?> ancestor, Map<TypeVariable<?>, Type> bound) {
        Class<?> raw = (Class<?>) (at instanceof ParameterizedType generic ? generic.getRawType() : at);
        if (!ancestor.isAssignableFrom(raw)) return Optional.empty();
        List<Type> arguments = new ArrayList<>();
        Map<TypeVariable<?>, Type> inside = new HashMap<>();
        if (at instanceof ParameterizedType generic) {
            for (int i = 0; i < raw.getTypeParameters().length; i++) {
                Type argument = generic.getActualTypeArguments()[i];
                arguments.add(
                        argument instanceof TypeVariable<?> variable
                                ? bound.getOrDefault(variable, argument)
                                : argument);
                inside.put(raw.getTypeParameters()[i], arguments.getLast());
            }
        }
        boolean found = raw == ancestor || Arrays.asList(raw.getInterfaces()).contains(ancestor) && raw.isInterface();
        if (found) return Optional.of(arguments);
        return Stream.concat(Stream.ofNullable(raw.getGenericSuperclass()), Arrays.stream(raw.getGenericInterfaces()))
                .map(parent -> search(parent, ancestor, inside))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
