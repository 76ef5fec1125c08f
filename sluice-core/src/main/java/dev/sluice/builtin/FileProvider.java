package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.connector.Source;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        all.addAll(formatOptions);
        options = List.copyOf(all);
    }

    /// The format with its options read, for columns that [#schema] gave.
    abstract FileFormat format(Options options, DataType.Struct schema, Surroundings around);

    /// The columns for a user's schema, checked against what the format can hold.
    abstract DataType.Struct checked(Options options, DataType.Struct user);

    /// The columns without a user's schema, from the files; nothing if the format needs files and there are none.
    abstract Optional<DataType.Struct> inferred(Options options, InputPaths paths, Surroundings around);

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
        if (user != null) return checked(options, user.asNullable());
        return inferred(options, paths, around)
                .orElseThrow(() -> ErrorCondition.UNABLE_TO_INFER_SCHEMA
                        .error()
                        .with("format", name.toUpperCase(java.util.Locale.ROOT))
                        .build());
    }

    @Override
    public final Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        var paths = InputPaths.of(options, around.storage());
        var sourceOptions = FileSourceOptions.of(options);
        FileFormat format = format(options, schema, around);
        paths.requireDirectories();
        return Optional.of(new FileSource(paths, format, sourceOptions, around.storage(), around.parallelism()));
    }

    @Override
    public final Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        OptionValues.refuseUnless(options, FileSourceOptions.NOT_YET);
        OptionValues.refuseUnless(options, FileSourceOptions.STATIC_NOT_YET);
        var paths = InputPaths.of(options, around.storage());
        FileFormat format = format(options, schema, around);
        return Optional.of(new FileInput(name, paths, format, around.storage(), around.parallelism()));
    }

    /// Spark's modes, so that a wrong mode is said to be wrong in its words.
    @Override
    public final Set<String> sinkModes() {
        return Set.of("append");
    }

    @Override
    public final Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        throw OptionValues.notYet("writing " + name + " files");
    }
}
