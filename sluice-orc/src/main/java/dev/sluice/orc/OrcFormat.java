package dev.sluice.orc;

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
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.orc.Reader;

/// `orc`: files of columns.
public final class OrcFormat implements FileFormat {

    private static final String COMPRESSION = "compression";
    private static final String COMPRESSION_OF_ORC = "orc.compress";
    private static final String COMPRESSION_BY_SETTING = "spark.sql.orc.compression.codec";
    private static final String MERGE_SCHEMA = "mergeSchema";
    private static final long STRIPE_BYTES = 64L << 20;

    private static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec(COMPRESSION, "zstd", "How stripes are compressed: none, snappy, zlib, zstd or lz4."),
            new OptionSpec(COMPRESSION_OF_ORC, "zstd", "Another name of compression."),
            new OptionSpec(COMPRESSION_BY_SETTING, "zstd", "The same for all tables."),
            new OptionSpec(
                    MERGE_SCHEMA,
                    "false",
                    "Whether the columns of all files are put together; else those of the first file are taken."));

    public OrcFormat() {}

    @Override
    public String name() {
        return "orc";
    }

    @Override
    public List<OptionSpec> options() {
        return OPTIONS;
    }

    @Override
    public void checkReadable(Options options, DataType.Struct schema) {
        OrcTypes.check(schema);
    }

    @Override
    public Optional<DataType.Struct> infer(Options options, List<FileBytes> files, Provider.Surroundings around) {
        boolean merge = options.get(MERGE_SCHEMA, "false").equalsIgnoreCase("true");
        boolean lenient = options.get("ignoreCorruptFiles", "false").equalsIgnoreCase("true");
        DataType.Struct found = null;
        for (FileBytes file : files) {
            try (Reader reader = OrcRows.reader(file)) {
                DataType.Struct columns = OrcTypes.struct(reader.getSchema());
                found = found == null ? columns : SchemaMerge.of(found, columns);
            } catch (SluiceException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                if (!lenient) throw unreadable(file.path(), e);
            }
            if (found != null && !merge) break;
        }
        return Optional.ofNullable(found);
    }

    private static SluiceException unreadable(String path, Exception cause) {
        return ErrorCondition.CANNOT_READ_FILE_FOOTER
                .error()
                .with("path", path.startsWith("/") ? "file://" + path : path)
                .with(SluiceException.DETAIL, "because: " + cause.getMessage())
                .cause(cause)
                .build();
    }

    @Override
    public FileReading reading(Options options, DataType.Struct schema, Provider.Surroundings around) {
        return new OrcReading(schema, around.zone());
    }

    @Override
    public FileWriting writing(Options options, DataType.Struct schema, Provider.Surroundings around) {
        OrcTypes.check(schema);
        String codec = options.get(COMPRESSION)
                .or(() -> options.get(COMPRESSION_OF_ORC))
                .or(() -> options.get(COMPRESSION_BY_SETTING))
                .orElse("zstd");
        return new OrcWriting(schema, OrcCodec.named(codec), STRIPE_BYTES);
    }
}
