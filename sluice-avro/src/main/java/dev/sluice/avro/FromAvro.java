package dev.sluice.avro;

import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.SparkNotes;
import dev.sluice.format.ParseMode;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/// `from_avro(bytes, schema[, options])`: the value that bytes say in Avro's binary form. The schema is the writer's;
/// the option `avroSchema` may say another one for the reader, and `mode` what becomes of bytes that don't fit.
final class FromAvro {

    private static final DataType OPTIONS = new DataType.Map(Atomic.STRING, Atomic.STRING, true);

    static final ScalarFunction FUNCTION = ScalarFunction.named("from_avro")
            .summary("Reads a value out of Avro's binary form.")
            .overload("(BINARY, STRING) -> ANY", FromAvro::bind)
            .overload("(BINARY, STRING, MAP<STRING, STRING>) -> ANY", FromAvro::bind)
            .nullability(Nullability.ALWAYS)
            .build();

    private FromAvro() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments) {
        if (arguments.size() < 2 || arguments.size() > 3) return Optional.empty();
        if (arguments.get(0).type() != Atomic.BINARY || !(arguments.get(1).value() instanceof String json)) {
            return Optional.empty();
        }
        var options = new Options(Map.of());
        if (arguments.size() == 3) {
            if (!(arguments.get(2).value() instanceof Map<?, ?> given)) return Optional.empty();
            Map<String, String> said = new LinkedHashMap<>();
            given.forEach((key, value) -> {
                if (value != null) said.put(String.valueOf(key), String.valueOf(value));
            });
            options = new Options(said);
        }
        Schema written = AvroFormat.parsed(json);
        Schema read = options.get("avroSchema").map(AvroFormat::parsed).orElse(written);
        boolean permissive = mode(options) == ParseMode.PERMISSIVE;
        DataType type = DataType.asNullable(AvroTypes.type(read));
        List<DataType> parameters = arguments.size() == 3
                ? List.of(Atomic.BINARY, Atomic.STRING, OPTIONS)
                : List.of(Atomic.BINARY, Atomic.STRING);
        return Optional.of(new ScalarFunction.Candidate(
                parameters,
                type,
                0,
                (vectors, rows, size, context) -> read(vectors[0], rows, size, written, read, type, permissive)));
    }

    private static ParseMode mode(Options options) {
        ParseMode mode = options.get("mode").map(ParseMode::of).orElse(ParseMode.FAILFAST);
        if (mode != ParseMode.DROPMALFORMED) return mode;
        throw ErrorCondition.PARSE_MODE_UNSUPPORTED
                .error()
                .with("funcName", "`from_avro`")
                .with("mode", mode.name())
                .build();
    }

    private static Vector read(
            Vector from, Selection rows, int size, Schema written, Schema read, DataType type, boolean permissive) {
        AvroDecoding decoding = new AvroDecodings(SparkNotes.NONE).of(read, type, "");
        VectorBuilder builder = VectorBuilder.of(type, size);
        var bytes = Vectors.flatten(from) instanceof BytesVector flat ? flat : null;
        BinaryDecoder reused = null;
        ResolvingDecoder resolving = null;
        int next = 0;
        for (int row = 0; row < size; row++) {
            boolean meant = next < rows.size() && rows.row(next) == row;
            if (meant) next++;
            if (!meant || bytes == null || bytes.isNull(row)) {
                builder.appendNull();
                continue;
            }
            reused = DecoderFactory.get()
                    .binaryDecoder(bytes.bytes(), bytes.offsets()[row], bytes.lengths()[row], reused);
            Decoder in = reused;
            if (written != read) in = resolving = resolving(resolving, reused, written, read);
            builder.append(one(decoding, in, type, permissive), 0);
        }
        return builder.build();
    }

    /// Made once: it takes much longer than to read a value.
    private static ResolvingDecoder resolving(
            @Nullable ResolvingDecoder made, Decoder in, Schema written, Schema read) {
        try {
            if (made == null) return AvroTypes.resolving(written, read, in);
            made.configure(in);
            return made;
        } catch (IOException e) {
            throw SluiceException.bug("reading from memory threw " + e);
        }
    }

    /// In a vector of its own, since half of a value that does not fit can't be taken back.
    private static Vector one(AvroDecoding decoding, Decoder in, DataType type, boolean permissive) {
        VectorBuilder value = VectorBuilder.of(type, 1);
        try {
            decoding.read(in, value);
            return value.build();
        } catch (IOException | RuntimeException e) {
            if (permissive) return malformed(type);
            if (e instanceof SluiceException said) throw said;
            throw ErrorCondition.MALFORMED_AVRO
                    .error()
                    .with("reason", String.valueOf(e.getMessage()))
                    .cause(e)
                    .build();
        }
    }

    /// What stands for bytes that don't fit: of a record one in which everything is null, as in Spark.
    private static Vector malformed(DataType type) {
        if (!(type instanceof DataType.Struct struct)) return Vectors.nullOf(type);
        var record = (VectorBuilder.Structs) VectorBuilder.of(type, 1);
        for (int i = 0; i < struct.size(); i++) record.field(i).appendNull();
        record.endRow();
        return record.build();
    }
}
