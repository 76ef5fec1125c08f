package dev.sluice.function;

import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function of many rows' values, described as data like [ScalarFunction].
///
/// @param names the name, then its aliases, lower case
/// @param within what it is with `WITHIN GROUP (ORDER BY …)`, or null if that can't be said
/// @param respecting what it is with `RESPECT NULLS`, or null if that changes nothing
/// @param defaults the values of arguments that may be left out at the end
/// @param exact whether arguments must have the parameters' types already, or be NULL
public record AggregateFunction(
        List<String> names,
        String summary,
        List<ScalarFunction.Example> examples,
        List<Overload> overloads,
        @Nullable Within within,
        @Nullable Overload respecting,
        List<Object> defaults,
        boolean exact)
        implements NamedFunction {

    public AggregateFunction {
        names = List.copyOf(names);
        examples = List.copyOf(examples);
        overloads = List.copyOf(overloads);
        defaults = List.copyOf(defaults);
    }

    /// @param bind decides types and accumulator for the arguments, or says that they do not fit
    public record Overload(String shown, Function<List<Argument>, Optional<Candidate>> bind) {}

    /// @param cost how far the arguments are from the parameters
    public record Candidate(
            List<DataType> parameters,
            DataType result,
            boolean nullable,
            List<DataType> state,
            boolean ordered,
            int cost,
            Accumulator accumulator) {}

    /// How the rows of a group are put in order.
    public record Ordering(boolean ascending, boolean nullsFirst) {}

    /// How a call with `WITHIN GROUP (ORDER BY …)` is bound.
    ///
    /// @param keys how many keys of the order it takes; -1 if any number
    public record Within(int keys, Binding binding) {

        @FunctionalInterface
        public interface Binding {
            /// @param types those of the keys, then those of the arguments; so are the parameters of the answer
            Optional<Candidate> bind(List<DataType> types, List<Ordering> order);
        }
    }

    /// How to collect, once the signature has decided the types.
    ///
    /// @param state the types of the accumulator's columns
    public record Collecting(List<DataType> state, Accumulator accumulator) {}

    public static Builder named(String name, String... aliases) {
        return new Builder(name, aliases);
    }

    @Override
    public List<String> signatures() {
        return overloads.stream().map(Overload::shown).toList();
    }

    /// The overload nearest to the arguments; of equally near ones, the first.
    ///
    /// @param as the name it was called by
    public Optional<BoundAggregate> bind(String as, List<DataType> arguments) {
        return bindKnown(as, unknown(arguments));
    }

    /// The same where constants among the arguments may decide how to collect.
    public Optional<BoundAggregate> bindKnown(String as, List<Argument> arguments) {
        return overloads.stream()
                .map(overload -> overload.bind().apply(arguments))
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(Candidate::cost))
                .map(candidate -> bound(as, candidate));
    }

    /// The same for a call with an order, of which the keys come first. The order is part of the name, by which calls
    /// that mean the same are known.
    public Optional<BoundAggregate> bind(String as, List<DataType> types, List<Ordering> order) {
        if (within == null) return Optional.empty();
        var name = new StringBuilder(as);
        for (Ordering key : order) {
            name.append(key.ascending ? "_asc" : "_desc").append(key.nullsFirst ? "_nulls_first" : "_nulls_last");
        }
        return within.binding.bind(types, order).map(candidate -> bound(name.toString(), candidate));
    }

    /// The same for a call that lets nulls count.
    public Optional<BoundAggregate> bindRespectingNulls(String as, List<DataType> arguments) {
        return respecting == null
                ? bind(as, arguments)
                : respecting.bind.apply(unknown(arguments)).map(candidate -> bound(as + "_with_nulls", candidate));
    }

    private static List<Argument> unknown(List<DataType> types) {
        return types.stream().map(type -> Argument.of(type, true)).toList();
    }

    private static BoundAggregate bound(String as, Candidate c) {
        return new BoundAggregate(
                as, c.parameters(), c.result(), c.nullable(), c.state(), c.ordered(), c.accumulator());
    }

    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<ScalarFunction.Example> examples = new ArrayList<>();
        private final List<Overload> overloads = new ArrayList<>();
        private String summary = "";
        private @Nullable Within within;
        private @Nullable Overload respecting;
        private boolean nullable = true;
        private boolean ordered;
        private final List<Object> defaults = new ArrayList<>();
        private boolean exact;

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
            return overload(signature, (match, _) -> collecting.apply(match));
        }

        /// For accumulators that depend on constants among the arguments.
        ///
        /// @param signature see [Signature]
        public Builder overload(String signature, BiFunction<Signature.Match, List<Argument>, Collecting> collecting) {
            Signature parsed = Signature.parse(signature);
            boolean mayBeNull = nullable;
            boolean hasOrder = ordered;
            boolean asTheyAre = exact;
            overloads.add(new Overload(
                    signature,
                    arguments -> parsed.match(Argument.types(arguments))
                            .filter(match -> !asTheyAre || ScalarFunction.fitsExactly(arguments, match.parameters()))
                            .map(match -> {
                                Collecting c = collecting.apply(match, arguments);
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
            overloads.add(new Overload(shown, arguments -> bind.apply(Argument.types(arguments))));
            return this;
        }

        /// The value of one more argument that may be left out at the end: Integer, Boolean or String.
        public Builder orElse(Object value) {
            defaults.add(value);
            return this;
        }

        /// Says that arguments are not cast to the parameters' types. Goes before the overloads.
        public Builder exact() {
            exact = true;
            return this;
        }

        /// @param keys see [Within]
        public Builder within(int keys, Within.Binding binding) {
            within = new Within(keys, binding);
            return this;
        }

        /// Makes the overload before this one ignore nulls, and another one count them.
        public Builder respecting(String signature, Function<Signature.Match, Collecting> collecting) {
            overload(signature, collecting);
            respecting = overloads.removeLast();
            return this;
        }

        public AggregateFunction build() {
            return new AggregateFunction(names, summary, examples, overloads, within, respecting, defaults, exact);
        }
    }
}
