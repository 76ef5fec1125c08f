package dev.sluice.avro;

import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/// `to_avro(value[, schema])`: the value in Avro's binary form, of the schema that its type has or of a given one.
final class ToAvro {

    static final ScalarFunction FUNCTION = ScalarFunction.named("to_avro")
            .summary("Writes a value in Avro's binary form.")
            .overload("(ANY) -> BINARY", ToAvro::bind)
            .overload("(ANY, STRING) -> BINARY", ToAvro::bind)
            .nullability(Nullability.STRICT)
            .build();

    private ToAvro() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) return Optional.empty();
        Argument value = arguments.getFirst();
        Schema schema;
        if (arguments.size() == 1) {
            AvroTypes.checkNames(value.type());
            schema = AvroTypes.schema(value.type(), value.nullable(), "topLevelRecord", "");
        } else {
            if (!(arguments.get(1).value() instanceof String json)) return Optional.empty();
            schema = AvroFormat.parsed(json);
        }
        AvroEncoding encoding = AvroEncoding.of(value.type(), schema, "value");
        List<DataType> parameters =
                arguments.size() == 2 ? List.of(value.type(), Atomic.STRING) : List.of(value.type());
        return Optional.of(new ScalarFunction.Candidate(
                parameters,
                Atomic.BINARY,
                0,
                (vectors, rows, size, context) -> write(vectors[0], rows, size, encoding)));
    }

    private static Vector write(Vector from, Selection rows, int size, AvroEncoding encoding) {
        var builder = new VectorBuilder.Bytes(size);
        var out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        int next = 0;
        for (int row = 0; row < size; row++) {
            boolean meant = next < rows.size() && rows.row(next) == row;
            if (meant) next++;
            if (!meant || from.isNull(row)) {
                builder.appendNull();
                continue;
            }
            out.reset();
            try {
                encoding.write(from, row, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw SluiceException.bug("writing to memory threw " + e);
            }
            builder.append(out.toByteArray(), 0, out.size());
        }
        return builder.build();
    }
}
