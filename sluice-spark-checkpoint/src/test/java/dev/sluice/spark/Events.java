package dev.sluice.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Random;

/// Files of events, the same whenever they are written: `at` a time that moves on from file to file, `k` one of few
/// keys, `v` a small
/// number; the latter two are missing here and there.
final class Events {

    static final String SCHEMA = "at TIMESTAMP, k STRING, v BIGINT";

    private static final String[] KEYS = {"a", "b", "c", "dd", "a key of some length"};

    private Events() {}

    /// @param from the number of the first file, `to` that behind the last
    static void write(Path directory, int from, int to) throws IOException {
        Files.createDirectories(directory);
        for (int i = from; i < to; i++) {
            var random = new Random(i);
            var text = new StringBuilder();
            for (int row = 0; row < 12; row++) {
                int second = i * 7 + random.nextInt(19);
                text.append(
                        String.format(Locale.ROOT, "{\"at\":\"2020-01-01T00:%02d:%02dZ\"", second / 60, second % 60));
                String key = KEYS[random.nextInt(KEYS.length)];
                if (random.nextInt(10) > 0) text.append(",\"k\":\"").append(key).append('"');
                if (random.nextInt(7) > 0) text.append(",\"v\":").append(random.nextInt(11) - 5);
                text.append("}\n");
            }
            Path file = directory.resolve(String.format(Locale.ROOT, "events %03d.json", i)); // a blank, to be escaped
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_577_836_800_000L + i * 1_000L));
        }
    }
}
