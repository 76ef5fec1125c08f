package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.format.CsvInference;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `schema_of_csv(text[, options])`: the type that `from_csv` would want for the text, which is an example, known
/// before there are rows.
final class SchemaOfCsv {

    static final ScalarFunction FUNCTION = ScalarFunction.named("schema_of_csv")
            .summary("Gives the type of a line of CSV, which must be a constant, as from_csv takes it.")
            .example("schema_of_csv('1,0.5,x')", "STRUCT<_c0: INT, _c1: DOUBLE, _c2: STRING>")
            .example("schema_of_csv('1|true', map('sep', '|'))", "STRUCT<_c0: INT, _c1: BOOLEAN>")
            .overload("(STRING) -> STRING", arguments -> bind(arguments, 1))
            .overload("(STRING, MAP<STRING, STRING>) -> STRING", arguments -> bind(arguments, 2))
            .exact()
            .optionsAt(1)
            .nullability(Nullability.NEVER)
            .build();

    private SchemaOfCsv() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        return SchemaOf.bind("csv", arguments, count, text -> {
            Options options = CallOptions.of("schema_of_csv", arguments, 1, CallOptions.CSV);
            DataType.Struct type = CsvInference.typeOf(
                    text.getBytes(StandardCharsets.UTF_8),
                    CsvOptions.settings(options, ZoneOffset.UTC).forColumns());
            if (type.size() > 0) return type;
            throw ErrorCondition.MALFORMED_CSV_RECORD
                    .error()
                    .with("badRecord", text)
                    .build();
        });
    }
}
