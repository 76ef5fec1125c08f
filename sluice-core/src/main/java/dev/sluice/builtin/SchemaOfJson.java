package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.format.JsonInference;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
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
        return SchemaOf.bind("json", arguments, count, text -> {
            Options options = CallOptions.of("schema_of_json", arguments, 1, CallOptions.JSON);
            return JsonInference.typeOf(
                    text.getBytes(StandardCharsets.UTF_8), JsonFormat.settings(options, ZoneOffset.UTC));
        });
    }
}
