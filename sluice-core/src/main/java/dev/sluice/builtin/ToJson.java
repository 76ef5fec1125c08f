package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.format.JsonText;
import dev.sluice.format.TimeStyle;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// `to_json(value[, options])`: a struct, an array or a map as a JSON text, as the format `json` writes rows.
final class ToJson {

    static final ScalarFunction FUNCTION = ScalarFunction.named("to_json")
            .summary(
                    "Writes a struct, an array or a map as a JSON text. Options are those of the format json, as a map; "
                            + "ignoreNullFields says whether fields that are NULL are left out, pretty asks for several lines.")
            .example("to_json(named_struct('a', 1, 'b', array(true, NULL)))", "{\"a\":1,\"b\":[true,null]}")
            .example("to_json(map('k', NULL))", "{\"k\":null}")
            .example(
                    "to_json(named_struct('d', DATE'2015-08-26'), map('dateFormat', 'dd/MM/yyyy'))",
                    "{\"d\":\"26/08/2015\"}")
            .example("to_json(NULL)", null)
            .overload("(ANY) -> STRING", arguments -> bind(arguments, 1))
            .overload("(ANY, MAP<STRING, STRING>) -> STRING", arguments -> bind(arguments, 2))
            .optionsAt(1)
            .nullability(Nullability.ALWAYS)
            .build();

    /// What of a call is known before there are rows.
    private record Style(DataType type, Options options, boolean keepNulls, boolean pretty) {

        Style {
            FileOptions.timeStyle(options, ZoneId.of("UTC")); // refuses patterns that are wrong
        }

        TimeStyle times(CallContext context) {
            return FileOptions.timeStyle(options, context.zone());
        }
    }

    private ToJson() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        if (arguments.size() != count) return Optional.empty();
        DataType given = arguments.getFirst().type();
        DataType type = given == Atomic.NULL ? DataType.Struct.of() : given;
        if (!(type instanceof DataType.Struct || type instanceof DataType.Array || type instanceof DataType.Map)) {
            throw ErrorCondition.INVALID_JSON_SCHEMA
                    .error()
                    .with("schema", '"' + type.sql() + '"')
                    .build();
        }
        Options options = CallOptions.of("to_json", arguments, 1, CallOptions.JSON);
        var style = new Style(
                type,
                options,
                !OptionValues.flag(options, "ignoreNullFields", true),
                OptionValues.flag(options, "pretty", false));
        List<DataType> parameters =
                count == 1 ? List.of(type) : List.of(type, arguments.get(1).type());
        return Optional.of(new ScalarFunction.Candidate(parameters, Atomic.STRING, 0, kernel(style)));
    }

    private static Kernel kernel(Style style) {
        return Kernels.overFlat(
                (arguments, rows, size, context) -> write(arguments[0], rows, size, style, style.times(context)));
    }

    private static Vector write(Vector values, Selection rows, int size, Style style, TimeStyle times) {
        var out = new VectorBuilder.Bytes(size);
        var text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            while (out.size() < row) out.appendNull();
            if (values.isNull(row)) {
                out.appendNull();
                continue;
            }
            text.setLength(0);
            JsonText.appendValue(text, values, row, style.type, times, style.keepNulls);
            String written = text.toString();
            out.append(style.pretty ? JsonValue.parse(written).toPrettyText() : written);
        }
        while (out.size() < size) out.appendNull();
        return out.build();
    }
}
