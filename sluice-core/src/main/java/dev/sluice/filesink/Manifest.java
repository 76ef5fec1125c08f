package dev.sluice.filesink;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which files of an output directory count: Spark's `_spark_metadata`.
///
/// ```text
/// _spark_metadata/8          the files of micro-batch 8
/// _spark_metadata/9.compact  all files up to micro-batch 9
/// _spark_metadata/10         …
/// ```
///
/// An entry appears whole or not at all, and at most once: that is when its micro-batch's output becomes visible.
public final class Manifest {

    /// The directory below the output directory.
    public static final String DIRECTORY = "_spark_metadata";

    private static final String COMPACT = ".compact";
    /// Readers and a writer that clears up meet: what was listed may be gone when it is read.
    private static final int TRIES = 5;

    private final Storage storage;
    private final String output;
    private final String directory;

    public Manifest(Storage storage, String output) {
        this.storage = storage;
        this.output = output;
        directory = output + "/" + DIRECTORY;
    }

    /// Whether the directory has one, so that what it does not name does not count.
    public boolean exists() {
        return storage.find(directory).map(Storage.Entry::directory).orElse(false);
    }

    /// The last micro-batch in it.
    public OptionalLong latest() {
        NavigableMap<Long, Storage.Entry> batches = batches();
        return batches.isEmpty() ? OptionalLong.empty() : OptionalLong.of(batches.lastKey());
    }

    /// All files that count now, oldest first.
    public List<WrittenFile> files() {
        for (int i = 0; ; i++) {
            List<WrittenFile> files = tryFiles(i == TRIES);
            if (files != null) return files;
        }
    }

    /// Whether the name is that of a file merged from others, whose rows readers may have seen already.
    public static boolean isMerged(String fileName) {
        return Ownership.isMerged(fileName);
    }

    private @Nullable List<WrittenFile> tryFiles(boolean last) {
        NavigableMap<Long, Storage.Entry> batches = batches();
        if (batches.isEmpty()) return List.of();
        Long from = batches.descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue().name().endsWith(COMPACT))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse(0L);
        List<WrittenFile> files = new ArrayList<>();
        for (long batch = from; batch <= batches.lastKey(); batch++) {
            Storage.Entry entry = batches.get(batch);
            String path = entry == null ? directory + "/" + batch : entry.path();
            if (entry == null || storage.find(path).isEmpty()) {
                if (!last) return null;
                throw missing(path, batches.lastKey());
            }
            files.addAll(ManifestEntries.decode(storage.read(path), path, storage, output));
        }
        return files;
    }

    /// Makes a micro-batch's files visible.
    ///
    /// @param all whether the files are all that there are, and stand for every entry before
    /// @return false if the micro-batch is there already; nothing has changed then
    boolean add(long batchId, List<WrittenFile> files, boolean all) {
        if (storage.find(path(batchId, !all)).isPresent()) return false;
        return storage.create(path(batchId, all), ManifestEntries.encode(files, storage));
    }

    /// Deletes entries that an older `.compact` stands for and that were written before a time.
    ///
    /// @param retained how many micro-batches back readers may still want entries
    void purge(long latest, int interval, int retained, long beforeMillis) {
        long oldest = latest + 1 - retained;
        if (oldest < interval) return;
        long keptFrom = oldest - oldest % interval - 1;
        batches().headMap(keptFrom).forEach((_, entry) -> {
            if (entry.modifiedMillis() <= beforeMillis) storage.delete(entry.path());
        });
    }

    private String path(long batchId, boolean compact) {
        return directory + "/" + batchId + (compact ? COMPACT : "");
    }

    /// The entries by micro-batch.
    private NavigableMap<Long, Storage.Entry> batches() {
        NavigableMap<Long, Storage.Entry> batches = new TreeMap<Long, Storage.Entry>();
        for (Storage.Entry entry : storage.list(directory)) {
            String name = entry.name();
            String number = name.endsWith(COMPACT) ? name.substring(0, name.length() - COMPACT.length()) : name;
            if (number.isEmpty() || number.length() > 18 || !number.chars().allMatch(c -> c >= '0' && c <= '9'))
                continue;
            batches.merge(Long.parseLong(number), entry, (a, b) -> a.name().endsWith(COMPACT) ? a : b);
        }
        return batches;
    }

    private static SluiceException missing(String path, long latest) {
        return ErrorCondition.SINK_MANIFEST_MISSING
                .error()
                .with("file", path)
                .with("batchId", latest)
                .build();
    }
}
