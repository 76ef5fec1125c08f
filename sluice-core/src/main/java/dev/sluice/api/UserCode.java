package dev.sluice.api;

import dev.sluice.api.function.UserFunction;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A program's function of one row's values: what it takes, what it gives, and what may be thought of it.
///
/// @param result how what it gives becomes a column
/// @param parameters how each argument is taken; null where nothing is known of it, and it is given as a row holds it
/// @param nullable whether it may give null
/// @param deterministic whether equal arguments always give equal results
record UserCode(
        UserFunction function,
        Encoder<Boxed> result,
        List<Optional<Encoder<?>>> parameters,
        boolean nullable,
        boolean deterministic) {

    UserCode {
        parameters = List.copyOf(parameters);
    }

    /// @param type of what it gives
    static UserCode of(UserFunction function, DataType type) {
        return new UserCode(function, Boxed.of(type), DeclaredTypes.parameters(function), true, true);
    }

    /// @param result of what it gives
    static UserCode of(UserFunction function, Encoder<?> result) {
        return new UserCode(function, Boxed.of(result), DeclaredTypes.parameters(function), true, true);
    }

    DataType type() {
        return result.schema().field(0).type();
    }

    UserCode asNonNullable() {
        return new UserCode(function, result, parameters, false, deterministic);
    }

    UserCode asNondeterministic() {
        return new UserCode(function, result, parameters, nullable, false);
    }

    ScalarFunction named(String name) {
        String shown = parameters.stream()
                .map(known -> known.map(encoder -> encoder.type().sql()).orElse("ANY"))
                .collect(Collectors.joining(", ", "(", ") -> " + type().sql()));
        ScalarFunction.Builder function = ScalarFunction.named(name)
                .summary("A function of this program.")
                .overload(shown, arguments -> candidate(name, arguments))
                .nullability(nullable ? Nullability.ALWAYS : Nullability.NEVER);
        return deterministic ? function.build() : function.notFoldable().build();
    }

    private Optional<Candidate> candidate(String name, List<Argument> arguments) {
        if (arguments.size() != parameters.size()) return Optional.empty();
        List<DataType> types = new ArrayList<>();
        List<Encoder<Boxed>> taken = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            DataType given = arguments.get(i).type();
            Optional<Encoder<?>> known = parameters.get(i);
            DataType wanted =
                    known.map(encoder -> wanted(Boxed.of(encoder), 0, given)).orElse(given);
            if (isRefused(given, wanted)) return Optional.empty();
            types.add(wanted);
            taken.add(known.map(Boxed::of).orElseGet(() -> Boxed.of(wanted)));
        }
        return Optional.of(new Candidate(types, type(), 0, new UserKernel(name, this, types, taken)));
    }

    /// The type that an argument is cast to, so that it can be read as a field of an encoder: for values the field's,
    /// for structs, lists and maps their own, as far as it goes.
    static DataType wanted(Encoder<?> encoder, int field, DataType given) {
        DataType type = encoder.schema().field(field).type();
        return isNested(type) && given != DataType.Atomic.NULL
                ? encoder.accepted(field, given, encoder.schema().field(field).name())
                : type;
    }

    /// Whether an argument can't be cast as functions cast theirs. What is nested was looked at by its encoder.
    static boolean isRefused(DataType given, DataType wanted) {
        return !isNested(wanted) && ImplicitCasts.assignment(given, wanted) < 0;
    }

    private static boolean isNested(DataType type) {
        return type instanceof DataType.Struct || type instanceof DataType.Array || type instanceof DataType.Map;
    }

    /// @throws SluiceException if the function fails
    @Nullable
    Object call(String name, List<DataType> types, Object[] arguments) {
        try {
            return function.apply(arguments);
        } catch (SluiceException known) {
            throw known;
        } catch (Exception e) {
            if (e instanceof InterruptedException) Thread.currentThread().interrupt();
            throw failed(name, types, e);
        }
    }

    private SluiceException failed(String name, List<DataType> types, Exception e) {
        return ErrorCondition.FAILED_EXECUTE_UDF
                .error()
                .with("functionName", '`' + name + '`')
                .with("signature", types.stream().map(DataType::simpleString).collect(Collectors.joining(", ")))
                .with("result", type().simpleString())
                .with("reason", e.toString())
                .cause(e)
                .build();
    }
}
