package dev.sluice.plan;

import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import java.util.List;
import java.util.stream.Stream;

/// How the rows of a plan become objects.
///
/// @param fields what each field of the encoder is read from
public record ObjectColumns(Encoder<Object> encoder, List<Expression> fields) {

    public ObjectColumns {
        fields = List.copyOf(fields);
    }

    public ObjectReader<Object> reader() {
        return encoder.reader(fields.stream().map(Expression::type).toList());
    }

    /// The columns that are read.
    public Stream<Column> references() {
        return fields.stream().flatMap(field -> field.references().stream());
    }
}
