package dev.sluice.filesink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides which small files become one: neighbours in time, of one directory, together not above the target size.
///
/// ```text
/// target 100      40 | 5 5 5 5 | 90 | 60 30 20
///                 └──────────┘        └────┘
/// ```
///
/// Files are merged once they fill a target, or once the small ones weigh as much as the largest beside them: so a
/// byte is written again only as often as sizes double.
final class MergePlan {

    /// Fewer files are no misery.
    private static final int FEWEST = 4;

    private MergePlan() {}

    static List<List<WrittenFile>> of(List<WrittenFile> files, long targetBytes) {
        Map<String, List<WrittenFile>> byDirectory = new LinkedHashMap<>();
        for (WrittenFile file : files) {
            byDirectory
                    .computeIfAbsent(file.directory(), _ -> new ArrayList<>())
                    .add(file);
        }
        List<List<WrittenFile>> groups = new ArrayList<>();
        byDirectory.values().forEach(all -> addGroups(all, targetBytes, groups));
        return groups;
    }

    private static void addGroups(List<WrittenFile> files, long targetBytes, List<List<WrittenFile>> groups) {
        List<WrittenFile> run = new ArrayList<>();
        long bytes = 0;
        for (WrittenFile file : files) {
            if (bytes + file.sizeBytes() > targetBytes) {
                addGroup(run, bytes, bytes >= targetBytes / 2, groups);
                run.clear();
                bytes = 0;
            }
            if (file.sizeBytes() > targetBytes) continue;
            run.add(file);
            bytes += file.sizeBytes();
        }
        addGroup(run, bytes, false, groups);
    }

    private static void addGroup(List<WrittenFile> run, long bytes, boolean full, List<List<WrittenFile>> groups) {
        long largest = run.stream().mapToLong(WrittenFile::sizeBytes).max().orElse(0);
        boolean worthIt = full
                ? run.size() > 1 && bytes - largest >= largest / 8
                : run.size() >= FEWEST && bytes - largest >= largest;
        if (worthIt) groups.add(List.copyOf(run));
    }
}
