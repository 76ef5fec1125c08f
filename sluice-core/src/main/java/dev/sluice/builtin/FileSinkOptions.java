package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.error.ErrorCondition;
import dev.sluice.file.FileFormat;
import dev.sluice.filesink.FileSinkSettings;
import dev.sluice.filesink.OutputFormat;
import dev.sluice.filesink.TextCodec;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What files that are written have in common, whatever their format.
final class FileSinkOptions {

    private static final String PARTITION_BY = "partitionBy";
    private static final String INTERVAL = "spark.sql.streaming.fileSink.log.compactInterval";
    private static final String DELETION = "spark.sql.streaming.fileSink.log.deletion";
    private static final String CLEANUP_DELAY = "spark.sql.streaming.fileSink.log.cleanupDelay";
    private static final String RETAINED = "spark.sql.streaming.minBatchesToRetain";
    private static final String TARGET_SIZE = "sluice.file.targetSize";

    static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec(
                    PARTITION_BY, null, "The columns that become directories: names with commas, or a JSON array."),
            new OptionSpec("retention", null, "A stream's output files older than that are not named any more."),
            new OptionSpec(INTERVAL, "10", "After how many micro-batches a manifest entry names all files."),
            new OptionSpec(DELETION, "true", "Whether manifest entries are deleted that nobody needs."),
            new OptionSpec(CLEANUP_DELAY, "10m", "How long what is replaced is kept for who still reads it."),
            new OptionSpec(RETAINED, "100", "How many micro-batches back manifest entries are kept."),
            new OptionSpec(
                    TARGET_SIZE,
                    "0",
                    "Small files of a stream are merged up to this size, such as 128m; 0 for never."));

    /// Of formats of text.
    static final List<OptionSpec> COMPRESSION = List.of(
            new OptionSpec("compression", "none", "How written files are compressed: none, gzip or deflate."),
            new OptionSpec("codec", "none", "Another name of compression."));

    private static final Map<String, TextCodec> CODECS = Map.of(
            "none", TextCodec.NONE,
            "uncompressed", TextCodec.NONE,
            "gzip", TextCodec.GZIP,
            "deflate", TextCodec.DEFLATE);
    private static final Set<String> CODECS_NOT_YET = Set.of("bzip2", "lz4", "snappy");
    private static final Pattern SIZE = Pattern.compile("(\\d+)([kmg]?)b?");

    private FileSinkOptions() {}

    static FileSinkSettings settings(Options options) {
        return new FileSinkSettings(
                Math.toIntExact(OptionValues.positive(options, INTERVAL).orElse(10)),
                OptionValues.flag(options, DELETION, true),
                Math.toIntExact(OptionValues.positive(options, RETAINED).orElse(100)),
                OptionValues.time(options, CLEANUP_DELAY, "10m", TimeUnit.MILLISECONDS, TimeUnit.MILLISECONDS),
                options.has("retention")
                        ? OptionValues.time(options, "retention", "0", TimeUnit.MILLISECONDS, TimeUnit.MILLISECONDS)
                        : Long.MAX_VALUE,
                bytes(options, TARGET_SIZE));
    }

    static OutputFormat output(
            FileFormat format, Options options, DataType.Struct schema, Provider.Surroundings around) {
        if (options.has("paths")) throw OptionValues.invalid("paths", options.get("paths", ""), "absent: say one path");
        String path = options.get("path")
                .orElseThrow(() -> ErrorCondition.PATH_NOT_SPECIFIED.error().build());
        int[] partitions = partitions(options, schema);
        int[] data = rest(schema, partitions);
        List<Field> fields = new ArrayList<>();
        for (int column : data) fields.add(schema.field(column));
        return new OutputFormat(
                around.storage(),
                InputPaths.plain(path),
                schema,
                partitions,
                data,
                format.writing(options, new DataType.Struct(fields), around),
                around.zone(),
                true);
    }

    private static int[] partitions(Options options, DataType.Struct schema) {
        List<String> names = names(options.get(PARTITION_BY, ""));
        int[] ordinals = new int[names.size()];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = ordinal(schema, names.get(i));
            DataType type = schema.field(ordinals[i]).type();
            boolean fits = switch (type) {
                case DataType.Atomic atomic ->
                    atomic != DataType.Atomic.NULL && atomic != DataType.Atomic.CALENDAR_INTERVAL;
                case DataType.Decimal _, DataType.Interval _ -> true;
                case DataType.Array _, DataType.Map _, DataType.Struct _ -> false;
            };
            if (!fits) {
                throw ErrorCondition.INVALID_PARTITION_COLUMN_DATA_TYPE
                        .error()
                        .with("type", "\"" + type.sql() + "\"")
                        .build();
            }
        }
        if (ordinals.length > 0 && ordinals.length == schema.size()) {
            throw ErrorCondition.ALL_PARTITION_COLUMNS_NOT_ALLOWED.error().build();
        }
        return ordinals;
    }

    private static List<String> names(String said) {
        if (said.isBlank()) return List.of();
        if (!said.strip().startsWith("[")) return List.of(said.strip().split("\\s*,\\s*"));
        try {
            return JsonValue.parse(said).asList().stream()
                    .map(JsonValue::asString)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw OptionValues.invalid(PARTITION_BY, said, "names of columns with commas, or a JSON array of them");
        }
    }

    private static int ordinal(DataType.Struct schema, String name) {
        for (int i = 0; i < schema.size(); i++) {
            if (schema.field(i).name().equalsIgnoreCase(name)) return i;
        }
        throw ErrorCondition.PARTITION_COLUMN_NOT_FOUND
                .error()
                .with("column", name)
                .with("schema", schema.simpleString())
                .build();
    }

    private static int[] rest(DataType.Struct schema, int[] partitions) {
        var rest = new LinkedHashSet<Integer>();
        for (int i = 0; i < schema.size(); i++) rest.add(i);
        for (int partition : partitions) rest.remove(partition);
        return rest.stream().mapToInt(Integer::intValue).toArray();
    }

    /// How text is compressed.
    static TextCodec codec(Options options) {
        String said = options.get("compression").or(() -> options.get("codec")).orElse("none");
        String name = said.toLowerCase(Locale.ROOT);
        if (CODECS_NOT_YET.contains(name)) throw OptionValues.notYet("writing files compressed with " + name);
        TextCodec codec = CODECS.get(name);
        if (codec != null) return codec;
        throw ErrorCondition.CODEC_NOT_AVAILABLE
                .error()
                .with("codecName", said)
                .with("availableCodecs", "bzip2, deflate, uncompressed, snappy, none, lz4, gzip")
                .build();
    }

    private static long bytes(Options options, String name) {
        Optional<String> said = options.get(name);
        if (said.isEmpty()) return 0;
        Matcher parts = SIZE.matcher(said.get().strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) throw OptionValues.invalid(name, said.get(), "a size in bytes such as 128m");
        int shift = parts.group(2).isEmpty() ? 0 : 10 * ("kmg".indexOf(parts.group(2)) + 1);
        return Long.parseLong(parts.group(1)) << shift;
    }
}
