package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.format.xml.XmlSettings;
import dev.sluice.format.xml.XmlTexts;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `from_xml(text, schema[, options])`: the struct that an XML text says, by the rules and with the options of the
/// format `xml`.
final class FromXml {

    static final ScalarFunction FUNCTION = ScalarFunction.named("from_xml")
            .summary("Reads a struct out of an XML text; the schema says which. "
                    + "Options are those of the format xml, as a map.")
            .example("from_xml('<p><a>1</a><b>0.8</b></p>', 'a INT, b DOUBLE')", "{1, 0.8}")
            .example("from_xml('<p k=\"7\">x</p>', '_k INT, _VALUE STRING')", "{7, x}")
            .example(
                    "from_xml('<p><at>26/08/2015</at></p>', 'at DATE', map('dateFormat', 'dd/MM/yyyy'))",
                    "{2015-08-26}")
            .example("from_xml('<p><a>one</a></p>', 'a INT')", "{null}")
            .example("from_xml(NULL, 'a INT')", null)
            .overload("(STRING, STRING) -> ANY", arguments -> bind(arguments, 2))
            .overload("(STRING, STRING, MAP<STRING, STRING>) -> ANY", arguments -> bind(arguments, 3))
            .exact()
            .schemaAt(1)
            .optionsAt(2)
            .nullability(Nullability.ALWAYS)
            .build();

    private FromXml() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        if (arguments.size() != count || !(arguments.get(1).value() instanceof DataType said)) return Optional.empty();
        Options options = CallOptions.of("from_xml", arguments, 2, XmlOptions.UNDERSTOOD);
        XmlSettings settings = XmlOptions.settings(options, ZoneOffset.UTC);
        DataType.Struct type = checked(DataType.asNullable(said), options, settings);
        List<DataType> parameters = count == 2
                ? List.of(Atomic.STRING, Atomic.STRING)
                : List.of(Atomic.STRING, Atomic.STRING, arguments.get(2).type());
        Kernel kernel = Kernels.overFlat((values, rows, size, context) -> {
            XmlSettings here = options.has("timeZone") ? settings : settings.in(context.zone());
            return read(new XmlTexts(type, here), (BytesVector) values[0], rows, size);
        });
        return Optional.of(new ScalarFunction.Candidate(parameters, type, 0, kernel));
    }

    /// Refuses what can't be read, before there are rows.
    private static DataType.Struct checked(DataType type, Options options, XmlSettings settings) {
        if (!(type instanceof DataType.Struct struct)) {
            throw ErrorCondition.INVALID_XML_SCHEMA
                    .error()
                    .with("schema", '"' + type.sql() + '"')
                    .build();
        }
        if (JsonFormat.hasOtherKeys(type)) {
            throw ErrorCondition.INVALID_XML_MAP_KEY_TYPE
                    .error()
                    .with("schema", '"' + type.sql() + '"')
                    .build();
        }
        CallOptions.refuseDropping("from_xml", settings.mode());
        FileOptions.checkCorruptColumn(options, struct);
        return struct;
    }

    private static Vector read(XmlTexts structs, BytesVector texts, Selection rows, int size) {
        int next = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            for (; next < row; next++) structs.add(null);
            next++;
            structs.add(texts.isNull(row) ? null : texts.string(row));
        }
        for (; next < size; next++) structs.add(null);
        return structs.build();
    }
}
