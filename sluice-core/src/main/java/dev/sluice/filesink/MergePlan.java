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
/// byte is written again only as often as sizes double. A file that is nearly full is passed over.
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
            if (file.sizeBytes() > targetBytes - targetBytes / 8) continue;
            if (bytes + file.sizeBytes() > targetBytes) {
                boolean merged = addGroup(run, bytes >= targetBytes / 2, groups);
                run = merged ? new ArrayList<>() : behindLargest(run);
                bytes = bytes(run);
                if (bytes + file.sizeBytes() > targetBytes) {
                    run.clear();
                    bytes = 0;
                }
            }
            run.add(file);
            bytes += file.sizeBytes();
        }
        addGroup(run, false, groups);
    }

    /// @return whether merging the run is worth it
    private static boolean addGroup(List<WrittenFile> run, boolean full, List<List<WrittenFile>> groups) {
        long largest = run.stream().mapToLong(WrittenFile::sizeBytes).max().orElse(0);
        long others = bytes(run) - largest;
        boolean worthIt = full ? run.size() > 1 && others >= largest / 8 : run.size() >= FEWEST && others >= largest;
        if (worthIt) groups.add(List.copyOf(run));
        return worthIt;
    }

    /// What is left for the next group, so that little ones behind a large one don't stay so.
    private static List<WrittenFile> behindLargest(List<WrittenFile> run) {
        int largest = 0;
        for (int i = 0; i < run.size(); i++) {
            if (run.get(i).sizeBytes() > run.get(largest).sizeBytes()) largest = i;
        }
        return new ArrayList<>(run.subList(Math.min(largest + 1, run.size()), run.size()));
    }

    private static long bytes(List<WrittenFile> run) {
        return run.stream().mapToLong(WrittenFile::sizeBytes).sum();
    }
}
