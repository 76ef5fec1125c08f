package dev.sluice.function;

import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function of many rows' values, described as data like [ScalarFunction].
///
/// @param names the name, then its aliases, lower case
public record AggregateFunction(
        List<String> names, String summary, List<ScalarFunction.Example> examples, List<Overload> overloads) {

    public AggregateFunction {
        names = List.copyOf(names);
        examples = List.copyOf(examples);
        overloads = List.copyOf(overloads);
    }

    /// @param bind decides types and accumulator for argument types, or says that they do not fit
    public record Overload(String shown, Function<List<DataType>, Optional<Candidate>> bind) {}

    /// @param cost how far the arguments are from the parameters
    public record Candidate(
            List<DataType> parameters,
            DataType result,
            boolean nullable,
            List<DataType> state,
            boolean ordered,
            int cost,
            Accumulator accumulator) {}

    /// How to collect, once the signature has decided the types.
    ///
    /// @param state the types of the accumulator's columns
    public record Collecting(List<DataType> state, Accumulator accumulator) {}

    public static Builder named(String name, String... aliases) {
        return new Builder(name, aliases);
    }

    public String name() {
        return names.getFirst();
    }

    /// The overload nearest to the arguments; of equally near ones, the first.
    ///
    /// @param as the name it was called by
    public Optional<BoundAggregate> bind(String as, List<DataType> arguments) {
        return overloads.stream()
                .map(overload -> overload.bind().apply(arguments))
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(Candidate::cost))
                .map(c -> new BoundAggregate(
                        as, c.parameters(), c.result(), c.nullable(), c.state(), c.ordered(), c.accumulator()));
    }

    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<ScalarFunction.Example> examples = new ArrayList<>();
        private final List<Overload> overloads = new ArrayList<>();
        private String summary = "";
        private boolean nullable = true;
        private boolean ordered;

        private Builder(String name, String... aliases) {
            names.add(name);
            names.addAll(List.of(aliases));
        }

        public Builder summary(String text) {
            summary = text;
            return this;
        }

        /// @param sql a whole query of one value
        public Builder example(String sql, @Nullable Object expected) {
            examples.add(new ScalarFunction.Example(sql, expected));
            return this;
        }

        /// Says that the result is never null, as a count is not. Goes before the overloads.
        public Builder neverNull() {
            nullable = false;
            return this;
        }

        /// Says that the result depends on the order of rows. Goes before the overloads.
        public Builder ordered() {
            ordered = true;
            return this;
        }

        /// @param signature see [Signature]
        /// @param collecting gives state and accumulator for the types that the signature decided
        public Builder overload(String signature, Function<Signature.Match, Collecting> collecting) {
            Signature parsed = Signature.parse(signature);
            boolean mayBeNull = nullable;
            boolean hasOrder = ordered;
            overloads.add(new Overload(
                    signature,
                    arguments -> parsed.match(arguments).map(match -> {
                        Collecting c = collecting.apply(match);
                        return new Candidate(
                                match.parameters(),
                                match.result(),
                                mayBeNull,
                                c.state(),
                                hasOrder,
                                match.cost(),
                                c.accumulator());
                    })));
            return this;
        }

        /// For result types that depend on the arguments in ways a signature cannot say.
        public Builder binding(String shown, Function<List<DataType>, Optional<Candidate>> bind) {
            overloads.add(new Overload(shown, bind));
            return this;
        }

        public AggregateFunction build() {
            return new AggregateFunction(names, summary, examples, overloads);
        }
    }
}
