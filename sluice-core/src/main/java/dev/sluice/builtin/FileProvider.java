package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.connector.Source;
import dev.sluice.connector.StaticInput;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.filesink.DirectoryOutput;
import dev.sluice.filesink.FileSink;
import dev.sluice.filesink.OutputFormat;
import dev.sluice.filesink.RowText;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Files of one format, as a whole or as a stream; what the format is the subclass says.
abstract class FileProvider implements Provider {

    private final String name;
    private final List<OptionSpec> options;

    /// @param formatOptions what the format itself understands
    FileProvider(String name, List<OptionSpec> formatOptions) {
        this.name = name;
        var all = new ArrayList<OptionSpec>();
        all.addAll(FileSourceOptions.COMMON);
        all.addAll(FileSourceOptions.STREAMING);
        all.addAll(FileSourceOptions.NOT_YET);
        all.addAll(FileSourceOptions.STATIC_NOT_YET);
        all.addAll(FileSinkOptions.OPTIONS);
        all.addAll(formatOptions);
        options = List.copyOf(all);
    }

    /// The format with its options read, for columns that [#schema] gave.
    abstract FileFormat format(Options options, DataType.Struct schema, Surroundings around);

    /// The columns for a user's schema, checked against what the format can hold.
    abstract DataType.Struct checked(Options options, DataType.Struct user);

    /// The columns without a user's schema, from the files; nothing if the format needs files and there are none.
    abstract Optional<DataType.Struct> inferred(Options options, InputPaths paths, Surroundings around);

    /// How rows are written, checked against what the format can hold.
    abstract RowText rows(Options options, DataType.Struct schema, Surroundings around);

    /// Whether the columns are known without looking into files.
    abstract boolean hasOwnSchema();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<OptionSpec> options() {
        return options;
    }

    @Override
    public final boolean streams() {
        return true;
    }

    @Override
    public final DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        if (streaming && user == null && !hasOwnSchema()) {
            OptionValues.refuseUnless(options, FileSourceOptions.NOT_YET);
            throw ErrorCondition.STREAMING_SCHEMA_NOT_SPECIFIED.error().build();
        }
        var paths = InputPaths.of(options, around.storage());
        paths.requireExisting(!streaming);
        // Files know nothing of NOT NULL.
        PartitionColumns partitions = paths.partitions(paths.files());
        if (user != null) {
            DataType.Struct whole = partitions.joined(user.asNullable());
            checked(options, partitions.dataOf(whole));
            return whole;
        }
        return inferred(options, paths, around)
                .map(partitions::joined)
                .orElseThrow(() -> ErrorCondition.UNABLE_TO_INFER_SCHEMA
                        .error()
                        .with("format", name.toUpperCase(java.util.Locale.ROOT))
                        .build());
    }

    @Override
    public final Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        var paths = InputPaths.of(options, around.storage());
        var sourceOptions = FileSourceOptions.of(options);
        FileLayout layout = layout(options, paths, schema, around);
        paths.requireDirectories();
        return Optional.of(new FileSource(paths, layout, sourceOptions, around));
    }

    @Override
    public final Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        OptionValues.refuseUnless(options, FileSourceOptions.NOT_YET);
        OptionValues.refuseUnless(options, FileSourceOptions.STATIC_NOT_YET);
        var paths = InputPaths.of(options, around.storage());
        FileLayout layout = layout(options, paths, schema, around);
        return Optional.of(new FileInput(name, paths, layout, around.storage(), around.parallelism()));
    }

    private FileLayout layout(Options options, InputPaths paths, DataType.Struct schema, Surroundings around) {
        PartitionColumns partitions = paths.partitions(paths.files()).in(schema);
        return new FileLayout(format(options, partitions.dataOf(schema), around), schema, partitions, around.zone());
    }

    /// Spark's modes, so that a wrong mode is said to be wrong in its words.
    @Override
    public final Set<String> sinkModes() {
        return Set.of("append");
    }

    @Override
    public final Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        OutputFormat output = written(options, schema, around);
        var settings = FileSinkOptions.settings(options);
        ExecutorService beside =
                Executors.newSingleThreadExecutor(around.machine().threads());
        return Optional.of(new FileSink(output, settings, around.machine(), beside, beside::shutdown));
    }

    @Override
    public final Optional<TableOutput> output(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new DirectoryOutput(written(options, schema, around), around.machine()));
    }

    private OutputFormat written(Options options, DataType.Struct schema, Surroundings around) {
        return FileSinkOptions.output(name, options, schema, around, data -> rows(options, data, around));
    }
}
