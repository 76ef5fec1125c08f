package dev.sluice.avro;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileFormat;
import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriting;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/// `avro`: files of records.
public final class AvroFormat implements FileFormat {

    private static final String SCHEMA = "avroSchema";
    private static final String RECORD_NAME = "recordName";
    private static final String NAMESPACE = "recordNamespace";
    private static final String COMPRESSION = "compression";
    private static final String COMPRESSION_BY_SETTING = "spark.sql.avro.compression.codec";

    private static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec(
                    SCHEMA,
                    null,
                    "A schema of Avro as JSON: by which files are read whatever their own, or which they are given."),
            new OptionSpec(RECORD_NAME, "topLevelRecord", "The name of written records."),
            new OptionSpec(NAMESPACE, "", "Their namespace."),
            new OptionSpec(
                    COMPRESSION,
                    "snappy",
                    "How blocks are compressed: uncompressed, deflate, snappy, bzip2, xz or zstandard."),
            new OptionSpec(COMPRESSION_BY_SETTING, "snappy", "The same for all tables."));

    public AvroFormat() {}

    @Override
    public String name() {
        return "avro";
    }

    @Override
    public List<OptionSpec> options() {
        return OPTIONS;
    }

    @Override
    public void checkReadable(Options options, DataType.Struct schema) {
        AvroTypes.check(schema);
    }

    @Override
    public Optional<DataType.Struct> infer(Options options, List<FileBytes> files, Provider.Surroundings around) {
        Schema asked = asked(options);
        if (asked != null) return Optional.of(AvroTypes.struct(asked));
        boolean lenient = options.get("ignoreCorruptFiles", "false").equalsIgnoreCase("true");
        for (FileBytes file : files) {
            try (var input = new AvroInput(file);
                    var reader = new DataFileReader<Object>(input, new GenericDatumReader<>())) {
                return Optional.of(AvroTypes.struct(reader.getSchema()));
            } catch (SluiceException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                if (!lenient) throw unreadable(file.path(), e);
            }
        }
        return Optional.empty();
    }

    private static SluiceException unreadable(String path, Exception cause) {
        return ErrorCondition.READ_FILE_FAILED
                .error()
                .with("path", path.startsWith("/") ? "file://" + path : path)
                .with(SluiceException.DETAIL, "because: " + cause.getMessage())
                .cause(cause)
                .build();
    }

    @Override
    public FileReading reading(Options options, DataType.Struct schema, Provider.Surroundings around) {
        return new AvroReading(schema, asked(options));
    }

    @Override
    public FileWriting writing(Options options, DataType.Struct schema, Provider.Surroundings around) {
        AvroTypes.check(schema);
        Schema asked = asked(options);
        String codec = options.get(COMPRESSION)
                .or(() -> options.get(COMPRESSION_BY_SETTING))
                .orElse("snappy");
        Schema avro = asked == null ? schema(options, schema) : asked;
        AvroEncoding.record(schema, avro, ""); // so that what can't be written is said before anything is
        return new AvroWriting(schema, avro, AvroCodec.named(codec), new SyncMarks(around.machine()));
    }

    private static Schema schema(Options options, DataType.Struct columns) {
        AvroTypes.checkNames(columns);
        String name = options.get(RECORD_NAME, "topLevelRecord");
        try {
            return AvroTypes.schema(columns.asNullable(), false, name, options.get(NAMESPACE, ""));
        } catch (AvroRuntimeException e) {
            throw ErrorCondition.INVALID_OPTION
                    .error()
                    .with("value", name)
                    .with("option", RECORD_NAME)
                    .with("requirement", "a name that a record of Avro may have: " + e.getMessage())
                    .cause(e)
                    .build();
        }
    }

    private static @Nullable Schema asked(Options options) {
        return options.get(SCHEMA).map(AvroFormat::parsed).orElse(null);
    }

    /// A schema out of its JSON.
    static Schema parsed(String json) {
        try {
            return new Schema.Parser().parse(json);
        } catch (SchemaParseException e) {
            throw ErrorCondition.INVALID_OPTION
                    .error()
                    .with("value", json)
                    .with("option", SCHEMA)
                    .with(
                            "requirement",
                            "a schema of Avro as JSON: "
                                    + String.valueOf(e.getMessage()).split("\\R| at \\[Source", 2)[0])
                    .cause(e)
                    .build();
        }
    }
}
