package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// The list of what is known not to work yet, a line each: its name, then the reason. It is held to be true, so that it
/// is noticed when something begins to work.
record NotYet(Set<String> names) {

    /// Reads `not-yet.txt` of a directory, if there is one.
    ///
    /// @param words how many words of a line are the name
    static NotYet in(Path directory, int words) {
        Path file = directory.resolve("not-yet.txt");
        if (!Files.exists(file)) return new NotYet(Set.of());
        try (var lines = Files.lines(file)) {
            return new NotYet(lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split(" +")).limit(words).collect(Collectors.joining(" ")))
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean lists(String name) {
        return names.contains(name);
    }
}
