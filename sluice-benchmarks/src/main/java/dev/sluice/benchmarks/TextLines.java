package dev.sluice.benchmarks;

import dev.sluice.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// The lines of all files of a directory, file by file, as a program without an engine reads them.
final class TextLines {

    private TextLines() {}

    static void read(Storage storage, String directory, Consumer<String> each) {
        storage.list(directory).stream().map(Storage.Entry::path).sorted().forEach(file -> {
            try (var lines = new BufferedReader(new InputStreamReader(storage.open(file, 0), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) each.accept(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
