package dev.sluice.builtin;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What `schema_of_json` and its like share: the text is an example, known before there are rows.
final class SchemaOf {

    private SchemaOf() {}

    /// @param format the word for the text in errors
    /// @param count how many arguments the overload takes
    /// @param typeOf the type of a text
    static Optional<Candidate> bind(
            String format, List<Argument> arguments, int count, Function<String, DataType> typeOf) {
        if (arguments.size() != count) return Optional.empty();
        Argument text = arguments.getFirst();
        if (text.type() != Atomic.STRING && text.type() != Atomic.NULL) return Optional.empty();
        if (!text.constant()) {
            throw ErrorCondition.NON_FOLDABLE_INPUT
                    .error()
                    .with("inputName", '`' + format + '`')
                    .with("inputType", "\"STRING\"")
                    .build();
        }
        if (!(text.value() instanceof String example)) {
            throw ErrorCondition.UNEXPECTED_NULL
                    .error()
                    .with("exprName", format)
                    .build();
        }
        String type = typeOf.apply(example).sql();
        List<DataType> parameters = count == 1
                ? List.of(Atomic.STRING)
                : List.of(Atomic.STRING, arguments.get(1).type());
        return Optional.of(new Candidate(
                parameters,
                Atomic.STRING,
                0,
                (_, _, size, _) -> new ConstantVector(Vectors.single(Atomic.STRING, type), size)));
    }
}
