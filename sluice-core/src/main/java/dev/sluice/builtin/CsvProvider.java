package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.filesink.RowText;
import dev.sluice.format.CsvInference;
import dev.sluice.format.CsvLineParser;
import dev.sluice.format.CsvSettings;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `csv`: a row for each line, of values between separators.
final class CsvProvider extends FileProvider {

    CsvProvider() {
        super(
                "csv",
                Stream.of(FileOptions.RECORDS, CsvOptions.OPTIONS, FileOptions.RECORDS_NOT_YET, CsvOptions.NOT_YET)
                        .flatMap(List::stream)
                        .toList());
    }

    @Override
    FileFormat format(Options options, DataType.Struct schema, Surroundings around) {
        CsvSettings settings = CsvOptions.settings(options, around.zone());
        return new LineFormat(
                schema, FileOptions.lineEnds(options), atFileStart -> new CsvLineParser(schema, settings, atFileStart));
    }

    @Override
    DataType.Struct checked(Options options, DataType.Struct user) {
        FileOptions.checkCorruptColumn(options, user);
        for (Field field : user.fields()) {
            if (!CsvLineParser.supports(field.type())) {
                if (field.type() instanceof DataType.DayTimeInterval) {
                    throw OptionValues.notYet("reading " + field.type().sql() + " from CSV");
                }
                throw FileOptions.unsupported("CSV", field);
            }
        }
        return user;
    }

    @Override
    Optional<DataType.Struct> inferred(Options options, InputPaths paths, Surroundings around) {
        List<InputFile> files = paths.files();
        if (files.isEmpty()) return Optional.empty();
        var inference = new CsvInference(CsvOptions.settings(options, around.zone()));
        var format = new LineFormat(DataType.Struct.of(), FileOptions.lineEnds(options), inference::parser);
        for (InputFile file : files) {
            if (!inference.isDone()) format.readThrough(List.of(file), around.storage());
        }
        return Optional.of(inference.schema());
    }

    @Override
    RowText rows(Options options, DataType.Struct schema, Surroundings around) {
        for (Field field : schema.fields()) {
            boolean supported = switch (field.type()) {
                case DataType.Atomic _, DataType.Decimal _, DataType.DayTimeInterval _ -> true;
                case DataType.Array _, DataType.Map _, DataType.Struct _ -> false;
            };
            if (!supported) throw FileOptions.unsupported("CSV", field);
        }
        return CsvOptions.rows(options, schema, around.zone());
    }

    @Override
    boolean hasOwnSchema() {
        return false;
    }
}
