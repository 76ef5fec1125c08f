package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.format.TimeStyle;
import dev.sluice.format.xml.XmlStyle;
import dev.sluice.format.xml.XmlText;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// `to_xml(struct[, options])`: a struct as an XML text, as the format `xml` writes rows.
final class ToXml {

    static final ScalarFunction FUNCTION = ScalarFunction.named("to_xml")
            .summary("Writes a struct as an XML text. Options are those of the format xml, as a map.")
            .example("to_xml(named_struct('_id', 1, 'a', 'x'), map('indent', ''))", "<ROW id=\"1\"><a>x</a></ROW>\n")
            .example(
                    "to_xml(named_struct('d', DATE'2015-08-26'), map('rowTag', 'r', 'dateFormat', 'dd/MM/yyyy'))",
                    "<r>\n    <d>26/08/2015</d>\n</r>")
            .example("to_xml(NULL)", null)
            .overload("(ANY) -> STRING", arguments -> bind(arguments, 1))
            .overload("(ANY, MAP<STRING, STRING>) -> STRING", arguments -> bind(arguments, 2))
            .optionsAt(1)
            .nullability(Nullability.ALWAYS)
            .build();

    private ToXml() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        if (arguments.size() != count) return Optional.empty();
        DataType given = arguments.getFirst().type();
        DataType type = given == Atomic.NULL ? DataType.Struct.of() : given;
        if (!(type instanceof DataType.Struct struct)) return Optional.empty();
        if (XmlFormat.hasIntervals(struct)) throw OptionValues.notYet("writing intervals as XML");
        Options options = CallOptions.of("to_xml", arguments, 1, XmlOptions.UNDERSTOOD);
        FileOptions.timeStyle(options, ZoneId.of("UTC")); // refuses patterns that are wrong
        List<DataType> parameters =
                count == 1 ? List.of(type) : List.of(type, arguments.get(1).type());
        return Optional.of(new ScalarFunction.Candidate(
                parameters, Atomic.STRING, 0, kernel(struct, options, XmlOptions.style(options))));
    }

    private static Kernel kernel(DataType.Struct type, Options options, XmlStyle style) {
        return Kernels.overFlat((arguments, rows, size, context) -> write(
                Vectors.flatten(arguments[0]),
                rows,
                size,
                type,
                style,
                FileOptions.timeStyle(options, context.zone())));
    }

    private static Vector write(
            Vector values, Selection rows, int size, DataType.Struct type, XmlStyle style, TimeStyle times) {
        var out = new VectorBuilder.Bytes(size);
        var text = new StringBuilder();
        var writer = new XmlText(text, style, times);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            while (out.size() < row) out.appendNull();
            if (values.isNull(row) || !(values instanceof StructVector structs)) {
                out.appendNull();
                continue;
            }
            text.setLength(0);
            writer.row(structs.fields(), row, type, 0);
            if (style.indent().isEmpty()) text.append('\n'); // as Spark does
            out.append(text.toString());
        }
        while (out.size() < size) out.appendNull();
        return out.build();
    }
}
