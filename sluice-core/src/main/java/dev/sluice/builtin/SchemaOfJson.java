package dev.sluice.builtin;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.JsonInference;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vectors;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `schema_of_json(text[, options])`: the type that reading files like the text would give them. The text is an
/// example, known before there are rows.
final class SchemaOfJson {

    static final ScalarFunction FUNCTION = ScalarFunction.named("schema_of_json")
            .summary("Gives the type of a JSON text, which must be a constant, as from_json takes it.")
            .example("schema_of_json('{\"a\":1, \"b\":[0.5]}')", "STRUCT<a: BIGINT, b: ARRAY<DOUBLE>>")
            .example("schema_of_json('[{\"a\":\"x\"}]')", "ARRAY<STRUCT<a: STRING>>")
            .overload("(STRING) -> STRING", arguments -> bind(arguments, 1))
            .overload("(STRING, MAP<STRING, STRING>) -> STRING", arguments -> bind(arguments, 2))
            .exact()
            .optionsAt(1)
            .nullability(Nullability.NEVER)
            .build();

    private SchemaOfJson() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        if (arguments.size() != count) return Optional.empty();
        Argument text = arguments.getFirst();
        if (text.type() != Atomic.STRING && text.type() != Atomic.NULL) return Optional.empty();
        if (!text.constant()) {
            throw ErrorCondition.NON_FOLDABLE_INPUT
                    .error()
                    .with("inputName", "`json`")
                    .with("inputType", "\"STRING\"")
                    .build();
        }
        if (!(text.value() instanceof String json)) {
            throw ErrorCondition.UNEXPECTED_NULL
                    .error()
                    .with("exprName", "json")
                    .build();
        }
        var settings =
                JsonFormat.settings(CallOptions.of("schema_of_json", arguments, 1, CallOptions.JSON), ZoneOffset.UTC);
        String type = JsonInference.typeOf(json.getBytes(StandardCharsets.UTF_8), settings)
                .sql();
        List<DataType> parameters = count == 1
                ? List.of(Atomic.STRING)
                : List.of(Atomic.STRING, arguments.get(1).type());
        return Optional.of(new ScalarFunction.Candidate(
                parameters,
                Atomic.STRING,
                0,
                (_, _, size, _) -> new ConstantVector(Vectors.single(Atomic.STRING, type), size)));
    }
}
