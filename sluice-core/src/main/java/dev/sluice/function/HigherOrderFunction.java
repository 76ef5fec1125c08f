package dev.sluice.function;

import dev.sluice.function.ScalarFunction.Example;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A function that takes functions, described as data like [ScalarFunction]: values first, lambda functions behind
/// them.
///
/// ```java
/// public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("transform")
///         .summary("Computes something of each item of an array.")
///         .example("transform(array(1, 2), x -> x + 1)", "[2, 3]")
///         .shown("(ARRAY<T>, T -> U) -> ARRAY<U>")
///         .values(Kind.ARRAY)
///         .lambda(1, Transform::lambdas)
///         .binding(Transform::bind);
/// ```
///
/// @param names the name, then its aliases, lower case
/// @param shown the signatures as documentation shows them
/// @param values of what kind each value must be
/// @param widths of how many parameters each lambda function is; those behind the first may be left out
/// @param lambdas what the lambda functions must be, once the types of the values are known
public record HigherOrderFunction(
        List<String> names,
        String summary,
        List<Example> examples,
        List<String> shown,
        List<Kind> values,
        Widening widening,
        List<Integer> widths,
        Lambdas lambdas,
        Binding binding) {

    public HigherOrderFunction {
        names = List.copyOf(names);
        examples = List.copyOf(examples);
        shown = List.copyOf(shown);
        values = List.copyOf(values);
        widths = List.copyOf(widths);
    }

    /// What a value must be. NULL is neither array nor map.
    public enum Kind {
        ARRAY,
        MAP,
        ANY;

        public boolean takes(DataType given) {
            return switch (this) {
                case ANY -> true;
                case ARRAY -> given instanceof DataType.Array;
                case MAP -> given instanceof DataType.Map;
            };
        }
    }

    /// A lambda function that is asked for.
    ///
    /// @param parameters all that it can have
    /// @param fewest how many of them it must have
    /// @param result what its body must give, or null if anything
    public record Lambda(
            List<Argument> parameters, int fewest, @Nullable DataType result) {
        public Lambda {
            parameters = List.copyOf(parameters);
        }

        /// One that has all parameters, and gives anything.
        public static Lambda of(Argument... parameters) {
            return new Lambda(List.of(parameters), parameters.length, null);
        }

        public static Lambda giving(DataType result, Argument... parameters) {
            return new Lambda(List.of(parameters), parameters.length, result);
        }
    }

    /// Brings the values' types together where they depend on each other.
    @FunctionalInterface
    public interface Widening {
        /// @return nothing if they do not go together
        Optional<List<DataType>> widen(List<DataType> types);
    }

    @FunctionalInterface
    public interface Lambdas {
        /// @param values as they are after they were brought to their types
        List<Lambda> of(List<Argument> values);
    }

    /// Decides the type of the result, and how it is computed.
    @FunctionalInterface
    public interface Binding {
        /// @param bodies what is known of the lambda functions' bodies
        Bound bind(List<Argument> values, List<Argument> bodies);
    }

    /// @param nullable whether the result may be null
    public record Bound(DataType result, boolean nullable, HigherOrderKernel kernel) {}

    public static Builder named(String name, String... aliases) {
        return new Builder(name, aliases);
    }

    public String name() {
        return names.getFirst();
    }

    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<Example> examples = new ArrayList<>();
        private final List<String> shown = new ArrayList<>();
        private List<Kind> values = List.of();
        private Widening widening = Optional::of;
        private Lambdas lambdas = _ -> List.of();
        private List<Integer> widths = List.of();
        private String summary = "";

        private Builder(String name, String... aliases) {
            names.add(name);
            names.addAll(List.of(aliases));
        }

        public Builder summary(String text) {
            summary = text;
            return this;
        }

        public Builder example(String sql, @Nullable Object expected) {
            examples.add(new Example(sql, expected));
            return this;
        }

        /// A way to call it, as documentation shows it.
        public Builder shown(String signature) {
            shown.add(signature);
            return this;
        }

        public Builder values(Kind... kinds) {
            values = List.of(kinds);
            return this;
        }

        public Builder widening(Widening rule) {
            widening = rule;
            return this;
        }

        /// One lambda function, of so many parameters.
        public Builder lambda(int width, Lambdas wanted) {
            return lambdas(List.of(width), wanted);
        }

        public Builder lambdas(List<Integer> each, Lambdas wanted) {
            widths = each;
            lambdas = wanted;
            return this;
        }

        public HigherOrderFunction binding(Binding binding) {
            return new HigherOrderFunction(names, summary, examples, shown, values, widening, widths, lambdas, binding);
        }
    }
}
