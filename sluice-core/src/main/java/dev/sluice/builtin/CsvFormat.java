package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileFormat;
import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriting;
import dev.sluice.filesink.TextWriting;
import dev.sluice.format.CsvInference;
import dev.sluice.format.CsvLineParser;
import dev.sluice.format.CsvSettings;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `csv`: a row for each line, of values between separators.
final class CsvFormat implements FileFormat {

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<OptionSpec> options() {
        return Stream.of(
                        FileSinkOptions.COMPRESSION,
                        FileOptions.RECORDS,
                        FileOptions.LINES,
                        CsvOptions.OPTIONS,
                        FileOptions.RECORDS_NOT_YET)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public FileReading reading(Options options, DataType.Struct schema, Provider.Surroundings around) {
        CsvSettings settings = CsvOptions.settings(options, around.zone());
        return FileOptions.reading(options, schema, atFileStart -> new CsvLineParser(schema, settings, atFileStart));
    }

    @Override
    public void checkReadable(Options options, DataType.Struct user) {
        FileOptions.checkCorruptColumn(options, user);
        for (Field field : user.fields()) {
            if (!CsvLineParser.supports(field.type()) || field.type().hasCalendarInterval()) {
                throw FileOptions.unsupported("CSV", field);
            }
        }
    }

    @Override
    public Optional<DataType.Struct> infer(Options options, List<FileBytes> files, Provider.Surroundings around) {
        if (files.isEmpty()) return Optional.empty();
        var inference = new CsvInference(CsvOptions.settings(options, around.zone()));
        var format = FileOptions.reading(options, DataType.Struct.of(), inference::parser);
        for (FileBytes file : files) {
            if (!inference.isDone()) format.readThrough(List.of(file));
        }
        return Optional.of(inference.schema());
    }

    @Override
    public FileWriting writing(Options options, DataType.Struct schema, Provider.Surroundings around) {
        for (Field field : schema.fields()) {
            boolean supported = switch (field.type()) {
                case DataType.Atomic atomic -> atomic != DataType.Atomic.CALENDAR_INTERVAL;
                case DataType.Decimal _, DataType.Interval _ -> true;
                case DataType.Array _, DataType.Map _, DataType.Struct _ -> false;
            };
            if (!supported) throw FileOptions.unsupported("CSV", field);
        }
        return new TextWriting(CsvOptions.rows(options, schema, around.zone()), ".csv", FileSinkOptions.codec(options));
    }
}
