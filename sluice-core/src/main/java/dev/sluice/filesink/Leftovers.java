package dev.sluice.filesink;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Files that the manifest does not name: left by attempts that failed, or replaced by merged ones. They are deleted
/// after a delay, for who still reads them, and not before the micro-batch they were written for is decided.
final class Leftovers {

    private static final System.Logger LOG = System.getLogger("FileStreamSink");

    private final Storage storage;
    private final Ownership ownership;
    private final Map<String, Long> dueMillis = new HashMap<>();

    Leftovers(Storage storage, Ownership ownership) {
        this.storage = storage;
        this.ownership = ownership;
    }

    /// Finds what earlier runs left in the directory.
    synchronized void find(String directory, List<WrittenFile> named, long dueMillis) {
        // By their names, which no two files share: a manifest may say the same place in other words, such as s3a://.
        Set<String> kept = new HashSet<>();
        named.forEach(file -> kept.add(file.name()));
        find(directory, kept, dueMillis);
    }

    private void find(String directory, Set<String> kept, long due) {
        for (Storage.Entry entry : storage.list(directory)) {
            if (entry.directory()) {
                if (entry.name().indexOf('=') > 0) find(entry.path(), kept, due);
            } else if (!kept.contains(entry.name())
                    && ownership.batchOf(entry.name()).isPresent()) {
                dueMillis.put(entry.path(), due);
            }
        }
    }

    synchronized void add(String path, long due) {
        dueMillis.put(path, due);
    }

    /// Deletes what is due.
    ///
    /// @param latest the last micro-batch that is decided
    synchronized void sweep(long nowMillis, long latest) {
        Iterator<Map.Entry<String, Long>> each = dueMillis.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Long> next = each.next();
            String path = next.getKey();
            OptionalLong batch = ownership.batchOf(path.substring(path.lastIndexOf('/') + 1));
            if (next.getValue() > nowMillis || batch.orElse(Long.MAX_VALUE) > latest) continue;
            each.remove();
            delete(path);
        }
    }

    /// The output is whole with or without it, so that a file that can't be deleted is no reason to stop.
    private void delete(String path) {
        try {
            storage.delete(path);
        } catch (SluiceException e) {
            LOG.log(System.Logger.Level.WARNING, "A file that does not count any more stays: " + path, e);
        }
    }
}
