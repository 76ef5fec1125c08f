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

/// Text files of pseudo-random words, and what counting them must give.
///
/// All files are of the same moment, so that their names say in which order a stream takes them.
///
/// @param vocabulary how many different words there are
record WordFiles(long seed, int fileCount, int wordsInFile, int vocabulary) {

    private static final int WORDS_IN_LINE = 10;
    private static final FileTime MODIFIED = FileTime.fromMillis(1_767_225_600_000L);

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (int file = 0; file < fileCount; file++) {
            List<String> words = words(file);
            var text = new StringBuilder();
            for (int i = 0; i < words.size(); i++) {
                text.append(words.get(i)).append((i + 1) % WORDS_IN_LINE == 0 ? '\n' : ' ');
            }
            Path path = directory.resolve(String.format("%06d.txt", file));
            Files.writeString(path, text.toString().stripTrailing());
            Files.setLastModifiedTime(path, MODIFIED);
        }
    }

    List<String> words(int file) {
        var random = new Random(seed * 1_000_003 + file);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < wordsInFile; i++) {
            words.add("w" + random.nextInt(vocabulary));
        }
        return words;
    }

    /// How often each word stands in all files.
    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        for (int file = 0; file < fileCount; file++) {
            for (String word : words(file)) counts.merge(word, 1L, Long::sum);
        }
        return counts;
    }
}
