package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Files that a query writes, as a reader finds them who knows the manifest, by nothing but its text: whole, each named
/// once.
public final class FileOutput implements KilledOutput {

    private static final Pattern ENTRY = Pattern.compile("\"path\":\"file:/*([^\"]*)\",\"size\":(\\d+)");
    private static final Pattern DIRECTORY = Pattern.compile("part=(\\d)/part-");

    /// The uuid in a file's name: its micro-batch stands in the last part; 8 says that a task has written it.
    private static final Pattern WRITTEN = Pattern.compile("part-.*-8[0-9a-f]{3}-([0-9a-f]{12})[-.]c000\\..*");

    /// What is in a file.
    @FunctionalInterface
    public interface Content {
        /// @return `key number number`, in any order
        List<String> rows(Path file) throws IOException;
    }

    private final Path directory;
    private final String format;
    private final boolean partitioned;
    private final Content content;
    private final Map<Path, List<String>> read = new HashMap<>();

    /// @param partitioned whether there is a directory for each value of `part`, and small files are merged
    public FileOutput(Path directory, String format, boolean partitioned, Content content) {
        this.directory = directory;
        this.format = format;
        this.partitioned = partitioned;
        this.content = content;
    }

    @Override
    public List<String> arguments() {
        return List.of(directory.toString(), format, String.valueOf(partitioned));
    }

    @Override
    public Found find() {
        try {
            return found();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Found found() throws IOException {
        NavigableMap<Long, Path> entries = entries();
        long last = entries.isEmpty() ? -1 : entries.lastKey();
        long first = 0;
        for (var entry : entries.entrySet()) {
            if (entry.getValue().toString().endsWith(".compact")) first = entry.getKey();
        }
        List<String> rows = new ArrayList<>();
        Set<Path> named = new HashSet<>();
        for (long batchId = first; batchId <= last; batchId++) {
            assertTrue(entries.containsKey(batchId), "the manifest has no entry " + batchId);
            Matcher file = ENTRY.matcher(Files.readString(entries.get(batchId)));
            while (file.find()) {
                Path path = Path.of("/" + file.group(1));
                assertTrue(named.add(path), path + " is named twice");
                assertEquals(Long.parseLong(file.group(2)), Files.size(path), path::toString);
                rows.addAll(rows(path));
            }
        }
        return new Found(last, rows, cutShort(last));
    }

    private NavigableMap<Long, Path> entries() throws IOException {
        var entries = new TreeMap<Long, Path>();
        Path manifest = directory.resolve("_spark_metadata");
        if (Files.notExists(manifest)) return entries;
        try (Stream<Path> files = Files.list(manifest)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("\\d+(\\.compact)?")) entries.put(Long.parseLong(name.replace(".compact", "")), file);
            }
        }
        return entries;
    }

    private List<String> rows(Path file) throws IOException {
        List<String> known = read.get(file);
        if (known != null) return known;
        List<String> rows = content.rows(file);
        if (partitioned) {
            Matcher part = DIRECTORY.matcher(file.toString());
            assertTrue(part.find(), file::toString);
            for (String row : rows) {
                int key = Integer.parseInt(row.substring(1, row.indexOf(' ')));
                assertEquals(Integer.parseInt(part.group(1)), key % 3, () -> row + " in " + file);
            }
        }
        read.put(file, rows);
        return rows;
    }

    /// Whether there are files of a micro-batch that the manifest does not know.
    private boolean cutShort(long last) throws IOException {
        if (Files.notExists(directory)) return false;
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> WRITTEN.matcher(file.getFileName().toString()))
                    .anyMatch(name -> name.matches() && Long.parseLong(name.group(1), 16) > last);
        }
    }

    /// How many files there are that were made of small ones.
    public long mergedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("part-.*-9[0-9a-f]{3}-[0-9a-f]{12}.*"))
                    .count();
        }
    }
}
