package dev.sluice.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A directory as one file among the resources of tests, the same bytes whenever it is packed.
///
/// @param isText which of its files, by their names, are text, in which something of the place or the time stands
public record PackedDirectory(Predicate<String> isText) {

    /// @param text what becomes of text
    public void unpack(InputStream packed, Path directory, UnaryOperator<String> text) throws IOException {
        try (var zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, changed(entry.getName(), zip.readAllBytes(), text));
            }
        }
    }

    /// Packs it; without the checksums that Hadoop's local files have beside them.
    public void pack(Path directory, Path packed, UnaryOperator<String> text) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".crc"))
                    .sorted()
                    .toList();
        }
        Files.createDirectories(packed.getParent());
        try (var zip = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (Path file : files) {
                String name = directory.relativize(file).toString();
                var entry = new ZipEntry(name);
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                zip.putNextEntry(entry);
                zip.write(changed(name, Files.readAllBytes(file), text));
            }
        }
    }

    private byte[] changed(String name, byte[] content, UnaryOperator<String> text) {
        if (!isText.test(name)) return content;
        return text.apply(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
