package dev.sluice.builtin;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.xml.XmlInference;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vectors;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `schema_of_xml(text[, options])`: the type that `from_xml` would want for the text, which is an example, known
/// before there are rows.
final class SchemaOfXml {

    static final ScalarFunction FUNCTION = ScalarFunction.named("schema_of_xml")
            .summary("Gives the type of an XML text, which must be a constant, as from_xml takes it.")
            .example(
                    "schema_of_xml('<p k=\"x\"><a>1</a><b>0.5</b><b>2</b></p>')",
                    "STRUCT<_k: STRING, a: BIGINT, b: ARRAY<DOUBLE>>")
            .overload("(STRING) -> STRING", arguments -> bind(arguments, 1))
            .overload("(STRING, MAP<STRING, STRING>) -> STRING", arguments -> bind(arguments, 2))
            .exact()
            .optionsAt(1)
            .nullability(Nullability.NEVER)
            .build();

    private SchemaOfXml() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        if (arguments.size() != count) return Optional.empty();
        Argument text = arguments.getFirst();
        if (text.type() != Atomic.STRING && text.type() != Atomic.NULL) return Optional.empty();
        if (!text.constant()) {
            throw ErrorCondition.NON_FOLDABLE_INPUT
                    .error()
                    .with("inputName", "`xml`")
                    .with("inputType", "\"STRING\"")
                    .build();
        }
        if (!(text.value() instanceof String xml)) {
            throw ErrorCondition.UNEXPECTED_NULL.error().with("exprName", "xml").build();
        }
        var settings = XmlOptions.settings(
                CallOptions.of("schema_of_xml", arguments, 1, XmlOptions.UNDERSTOOD), ZoneOffset.UTC);
        String type = XmlInference.typeOf(xml, settings).sql();
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
