package dev.sluice.testing.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Files of events for two streams, one file of each a micro-batch, and what plain loops make of them, micro-batch by
/// micro-batch.
///
/// A file has the events of ten seconds, so that none is late; the last one is of a day later, and closes what is open.
record EventFiles(long seed, int fileCount, int eventsInFile) {

    static final String LEFT = "left";
    static final String RIGHT = "right";

    private record Event(String key, long second) {}

    private static final FileTime MODIFIED = FileTime.fromMillis(1_767_225_600_000L);
    private static final long SECONDS = 10;
    private static final long DAY = 86_400;

    void write(Path directory) throws IOException {
        for (String input : List.of(LEFT, RIGHT)) {
            Files.createDirectories(directory.resolve(input));
            for (int file = 0; file < fileCount; file++) {
                Path path = directory.resolve(input).resolve(String.format("%06d.txt", file));
                Files.write(
                        path,
                        events(input, file).stream()
                                .map(event -> event.key + "," + event.second)
                                .toList());
                Files.setLastModifiedTime(path, MODIFIED);
            }
        }
    }

    private List<Event> events(String input, int file) {
        var random = new Random(seed * 1_000_003 + 31L * file + input.length());
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < eventsInFile; i++) {
            events.add(new Event("k" + random.nextInt(20), begin(file) + random.nextInt((int) SECONDS)));
        }
        return events;
    }

    private long begin(int file) {
        return 1_000L + file * SECONDS + (file == fileCount - 1 ? DAY : 0);
    }

    /// For each word of a micro-batch how often it has come until then, and the last second in which it has.
    List<List<String>> words() {
        Map<String, long[]> counts = new HashMap<>();
        List<List<String>> batches = new ArrayList<>();
        for (int file = 0; file < fileCount; file++) {
            Map<String, long[]> changed = new TreeMap<>();
            for (Event event : events(LEFT, file)) {
                long[] count = counts.computeIfAbsent(event.key, _ -> new long[2]);
                count[0]++;
                count[1] = Math.max(count[1], event.second);
                changed.put(event.key, count);
            }
            List<String> rows = new ArrayList<>();
            changed.forEach((key, count) -> rows.add(key + " " + count[0] + " " + count[1]));
            batches.add(rows);
        }
        return batches;
    }

    /// How many events of a key are in each window of ten seconds. A file's window is over when the next file was read:
    /// the micro-batch behind that writes it, the last one without any input.
    List<List<String>> windows() {
        List<List<String>> batches = new ArrayList<>(List.of(List.of(), List.of()));
        for (int file = 0; file < fileCount - 1; file++) {
            Map<String, Integer> counts = new TreeMap<>();
            for (Event event : events(LEFT, file)) counts.merge(event.key, 1, Integer::sum);
            List<String> rows = new ArrayList<>();
            for (var count : counts.entrySet()) rows.add(count.getKey() + " " + begin(file) + " " + count.getValue());
            batches.add(rows);
        }
        return batches;
    }

    /// Each pair that is at most five seconds apart, where its right side was read: that may be one file later.
    /// A last micro-batch without input lets go of what can't be met any more.
    List<List<String>> join() {
        List<List<String>> batches = new ArrayList<>();
        for (int file = 0; file < fileCount; file++) {
            List<Event> lefts = new ArrayList<>(events(LEFT, file));
            if (file > 0) lefts.addAll(events(LEFT, file - 1));
            List<String> pairs = new ArrayList<>();
            for (Event right : events(RIGHT, file)) {
                for (Event left : lefts) {
                    boolean near = right.second >= left.second && right.second <= left.second + 5;
                    if (near && right.key.equals(left.key)) {
                        pairs.add(left.key + " " + left.second + " " + right.second);
                    }
                }
            }
            batches.add(pairs);
        }
        batches.add(List.of());
        return batches;
    }
}
