package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.filesink.CsvRows;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `to_csv(value[, options])`: a struct as a line of CSV, as the format `csv` writes rows.
final class ToCsv {

    static final ScalarFunction FUNCTION = ScalarFunction.named("to_csv")
            .summary("Writes a struct as a line of CSV. Options are those of the format csv, as a map.")
            .example("to_csv(named_struct('a', 1, 'b', 'x,y'))", "1,\"x,y\"")
            .example("to_csv(named_struct('a', array(1, 2), 'b', NULL), map('sep', ';', 'nullValue', '-'))", "[1, 2];-")
            .example("to_csv(named_struct('d', DATE'2015-08-26'), map('dateFormat', 'dd/MM/yyyy'))", "26/08/2015")
            .example("to_csv(NULL)", null)
            .overload("(ANY) -> STRING", arguments -> bind(arguments, 1))
            .overload("(ANY, MAP<STRING, STRING>) -> STRING", arguments -> bind(arguments, 2))
            .optionsAt(1)
            .nullability(Nullability.ALWAYS)
            .build();

    private ToCsv() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        if (arguments.size() != count) return Optional.empty();
        DataType given = arguments.getFirst().type();
        DataType type = given == Atomic.NULL ? DataType.Struct.of() : given;
        if (!(type instanceof DataType.Struct struct)) {
            throw ErrorCondition.UNSUPPORTED_INPUT_TYPE
                    .error()
                    .with("functionName", "`to_csv`")
                    .with("dataType", '"' + type.sql() + '"')
                    .build();
        }
        // A line without its end, whose values keep their own ends of lines.
        Options options =
                CallOptions.of("to_csv", arguments, 1, CallOptions.CSV).without(List.of("lineSep"));
        CsvOptions.rows(options, struct, ZoneOffset.UTC); // refuses options that are wrong
        List<DataType> parameters =
                count == 1 ? List.of(type) : List.of(type, arguments.get(1).type());
        return Optional.of(new ScalarFunction.Candidate(
                parameters,
                Atomic.STRING,
                0,
                Kernels.overFlat((values, rows, size, context) ->
                        write(values[0], rows, size, CsvOptions.rows(options, struct, context.zone())))));
    }

    /// What has no text at all, such as a single null, is null, as in Spark.
    private static Vector write(Vector values, Selection rows, int size, CsvRows lines) {
        var out = new VectorBuilder.Bytes(size);
        var text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            while (out.size() < row) out.appendNull();
            text.setLength(0);
            if (values instanceof StructVector structs && !structs.isNull(row)) {
                lines.appendValues(text, structs.fields(), row);
            }
            if (text.isEmpty()) {
                out.appendNull();
            } else {
                out.append(text.toString());
            }
        }
        while (out.size() < size) out.appendNull();
        return out.build();
    }
}
