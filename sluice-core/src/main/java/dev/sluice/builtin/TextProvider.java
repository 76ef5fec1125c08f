package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.filesink.RowText;
import dev.sluice.filesink.TextRows;
import dev.sluice.format.RowReader;
import dev.sluice.format.TextParser;
import dev.sluice.format.WholeTextReader;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// `text`: a row with one STRING for each line, or for each file.
final class TextProvider extends FileProvider {

    private static final DataType.Struct SCHEMA = DataType.Struct.of(Field.of("value", DataType.Atomic.STRING));

    TextProvider() {
        super(
                "text",
                List.of(
                        new OptionSpec("wholetext", "false", "One row for each file instead of each line."),
                        new OptionSpec("lineSep", null, "What ends a line; without it \\n, \\r\\n and \\r all do."),
                        FileOptions.ENCODING));
    }

    @Override
    FileFormat format(Options options, DataType.Struct schema, Surroundings around) {
        FileOptions.requireUtf8(options);
        return OptionValues.flag(options, "wholetext", false)
                ? new WholeTextFormat(schema)
                : new LineFormat(schema, FileOptions.lineEnds(options), _ -> new TextParser());
    }

    @Override
    DataType.Struct checked(Options options, DataType.Struct user) {
        if (user.size() != 1) {
            throw ErrorCondition.TEXT_SINGLE_COLUMN
                    .error()
                    .with("count", user.size())
                    .build();
        }
        Field field = user.field(0);
        if (field.type() != DataType.Atomic.STRING) throw FileOptions.unsupported("Text", field);
        return user;
    }

    @Override
    Optional<DataType.Struct> inferred(Options options, InputPaths paths, Surroundings around) {
        return Optional.of(SCHEMA);
    }

    @Override
    RowText rows(Options options, DataType.Struct schema, Surroundings around) {
        FileOptions.requireUtf8(options);
        for (Field field : schema.fields()) {
            if (field.type() != DataType.Atomic.STRING) throw FileOptions.unsupported("Text", field);
        }
        checked(options, schema);
        return new TextRows(FileOptions.writtenLineEnd(options));
    }

    @Override
    boolean hasOwnSchema() {
        return true;
    }

    private record WholeTextFormat(DataType.Struct schema) implements FileFormat {

        @Override
        public boolean splittable() {
            return false;
        }

        @Override
        public RowReader whole(InputStream in) {
            return new WholeTextReader(in);
        }

        @Override
        public RowReader piece(InputStream in, long start, long end) {
            throw new IllegalStateException("a whole file has no pieces");
        }
    }
}
