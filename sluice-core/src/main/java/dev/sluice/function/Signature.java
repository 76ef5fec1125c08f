package dev.sluice.function;

import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/// The types a function takes and gives, said as text: `(ARRAY<T>, T) -> BOOLEAN`.
///
/// Types are written as in SQL. `T`, `U`, `K` and `V` stand for any type, the same wherever they occur, and `DECIMAL`
/// for a decimal of any precision, likewise; `...` behind the last parameter lets it occur any number of times, also
/// none.
///
/// @param text the signature as it was written
public record Signature(String text, List<Pattern> parameters, boolean repeats, Pattern result) {

    /// A type with holes.
    public sealed interface Pattern {
        record Exactly(DataType type) implements Pattern {}

        record Variable(String name) implements Pattern {}

        record ArrayOf(Pattern element) implements Pattern {}

        record MapOf(Pattern key, Pattern value) implements Pattern {}
    }

    public static Signature parse(String text) {
        return new SignatureParser(text).parse();
    }

    /// Whether the signature takes that many arguments.
    public boolean takes(int count) {
        return repeats ? count >= parameters.size() - 1 : count == parameters.size();
    }

    /// The parameter for the i-th argument.
    public Pattern parameter(int i) {
        return parameters.get(Math.min(i, parameters.size() - 1));
    }

    /// Decides the types for arguments of the given types.
    ///
    /// @return parameter types and result, and how far the arguments are from them; or nothing if they do not fit
    public Optional<Match> match(List<DataType> arguments) {
        return match(arguments, ImplicitCasts::distance);
    }

    /// Likewise, where numbers may be narrowed.
    public Optional<Match> assign(List<DataType> arguments) {
        return match(arguments, ImplicitCasts::assignment);
    }

    private Optional<Match> match(List<DataType> arguments, ToIntBiFunction<DataType, DataType> distances) {
        if (!takes(arguments.size())) return Optional.empty();
        Map<String, DataType> variables = new HashMap<>();
        int cost = 0;
        for (int i = 0; i < arguments.size(); i++) {
            if (!collect(parameter(i), arguments.get(i), variables)) return Optional.empty();
        }
        List<DataType> types = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            DataType wanted = fill(parameter(i), variables);
            int distance = distances.applyAsInt(arguments.get(i), wanted);
            if (distance < 0) return Optional.empty();
            cost += distance;
            types.add(wanted);
        }
        return Optional.of(new Match(types, fill(result, variables), cost));
    }

    /// @param cost 0 if the arguments have the types already
    public record Match(List<DataType> parameters, DataType result, int cost) {}

    private static boolean collect(Pattern pattern, DataType type, Map<String, DataType> variables) {
        return switch (pattern) {
            case Pattern.Exactly _ -> true;
            case Pattern.Variable(String name) -> {
                if (name.equals("DECIMAL") && !(type instanceof DataType.Decimal)) {
                    yield type == DataType.Atomic.NULL
                            || type.isIntegral() && widen(name, ImplicitCasts.decimalFor(type), variables);
                }
                yield widen(name, type, variables);
            }
            case Pattern.ArrayOf(Pattern element) ->
                type == DataType.Atomic.NULL
                        || type instanceof DataType.Array(DataType inner, _) && collect(element, inner, variables);
            case Pattern.MapOf(Pattern key, Pattern value) ->
                type == DataType.Atomic.NULL
                        || type instanceof DataType.Map(DataType k, DataType v, _)
                                && collect(key, k, variables)
                                && collect(value, v, variables);
        };
    }

    private static boolean widen(String variable, DataType type, Map<String, DataType> variables) {
        @Nullable DataType known = variables.get(variable);
        Optional<DataType> common = known == null ? Optional.of(type) : ImplicitCasts.common(known, type);
        common.ifPresent(found -> variables.put(variable, found));
        return common.isPresent();
    }

    private static DataType fill(Pattern pattern, Map<String, DataType> variables) {
        return switch (pattern) {
            case Pattern.Exactly(DataType type) -> type;
            case Pattern.Variable(String name) -> variables.getOrDefault(name, DataType.Atomic.NULL);
            case Pattern.ArrayOf(Pattern element) -> new DataType.Array(fill(element, variables), true);
            case Pattern.MapOf(Pattern key, Pattern value) ->
                new DataType.Map(fill(key, variables), fill(value, variables), true);
        };
    }
}
