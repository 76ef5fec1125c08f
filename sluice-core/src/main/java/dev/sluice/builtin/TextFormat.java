package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Wanted;
import dev.sluice.error.ErrorCondition;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileFormat;
import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriting;
import dev.sluice.filesink.TextRows;
import dev.sluice.filesink.TextWriting;
import dev.sluice.format.RowReader;
import dev.sluice.format.TextParser;
import dev.sluice.format.WholeTextReader;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `text`: a row with one STRING for each line, or for each file.
final class TextFormat implements FileFormat {

    private static final DataType.Struct SCHEMA = DataType.Struct.of(Field.of("value", DataType.Atomic.STRING));

    private static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec("wholetext", "false", "One row for each file instead of each line."),
            new OptionSpec("lineSep", null, "What ends a line; without it \\n, \\r\\n and \\r all do."),
            FileOptions.ENCODING);

    @Override
    public String name() {
        return "text";
    }

    @Override
    public List<OptionSpec> options() {
        return Stream.concat(FileSinkOptions.COMPRESSION.stream(), OPTIONS.stream())
                .toList();
    }

    @Override
    public FileReading reading(Options options, DataType.Struct schema, Provider.Surroundings around) {
        FileOptions.requireUtf8(options);
        return OptionValues.flag(options, "wholetext", false)
                ? new WholeTextReading(schema)
                : new LineReading(schema, FileOptions.lineEnds(options), _ -> new TextParser());
    }

    @Override
    public void checkReadable(Options options, DataType.Struct user) {
        if (user.size() != 1) {
            throw ErrorCondition.TEXT_SINGLE_COLUMN
                    .error()
                    .with("count", user.size())
                    .build();
        }
        Field field = user.field(0);
        if (field.type() != DataType.Atomic.STRING) throw FileOptions.unsupported("Text", field);
    }

    @Override
    public Optional<DataType.Struct> infer(Options options, List<FileBytes> files, Provider.Surroundings around) {
        return Optional.of(SCHEMA);
    }

    @Override
    public FileWriting writing(Options options, DataType.Struct schema, Provider.Surroundings around) {
        FileOptions.requireUtf8(options);
        for (Field field : schema.fields()) {
            if (field.type() != DataType.Atomic.STRING) throw FileOptions.unsupported("Text", field);
        }
        checkReadable(options, schema);
        return new TextWriting(
                new TextRows(FileOptions.writtenLineEnd(options)), ".txt", FileSinkOptions.codec(options));
    }

    @Override
    public boolean hasOwnSchema() {
        return true;
    }

    private record WholeTextReading(DataType.Struct schema) implements FileReading {

        @Override
        public boolean splittable(String path) {
            return false;
        }

        @Override
        public RowReader open(FileBytes file, long start, long end, Wanted wanted) throws IOException {
            InputStream in = file.from(0);
            try {
                return new WholeTextReader(Compression.of(file.path()).decompress(in));
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        }
    }
}
