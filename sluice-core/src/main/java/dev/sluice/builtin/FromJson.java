package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.format.JsonSettings;
import dev.sluice.format.JsonValueParser;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `from_json(text, schema[, options])`: the value that a JSON text says, by the rules and with the options of the
/// format `json`. The schema says a struct, an array or a map.
final class FromJson {

    static final ScalarFunction FUNCTION = ScalarFunction.named("from_json")
            .summary("Reads a struct, an array or a map out of a JSON text; the schema says which. "
                    + "Options are those of the format json, as a map.")
            .example("from_json('{\"a\":1, \"b\":0.8}', 'a INT, b DOUBLE')", "{1, 0.8}")
            .example("from_json('{\"at\":\"26/08/2015\"}', 'at DATE', map('dateFormat', 'dd/MM/yyyy'))", "{2015-08-26}")
            .example("from_json('[1, 2]', 'ARRAY<INT>')", "[1, 2]")
            .example("from_json('{\"a\":\"one\"}', 'a INT')", "{null}")
            .example("from_json(NULL, 'a INT')", null)
            .overload("(STRING, STRING) -> ANY", arguments -> bind(arguments, 2))
            .overload("(STRING, STRING, MAP<STRING, STRING>) -> ANY", arguments -> bind(arguments, 3))
            .exact()
            .schemaAt(1)
            .optionsAt(2)
            .nullability(Nullability.ALWAYS)
            .build();

    private FromJson() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        if (arguments.size() != count || !(arguments.get(1).value() instanceof DataType said)) return Optional.empty();
        DataType type = DataType.asNullable(said);
        Options options = CallOptions.of("from_json", arguments, 2, CallOptions.JSON);
        JsonSettings settings = JsonFormat.settings(options, ZoneOffset.UTC).forColumns();
        check(type, options, settings);
        List<DataType> parameters = count == 2
                ? List.of(Atomic.STRING, Atomic.STRING)
                : List.of(Atomic.STRING, Atomic.STRING, arguments.get(2).type());
        var reading = new TextReading(
                options.has("timeZone") ? settings.zone() : null, zone -> new JsonValueParser(type, settings.in(zone)));
        return Optional.of(new ScalarFunction.Candidate(parameters, type, 0, reading.kernel()));
    }

    /// Refuses what can't be read, before there are rows.
    private static void check(DataType type, Options options, JsonSettings settings) {
        if (!(type instanceof DataType.Struct || type instanceof DataType.Array || type instanceof DataType.Map)) {
            throw ErrorCondition.INVALID_JSON_SCHEMA
                    .error()
                    .with("schema", '"' + type.sql() + '"')
                    .build();
        }
        if (JsonFormat.hasOtherKeys(type)) {
            throw ErrorCondition.INVALID_JSON_MAP_KEY_TYPE
                    .error()
                    .with("schema", '"' + type.sql() + '"')
                    .build();
        }
        CallOptions.refuseDropping("from_json", settings.mode());
        if (type instanceof DataType.Struct struct) FileOptions.checkCorruptColumn(options, struct);
    }
}
