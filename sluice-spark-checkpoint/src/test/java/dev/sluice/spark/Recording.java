package dev.sluice.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Checkpoints that a real Spark 4.2.0 wrote over the first [#FILES] files of [Events], in three partitions.
final class Recording {

    static final int FILES = 6;
    static final int PARTITIONS = 3;

    /// Stands for where the files were.
    private static final String EVENTS = "file:///EVENTS/";

    private Recording() {}

    /// Unpacks one.
    ///
    /// @param events where the files are now
    static void unpack(MovedQuery query, Path checkpoint, Path events) throws IOException {
        try (InputStream packed = Recording.class.getResourceAsStream("/checkpoints/" + query.word() + ".zip");
                var zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = checkpoint.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(
                        file,
                        replaced(
                                entry.getName(),
                                zip.readAllBytes(),
                                EVENTS,
                                events.toUri().toString()));
            }
        }
    }

    /// Packs one; without the checksums that Hadoop's local files have beside them.
    static void pack(MovedQuery query, Path checkpoint, Path events, Path resources) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(checkpoint)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".crc"))
                    .sorted()
                    .toList();
        }
        Path packed = resources.resolve("checkpoints/" + query.word() + ".zip");
        Files.createDirectories(packed.getParent());
        try (var zip = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (Path file : files) {
                String name = checkpoint.relativize(file).toString();
                var entry = new ZipEntry(name);
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                zip.putNextEntry(entry);
                zip.write(
                        replaced(name, Files.readAllBytes(file), events.toUri().toString(), EVENTS));
            }
        }
    }

    private static byte[] replaced(String name, byte[] content, String from, String to) {
        if (!name.startsWith("sources/")) return content;
        return new String(content, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }
}
