package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.connector.Source;
import dev.sluice.connector.StaticInput;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileFormat;
import dev.sluice.file.FileReading;
import dev.sluice.filesink.DirectoryOutput;
import dev.sluice.filesink.FileSink;
import dev.sluice.filesink.OutputFormat;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Files of one format, as a whole or as a stream.
public final class FileProvider implements Provider {

    private final FileFormat format;
    private final List<OptionSpec> options;

    public FileProvider(FileFormat format) {
        this.format = format;
        var all = new ArrayList<OptionSpec>();
        all.addAll(FileSourceOptions.COMMON);
        all.addAll(FileSourceOptions.STREAMING);
        all.addAll(FileSourceOptions.NOT_YET);
        all.addAll(FileSourceOptions.STATIC_NOT_YET);
        all.addAll(FileSinkOptions.OPTIONS);
        all.addAll(format.options());
        options = List.copyOf(all);
    }

    @Override
    public String name() {
        return format.name();
    }

    @Override
    public List<String> otherNames() {
        return format.otherNames();
    }

    @Override
    public List<OptionSpec> options() {
        return options;
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        if (streaming && user == null && !format.hasOwnSchema()) {
            OptionValues.refuseUnless(options, FileSourceOptions.NOT_YET);
            throw ErrorCondition.STREAMING_SCHEMA_NOT_SPECIFIED.error().build();
        }
        var paths = InputPaths.of(options, around.storage());
        paths.requireExisting(!streaming);
        // Files know nothing of NOT NULL.
        PartitionColumns partitions = paths.partitions(paths.files());
        if (user != null) {
            DataType.Struct whole = partitions.joined(user.asNullable());
            format.checkReadable(options, partitions.dataOf(whole));
            return whole;
        }
        List<FileBytes> files = paths.files().stream()
                .map(file -> new FileBytes(around.storage(), file))
                .toList();
        return format.infer(options, files, around)
                .map(partitions::joined)
                .orElseThrow(() -> ErrorCondition.UNABLE_TO_INFER_SCHEMA
                        .error()
                        .with("format", format.name().toUpperCase(Locale.ROOT))
                        .build());
    }

    @Override
    public Optional<Field> metadata() {
        return Optional.of(FileMetadata.COLUMN);
    }

    @Override
    public Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        var paths = InputPaths.of(options, around.storage());
        var sourceOptions = FileSourceOptions.of(options);
        FileLayout layout = layout(options, paths, schema, around);
        paths.requireDirectories();
        return Optional.of(new FileSource(paths, layout, sourceOptions, around));
    }

    @Override
    public Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        OptionValues.refuseUnless(options, FileSourceOptions.NOT_YET);
        OptionValues.refuseUnless(options, FileSourceOptions.STATIC_NOT_YET);
        var paths = InputPaths.of(options, around.storage());
        FileLayout layout = layout(options, paths, schema, around);
        return Optional.of(new FileInput(name(), paths, layout, around.storage(), around.parallelism()));
    }

    private FileLayout layout(Options options, InputPaths paths, DataType.Struct schema, Surroundings around) {
        PartitionColumns partitions = paths.partitions(paths.files()).in(schema);
        FileReading reading = format.reading(options, partitions.dataOf(schema), around);
        return new FileLayout(reading, schema, partitions, around.zone(), FileSourceOptions.tolerance(options), false);
    }

    /// Spark's modes, so that a wrong mode is said to be wrong in its words.
    @Override
    public Set<String> sinkModes() {
        return Set.of("append");
    }

    @Override
    public Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        OutputFormat output = written(options, schema, around);
        var settings = FileSinkOptions.settings(options);
        ExecutorService beside =
                Executors.newSingleThreadExecutor(around.machine().threads());
        return Optional.of(new FileSink(output, settings, around.machine(), beside, beside::shutdown));
    }

    @Override
    public Optional<TableOutput> output(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new DirectoryOutput(written(options, schema, around), around.machine()));
    }

    private OutputFormat written(Options options, DataType.Struct schema, Surroundings around) {
        return FileSinkOptions.output(format, options, schema, around);
    }
}
