package dev.sluice.function;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A function of one row's values, described as data: names, documentation, examples that are run as tests, overloads.
///
/// ```java
/// public static final ScalarFunction FUNCTION = ScalarFunction.named("bit_count")
///         .summary("Counts the one-bits of an integer.")
///         .example("bit_count(7)", 3)
///         .example("bit_count(NULL)", null)
///         .overload("(BIGINT) -> INT", Kernels.longToInt(Long::bitCount))
///         .build();
/// ```
///
/// @param names the name, then its aliases, lower case
/// @param defaults values for arguments left out at the end, as Spark shows them in column names (`split(s,  , -1)`)
public record ScalarFunction(
        List<String> names,
        String summary,
        List<Example> examples,
        List<Overload> overloads,
        List<Object> defaults,
        Nullability nullability,
        boolean foldable,
        Manner manner)
        implements NamedFunction {

    /// The default of an argument that is NULL where it is left out.
    public static final Object NOTHING = new Object() {
        @Override
        public String toString() {
            return "NULL";
        }
    };

    public ScalarFunction {
        names = List.copyOf(names);
        examples = List.copyOf(examples);
        overloads = List.copyOf(overloads);
        defaults = List.copyOf(defaults);
    }

    /// How it takes its arguments, where that is not the usual way.
    ///
    /// @param exact whether arguments must have the parameters' types already; else they are cast
    /// @param schemaAt which argument says a type or columns as text, a constant whose [Argument#value] then is the
    ///     [DataType]; or [#NONE]
    /// @param optionsAt which argument is a constant map of options; or [#NONE]
    public record Manner(boolean exact, int schemaAt, int optionsAt) {
        public static final int NONE = -1;
        static final Manner USUAL = new Manner(false, NONE, NONE);

        /// Whether Spark shows the argument in column names.
        public boolean shows(int argument) {
            return argument != schemaAt && argument != optionsAt;
        }
    }

    /// @param sql an expression
    /// @param expected what it gives, compared as text (`CAST(… AS STRING)`); null means NULL
    public record Example(String sql, @Nullable Object expected) {}

    /// A way to call the function.
    ///
    /// @param shown the signature as documentation shows it
    /// @param bind decides types and kernel for argument types, or says that they do not fit
    public record Overload(String shown, Function<List<Argument>, Optional<Candidate>> bind) {}

    /// @param cost how far the arguments are from the parameters
    /// @param nullability when the result may be null, if these argument types decide it; else it is the function's
    public record Candidate(
            List<DataType> parameters,
            DataType result,
            int cost,
            Kernel kernel,
            @Nullable Nullability nullability) {

        public Candidate(List<DataType> parameters, DataType result, int cost, Kernel kernel) {
            this(parameters, result, cost, kernel, null);
        }

        public Candidate with(Nullability rule) {
            return new Candidate(parameters, result, cost, kernel, rule);
        }
    }

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
    public Optional<BoundFunction> bind(String as, List<Argument> arguments) {
        return overloads.stream()
                .map(overload -> overload.bind().apply(arguments))
                .flatMap(Optional::stream)
                .filter(candidate -> !manner.exact() || fitsExactly(arguments, candidate.parameters()))
                .min(Comparator.comparingInt(Candidate::cost))
                .map(found -> bound(as, found));
    }

    static boolean fitsExactly(List<Argument> arguments, List<DataType> parameters) {
        return IntStream.range(0, arguments.size()).allMatch(i -> {
            DataType given = arguments.get(i).type();
            return given == DataType.Atomic.NULL || DataType.sameIgnoringNullability(given, parameters.get(i));
        });
    }

    private BoundFunction bound(String as, Candidate found) {
        Nullability rule = found.nullability() == null ? nullability : found.nullability();
        return new BoundFunction(as, found.parameters(), found.result(), rule, foldable, found.kernel());
    }

    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<Example> examples = new ArrayList<>();
        private final List<Overload> overloads = new ArrayList<>();
        private final List<Object> defaults = new ArrayList<>();
        private String summary = "";
        private Nullability nullability = Nullability.STRICT;
        private boolean foldable = true;
        private Manner manner = Manner.USUAL;

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

        /// @param signature see [Signature]
        public Builder overload(String signature, Kernel kernel) {
            return generic(signature, _ -> kernel);
        }

        /// For kernels that depend on the types the signature decides.
        ///
        /// @param signature see [Signature]
        public Builder generic(String signature, Function<Signature.Match, Kernel> making) {
            Signature parsed = Signature.parse(signature);
            overloads.add(new Overload(
                    signature,
                    arguments -> parsed.assign(Argument.types(arguments))
                            .map(match -> new Candidate(
                                    match.parameters(), match.result(), match.cost(), making.apply(match)))));
            return this;
        }

        /// For result types, or kernels, that depend on the arguments in ways a signature cannot say.
        public Builder overload(String shown, Function<List<Argument>, Optional<Candidate>> bind) {
            overloads.add(new Overload(shown, bind));
            return this;
        }

        /// The value of one more argument that may be left out at the end: Integer, Float, BigDecimal, Boolean, String
        /// or [#NOTHING].
        public Builder orElse(Object value) {
            defaults.add(value);
            return this;
        }

        public Builder nullability(Nullability rule) {
            nullability = rule;
            return this;
        }

        /// Says that the function is not one of its arguments alone, like `now()` or `rand()`.
        public Builder notFoldable() {
            foldable = false;
            return this;
        }

        /// Says that arguments are not cast to the parameters' types.
        public Builder exact() {
            manner = new Manner(true, manner.schemaAt(), manner.optionsAt());
            return this;
        }

        /// Says which argument is a schema, counted from 0; see [Manner].
        public Builder schemaAt(int argument) {
            manner = new Manner(manner.exact(), argument, manner.optionsAt());
            return this;
        }

        /// Says which argument, if it is given, is a map of options, counted from 0; see [Manner].
        public Builder optionsAt(int argument) {
            manner = new Manner(manner.exact(), manner.schemaAt(), argument);
            return this;
        }

        public ScalarFunction build() {
            return new ScalarFunction(names, summary, examples, overloads, defaults, nullability, foldable, manner);
        }
    }
}
