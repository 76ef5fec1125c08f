package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.format.xml.XmlInference;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
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
        return SchemaOf.bind("xml", arguments, count, text -> {
            Options options = CallOptions.of("schema_of_xml", arguments, 1, XmlOptions.UNDERSTOOD);
            return XmlInference.typeOf(text, XmlOptions.settings(options, ZoneOffset.UTC));
        });
    }
}
