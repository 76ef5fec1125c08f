package dev.sluice.builtin;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Provider;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.error.ErrorCondition;
import dev.sluice.file.InputFile;
import dev.sluice.filesink.Manifest;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files that come into directories, each read once, oldest first.
///
/// Its offset counts the micro-batches that had files (`{"logOffset":3}`); which files those were stands in the range's
/// replay, with their sizes, so that a replay reads the same bytes. A file is never cut: a limit in rows takes as many
/// files as may have so many. A file has to appear whole: written elsewhere and moved into the directory.
final class FileSource implements Source {

    private static final System.Logger LOG = System.getLogger("FileStreamSource");

    /// How many looks in a row may do without a listing, and for how long: directories' times may be coarse.
    private static final int LOOKS_SPARED = 3;

    private static final long SPARED_MILLIS = 1_000;

    /// The longer nothing has come the less often is looked for it: a file waits for this part of the silence before
    /// it.
    private static final int PART_OF_SILENCE = 10;

    private final InputPaths paths;
    private final FileLayout layout;
    private final FileSourceOptions options;
    private final Provider.Surroundings around;
    private final Storage storage;
    private final Machine machine;
    private final int parallelism;
    private final SeenFiles seen;
    private final RowSizes rowSizes = new RowSizes();
    private final DirectoryTimes times = new DirectoryTimes();

    private final String description;

    /// Since when there has been nothing to read; a look that finds something ends it.
    private long quietSinceMillis;

    /// How often the directories were not listed, since nothing in them had changed.
    private int looksSpared;

    /// When they were listed last.
    private long listedMillis;

    /// The files that were said to have been written again.
    private final Set<String> told = new HashSet<>();

    /// The paths that were not there when last looked for.
    private final Set<String> away = new HashSet<>();

    /// What the last [#latest] chose; taken by [#range].
    private List<InputFile> chosen = List.of();
    private long rowsLeft;

    /// Whether the last look found nothing to read.
    private boolean quiet;

    /// What is still to be read of the files that were there when the source was frozen.
    private @Nullable List<InputFile> frozen;

    FileSource(InputPaths paths, FileLayout layout, FileSourceOptions options, Provider.Surroundings around) {
        this.paths = paths;
        this.layout = layout;
        this.options = options;
        this.around = around;
        storage = around.storage();
        machine = around.machine();
        parallelism = around.parallelism();
        description = "FileStreamSource[" + paths.description() + "]";
        seen = new SeenFiles(options.effectiveMaximumAgeMillis(), options.fileNameOnly());
        quietSinceMillis = machine.nowMillis();
    }

    @Override
    public Source withMetadata() {
        return new FileSource(paths, layout.withMetadata(), options, around);
    }

    @Override
    public DataType.Struct schema() {
        return layout.columns();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
        if (!nothingNew()) chosen = choose(limit);
        long now = machine.nowMillis();
        if (!chosen.isEmpty() || now < quietSinceMillis) quietSinceMillis = now;
        if (chosen.isEmpty()) return Optional.ofNullable(from);
        long last =
                from == null ? -1 : from.json().asObject().require("logOffset").asLong();
        return Optional.of(
                new Offset(JsonValue.object().put("logOffset", last + 1).build()));
    }

    @Override
    public long rowsLeft() {
        return rowsLeft;
    }

    @Override
    public boolean freeze() {
        frozen = fresh(paths.files());
        quiet = false;
        return true;
    }

    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        List<InputFile> files = to.equals(from) ? List.of() : chosen;
        chosen = List.of();
        take(files);
        if (frozen != null) frozen = frozen.subList(files.size(), frozen.size());
        JsonValue replay = JsonValue.object()
                .put("files", files.stream().map(InputFile::toJson).toList())
                .put("parallelism", parallelism)
                .build();
        return new InputRange(from, to, replay);
    }

    @Override
    public List<Split> splits(InputRange range) {
        // Cut as it was planned: another cut would add up floating-point numbers in another order.
        int planned =
                Math.toIntExact(range.replay().asObject().require("parallelism").asLong());
        List<InputFile> files = files(range);
        return rowSizes.counted(FileSplits.of(files, layout, storage, planned), sizeBytes(files));
    }

    @Override
    public void replay(InputRange range) {
        take(files(range));
    }

    @Override
    public JsonValue memory() {
        return seen.toJson();
    }

    @Override
    public void restore(JsonValue memory) {
        if (memory != JsonValue.JsonNull.NULL) seen.restore(memory);
    }

    @Override
    public Optional<Duration> pollInterval() {
        Duration part = Duration.ofMillis((machine.nowMillis() - quietSinceMillis) / PART_OF_SILENCE);
        if (part.compareTo(options.pollInterval()) <= 0) return Optional.of(options.pollInterval());
        return Optional.of(part.compareTo(options.rarestPollInterval()) < 0 ? part : options.rarestPollInterval());
    }

    @Override
    public void close() {}

    private void take(List<InputFile> files) {
        files.forEach(seen::add);
        seen.purge();
    }

    /// Whether the last look found nothing, and no directory has changed since. Every fourth look is a whole one,
    /// whatever the directories say, and so is one after a while.
    private boolean nothingNew() {
        long now = machine.nowMillis();
        boolean recent = now >= listedMillis && now - listedMillis < SPARED_MILLIS;
        boolean same = quiet && recent && looksSpared < LOOKS_SPARED && times.areTheSame(storage);
        looksSpared = same ? looksSpared + 1 : 0;
        if (!same) listedMillis = now;
        return same;
    }

    private List<InputFile> choose(ReadLimit limit) {
        List<InputFile> fresh = frozen == null ? fresh(present()) : frozen;
        quiet = frozen == null && fresh.isEmpty();
        List<InputFile> taken = limit.options() ? cut(fresh, limit.mostRows()) : fresh;
        boolean cutByRows = limit.mostRows() < Long.MAX_VALUE && taken.size() < fresh.size();
        rowsLeft = cutByRows ? (long) ((sizeBytes(fresh) - sizeBytes(taken)) / rowSizes.bytesPerRow()) : 0;
        return taken;
    }

    /// What has not been taken yet, in the order in which it will be.
    private List<InputFile> fresh(List<InputFile> all) {
        Comparator<InputFile> age = Comparator.comparingLong(InputFile::modifiedMillis);
        all.stream().filter(seen::isWrittenAgain).forEach(this::tellOnce);
        List<InputFile> fresh = all.stream()
                .filter(seen::isNew)
                .sorted((options.latestFirst() ? age.reversed() : age).thenComparing(InputFile::path))
                .toList();
        if (fresh.stream().anyMatch(file -> Manifest.isMerged(file.name()))) refuseMerged();
        return fresh;
    }

    /// What is there now. A directory that is away has no files, and the query waits; that is said once, and that it is
    /// back.
    private List<InputFile> present() {
        Set<String> missing = new HashSet<>();
        List<InputFile> files = paths.files(missing::add, times);
        for (String path : missing) {
            if (away.add(path)) {
                LOG.log(System.Logger.Level.WARNING, "The input " + path + " is not there; the query waits for it.");
            }
        }
        away.removeIf(path -> {
            boolean back = !missing.contains(path);
            if (back) LOG.log(System.Logger.Level.WARNING, "The input " + path + " is there again.");
            return back;
        });
        return files;
    }

    private void tellOnce(InputFile file) {
        if (!told.add(file.path())) return;
        LOG.log(
                System.Logger.Level.WARNING,
                "The file " + file.path() + " was written again after it had been read. What is in it now is not read:"
                        + " a stream reads each file once, by its name. New rows go into a new file.");
    }

    /// A merged file has rows that came before, or will not come again in its parts.
    private void refuseMerged() {
        paths.merged().ifPresent(file -> {
            throw ErrorCondition.STREAM_OF_MERGED_FILES
                    .error()
                    .with("directory", paths.description())
                    .with("file", file.name())
                    .build();
        });
    }

    /// As many files as the options and the limit allow, and at least one: the first may be larger than what is
    /// allowed.
    private List<InputFile> cut(List<InputFile> fresh, long mostRows) {
        double mostBytes = mostRows == Long.MAX_VALUE
                ? options.maximumBytes()
                : Math.min((double) options.maximumBytes(), mostRows * rowSizes.bytesPerRow());
        int taken = 0;
        long bytes = 0;
        while (taken < fresh.size()) {
            bytes += fresh.get(taken).sizeBytes();
            boolean full = taken >= options.maximumFiles() || bytes > mostBytes;
            if (full && taken > 0) break;
            taken++;
        }
        return fresh.subList(0, taken);
    }

    private static long sizeBytes(List<InputFile> files) {
        return files.stream().mapToLong(InputFile::sizeBytes).sum();
    }

    private static List<InputFile> files(InputRange range) {
        return range.replay().asObject().require("files").asList().stream()
                .map(InputFile::fromJson)
                .toList();
    }
}
