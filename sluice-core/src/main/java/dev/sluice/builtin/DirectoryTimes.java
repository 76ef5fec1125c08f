package dev.sluice.builtin;

import dev.sluice.storage.Storage;
import java.util.HashMap;
import java.util.Map;

/// When the directories that were looked through last changed: while they have not, nothing new is in them, and an
/// idle stream need not list them each time it looks.
///
/// Only a hint: a file may come within the same tick of the file system's clock, so a look at all that is there must
/// follow before long. A storage that knows no times of directories gives none, and is listed each time.
final class DirectoryTimes {

    private final Map<String, Long> modifiedMillis = new HashMap<>();
    private boolean known;

    /// A new look begins, at all that is there.
    void begin() {
        modifiedMillis.clear();
        known = true;
    }

    /// A directory is going to be listed.
    void visit(Storage.Entry directory) {
        if (directory.modifiedMillis() <= 0) known = false;
        modifiedMillis.put(directory.path(), directory.modifiedMillis());
    }

    /// Something was looked at whose changes no directory's time tells.
    void lookElsewhere() {
        known = false;
    }

    boolean areTheSame(Storage storage) {
        if (!known || modifiedMillis.isEmpty()) return false;
        for (Map.Entry<String, Long> directory : modifiedMillis.entrySet()) {
            boolean same = storage.find(directory.getKey())
                    .filter(now -> now.directory() && now.modifiedMillis() == directory.getValue())
                    .isPresent();
            if (!same) return false;
        }
        return true;
    }
}
