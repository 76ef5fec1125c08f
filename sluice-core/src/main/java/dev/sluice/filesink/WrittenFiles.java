package dev.sluice.filesink;

import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of one attempt, task by task: those that are finished, and all that were begun, to be deleted if it fails.
final class WrittenFiles {

    private final Storage storage;
    private final Map<Integer, List<WrittenFile>> finished = new TreeMap<>();
    private final List<DataFile> begun = new ArrayList<>();

    WrittenFiles(Storage storage) {
        this.storage = storage;
    }

    synchronized void begin(DataFile file) {
        begun.add(file);
    }

    synchronized void finish(int task, List<WrittenFile> files) {
        finished.put(task, files);
    }

    /// In the order of tasks.
    synchronized List<WrittenFile> all() {
        return finished.values().stream().flatMap(List::stream).toList();
    }

    synchronized void delete() {
        for (DataFile file : begun) {
            file.abandon();
            storage.delete(file.path());
        }
    }
}
