package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// What a stream of files does, whatever their format.
///
/// @param maximumFiles and `maximumBytes` of a micro-batch
/// @param maximumAgeMillis how much older than the newest file a file may be
/// @param latestFirst whether the newest file is read first
/// @param fileNameOnly whether files of the same name in different directories are the same file
/// @param pollInterval how often the directories are looked through
/// @param rarestPollInterval how often at least, however long nothing has come
record FileSourceOptions(
        long maximumFiles,
        long maximumBytes,
        long maximumAgeMillis,
        boolean latestFirst,
        boolean fileNameOnly,
        Duration pollInterval,
        Duration rarestPollInterval) {

    /// Understood by every file source, in streams and elsewhere.
    static final List<OptionSpec> COMMON = List.of(
            new OptionSpec("path", null, "The file, directory or pattern to read."),
            new OptionSpec("paths", null, "Several of them, as a JSON array."),
            new OptionSpec("recursiveFileLookup", "false", "Also read what is in directories below."),
            new OptionSpec("pathGlobFilter", null, "Read only files whose name matches the pattern."),
            new OptionSpec("ignoreCorruptFiles", "false", "Go on behind files that can't be read."),
            new OptionSpec("ignoreMissingFiles", "false", "Go on behind files that are gone."));

    /// Understood by streams.
    static final List<OptionSpec> STREAMING = List.of(
            new OptionSpec("maxFilesPerTrigger", null, "At most so many files in a micro-batch."),
            new OptionSpec(
                    "maxBytesPerTrigger", null, "At most so many bytes in a micro-batch, and at least one file."),
            new OptionSpec("latestFirst", "false", "Read the newest files first."),
            new OptionSpec("fileNameOnly", "false", "Take files of the same name for the same file."),
            new OptionSpec(
                    "maxFileAge",
                    "7d",
                    "Ignore files that are so much older than the newest one; not with latestFirst and a limit."),
            new OptionSpec(
                    "pollInterval",
                    "100ms",
                    "How often to look for new files; if it is not said, a tenth of the time for which none has come,"
                            + " and once a second at least."),
            new OptionSpec("maxCachedFiles", "10000", "Without effect: nothing is cached from one look to the next."),
            new OptionSpec("discardCachedInputRatio", "0.2", "Without effect, as maxCachedFiles."));

    /// Spark's, with the only value that means what is done here.
    static final List<OptionSpec> NOT_YET = List.of(
            new OptionSpec("cleanSource", "off", "What to do with files that have been read."),
            new OptionSpec("sourceArchiveDir", "", "Where to move them."),
            new OptionSpec("schemaInference", "false", "Infer the columns of a stream from the files that are there."));

    /// Spark's for reading all at once; it refuses them in streams.
    static final List<OptionSpec> STATIC_NOT_YET = List.of(
            new OptionSpec("modifiedAfter", "", "Read only files changed after a time."),
            new OptionSpec("modifiedBefore", "", "Read only files changed before a time."));

    /// Which files a reader passes over.
    static FileLayout.Tolerance tolerance(Options options) {
        return new FileLayout.Tolerance(
                OptionValues.flag(options, "ignoreCorruptFiles", false),
                OptionValues.flag(options, "ignoreMissingFiles", false));
    }

    static FileSourceOptions of(Options options) {
        OptionValues.refuseUnless(options, NOT_YET);
        for (OptionSpec option : STATIC_NOT_YET) {
            if (options.has(option.name())) {
                throw ErrorCondition.OPTION_NOT_IN_STREAMS
                        .error()
                        .with("option", option.name())
                        .build();
            }
        }
        OptionalLong files = OptionValues.positive(options, "maxFilesPerTrigger");
        OptionalLong bytes = OptionValues.positive(options, "maxBytesPerTrigger");
        if (files.isPresent() && bytes.isPresent()) {
            throw ErrorCondition.OPTIONS_EXCLUDE_EACH_OTHER
                    .error()
                    .with("first", "maxFilesPerTrigger")
                    .with("second", "maxBytesPerTrigger")
                    .build();
        }
        Duration poll = Duration.ofMillis(Math.max(
                1, OptionValues.time(options, "pollInterval", "100ms", TimeUnit.MILLISECONDS, TimeUnit.MILLISECONDS)));
        return new FileSourceOptions(
                files.orElse(Long.MAX_VALUE),
                bytes.orElse(Long.MAX_VALUE),
                OptionValues.time(options, "maxFileAge", "7d", TimeUnit.MILLISECONDS, TimeUnit.MILLISECONDS),
                OptionValues.flag(options, "latestFirst", false),
                OptionValues.flag(options, "fileNameOnly", false),
                poll,
                options.has("pollInterval") ? poll : Duration.ofSeconds(1));
    }

    /// With the newest first and a limit, old files are those that are still to come, so that no age is too high.
    long effectiveMaximumAgeMillis() {
        boolean limited = maximumFiles < Long.MAX_VALUE || maximumBytes < Long.MAX_VALUE;
        return latestFirst && limited ? Long.MAX_VALUE / 2 : maximumAgeMillis;
    }
}
