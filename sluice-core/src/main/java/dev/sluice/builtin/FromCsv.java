package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.format.CsvLineParser;
import dev.sluice.format.CsvSettings;
import dev.sluice.format.CsvValueParser;
import dev.sluice.function.Argument;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `from_csv(text, schema[, options])`: the struct that a line of CSV says, by the rules and with the options of the
/// format `csv`.
final class FromCsv {

    static final ScalarFunction FUNCTION = ScalarFunction.named("from_csv")
            .summary("Reads a struct out of a line of CSV; the schema says which. "
                    + "Options are those of the format csv, as a map.")
            .example("from_csv('1,0.8', 'a INT, b DOUBLE')", "{1, 0.8}")
            .example("from_csv('x;\"y;z\"', 'a STRING, b STRING', map('sep', ';'))", "{x, y;z}")
            .example("from_csv('26/08/2015', 'at DATE', map('dateFormat', 'dd/MM/yyyy'))", "{2015-08-26}")
            .example("from_csv('one', 'a INT')", "{null}")
            .example("from_csv(NULL, 'a INT')", null)
            .overload("(STRING, STRING) -> ANY", arguments -> bind(arguments, 2))
            .overload("(STRING, STRING, MAP<STRING, STRING>) -> ANY", arguments -> bind(arguments, 3))
            .exact()
            .schemaAt(1)
            .optionsAt(2)
            .build();

    private FromCsv() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        if (arguments.size() != count || !(arguments.get(1).value() instanceof DataType said)) return Optional.empty();
        Options options = CallOptions.of("from_csv", arguments, 2, CallOptions.CSV);
        CsvSettings settings = CsvOptions.settings(options, ZoneOffset.UTC).forColumns();
        CallOptions.refuseDropping("from_csv", settings.mode());
        DataType.Struct type = checked(DataType.asNullable(said), options);
        List<DataType> parameters = count == 2
                ? List.of(Atomic.STRING, Atomic.STRING)
                : List.of(Atomic.STRING, Atomic.STRING, arguments.get(2).type());
        var reading = new TextReading(
                options.has("timeZone") ? settings.zone() : null, zone -> new CsvValueParser(type, settings.in(zone)));
        return Optional.of(new ScalarFunction.Candidate(parameters, type, 0, reading.kernel()));
    }

    /// Refuses what can't be read, before there are rows.
    private static DataType.Struct checked(DataType type, Options options) {
        if (!(type instanceof DataType.Struct struct)) {
            throw ErrorCondition.INVALID_SCHEMA_NON_STRUCT_TYPE
                    .error()
                    .with("inputSchema", '"' + type.sql() + '"')
                    .with("dataType", '"' + type.sql() + '"')
                    .build();
        }
        FileOptions.checkCorruptColumn(options, struct);
        for (Field field : struct.fields()) {
            if (CsvLineParser.supports(field.type())) continue;
            throw ErrorCondition.UNSUPPORTED_DATATYPE
                    .error()
                    .with("typeName", '"' + field.type().sql() + '"')
                    .build();
        }
        return struct;
    }
}
