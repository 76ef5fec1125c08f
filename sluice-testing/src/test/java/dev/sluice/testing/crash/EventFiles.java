package dev.sluice.testing.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Files of events for two streams, what a plain loop makes of them, and what stands in files of output.
///
/// A file has the events of ten seconds, so that none is late; the last one is of a day later, and closes what is open.
record EventFiles(long seed, int fileCount, int eventsInFile) {

    private record Event(String key, long second) {}

    private static final FileTime MODIFIED = FileTime.fromMillis(1_767_225_600_000L);
    private static final Pattern PATH = Pattern.compile("\"path\":\"(?:file:)?/*([^\"]*)\"");

    void write(Path directory) throws IOException {
        for (String input : List.of("left", "right")) {
            Files.createDirectories(directory.resolve(input));
            for (int file = 0; file < fileCount; file++) {
                Path path = directory.resolve(input).resolve(String.format("%06d.txt", file));
                Files.write(
                        path,
                        events(input, file).stream()
                                .map(e -> e.key + "," + e.second)
                                .toList());
                Files.setLastModifiedTime(path, MODIFIED);
            }
        }
    }

    private List<Event> events(String input, int file) {
        var random = new Random(seed * 1_000_003 + 31L * file + input.length());
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < eventsInFile; i++) {
            long second = file == fileCount - 1 ? 86_400 : 1_000 + file * 10L + random.nextInt(10);
            events.add(new Event("k" + random.nextInt(20), second));
        }
        return events;
    }

    private List<Event> all(String input) {
        List<Event> all = new ArrayList<>();
        for (int file = 0; file < fileCount; file++) all.addAll(events(input, file));
        return all;
    }

    /// How many events of a key are in each window that is over.
    List<String> windows() {
        var counts = new TreeMap<String, Integer>();
        for (Event event : all("left")) {
            if (event.second < 86_400) counts.merge(event.key + " " + event.second / 10 * 10, 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .sorted()
                .toList();
    }

    /// Each pair that is at most five seconds apart.
    List<String> join() {
        List<String> pairs = new ArrayList<>();
        List<Event> rights = all("right");
        for (Event left : all("left")) {
            for (Event right : rights) {
                boolean near = right.second >= left.second && right.second <= left.second + 5;
                if (near && right.key.equals(left.key)) pairs.add(left.key + " " + left.second + " " + right.second);
            }
        }
        return pairs.stream().sorted().toList();
    }

    /// What a reader of the manifest finds, by nothing but its text.
    static List<String> output(Path directory) throws IOException {
        List<Path> manifest;
        try (Stream<Path> files = Files.list(directory.resolve("_spark_metadata"))) {
            manifest = files.filter(file -> file.getFileName().toString().matches("\\d+(\\.compact)?"))
                    .toList();
        }
        long compacted = manifest.stream()
                .filter(file -> file.toString().endsWith(".compact"))
                .mapToLong(EventFiles::batch)
                .max()
                .orElse(-1);
        List<String> rows = new ArrayList<>();
        for (Path entry : manifest) {
            boolean counts = batch(entry) > compacted
                    || (batch(entry) == compacted && entry.toString().endsWith(".compact"));
            if (!counts) continue;
            Matcher path = PATH.matcher(Files.readString(entry));
            while (path.find()) {
                for (String line : Files.readAllLines(Path.of("/" + path.group(1)))) {
                    String[] cells = line.replaceAll("[{}\"]", "").split("[:,]");
                    rows.add(cells[1] + " " + cells[3] + " " + cells[5]);
                }
            }
        }
        return rows.stream().sorted().toList();
    }

    private static long batch(Path entry) {
        return Long.parseLong(entry.getFileName().toString().replace(".compact", ""));
    }
}
