package dev.sluice.parquet;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileFormat;
import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriting;
import dev.sluice.file.SchemaMerge;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `parquet`: files of columns.
public final class ParquetFormat implements FileFormat {

    private static final String COMPRESSION = "compression";
    private static final String COMPRESSION_BY_SETTING = "spark.sql.parquet.compression.codec";
    private static final String MERGE_SCHEMA = "mergeSchema";
    private static final String TIMESTAMPS = "spark.sql.parquet.outputTimestampType";
    private static final String GROUP_BYTES = "parquet.block.size";
    private static final String DICTIONARY = "parquet.enable.dictionary";
    private static final String IGNORE_CORRUPT = "ignoreCorruptFiles";

    private static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec(COMPRESSION, "snappy", "How columns are compressed: none, snappy, gzip, zstd or lz4_raw."),
            new OptionSpec(COMPRESSION_BY_SETTING, "snappy", "The same for all tables."),
            new OptionSpec(
                    MERGE_SCHEMA,
                    "false",
                    "Whether the columns of all files are put together; else those of the first file are taken."),
            new OptionSpec(
                    TIMESTAMPS, "TIMESTAMP_MICROS", "How TIMESTAMP is written: TIMESTAMP_MILLIS or INT96 as well."),
            new OptionSpec(GROUP_BYTES, "67108864", "How many bytes a row group may take in memory."),
            new OptionSpec(DICTIONARY, "true", "Whether values that come again are written once."));

    public ParquetFormat() {}

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public List<OptionSpec> options() {
        return OPTIONS;
    }

    @Override
    public void checkReadable(Options options, DataType.Struct schema) {
        ParquetTypes.check(schema);
    }

    @Override
    public Optional<DataType.Struct> infer(Options options, List<FileBytes> files, Provider.Surroundings around) {
        boolean merge = flag(options, MERGE_SCHEMA, false);
        boolean lenient = flag(options, IGNORE_CORRUPT, false);
        DataType.Struct found = null;
        for (FileBytes file : files) {
            try {
                DataType.Struct columns = ParquetReading.columns(file);
                found = found == null ? columns : SchemaMerge.of(found, columns);
            } catch (SluiceException e) {
                if (!lenient || e.condition() != ErrorCondition.CANNOT_READ_FILE_FOOTER) throw e;
            }
            if (found != null && !merge) break;
        }
        return Optional.ofNullable(found);
    }

    @Override
    public FileReading reading(Options options, DataType.Struct schema, Provider.Surroundings around) {
        return new ParquetReading(schema);
    }

    @Override
    public FileWriting writing(Options options, DataType.Struct schema, Provider.Surroundings around) {
        ParquetTypes.check(schema);
        String codec = options.get(COMPRESSION)
                .or(() -> options.get(COMPRESSION_BY_SETTING))
                .orElse("snappy");
        return new ParquetWriting(
                schema,
                ParquetTypes.message(schema, timestamps(options)),
                Codec.named(codec),
                bytes(options),
                flag(options, DICTIONARY, true));
    }

    private static ParquetTypes.Timestamps timestamps(Options options) {
        String said = options.get(TIMESTAMPS, "TIMESTAMP_MICROS").toUpperCase(Locale.ROOT);
        try {
            return ParquetTypes.Timestamps.valueOf(said);
        } catch (IllegalArgumentException e) {
            throw invalid(TIMESTAMPS, said, "TIMESTAMP_MICROS, TIMESTAMP_MILLIS or INT96");
        }
    }

    private static long bytes(Options options) {
        String said = options.get(GROUP_BYTES, "67108864");
        try {
            long bytes = Long.parseLong(said.strip());
            if (bytes > 0) return bytes;
        } catch (NumberFormatException _) {
            // said below
        }
        throw invalid(GROUP_BYTES, said, "a number of bytes");
    }

    private static boolean flag(Options options, String name, boolean otherwise) {
        return switch (options.get(name, String.valueOf(otherwise)).strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, options.get(name, ""), "true or false");
        };
    }

    private static SluiceException invalid(String option, String value, String wanted) {
        return ErrorCondition.INVALID_OPTION
                .error()
                .with("value", value)
                .with("option", option)
                .with("requirement", wanted)
                .build();
    }
}
