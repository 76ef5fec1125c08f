package dev.sluice.benchmarks.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.storage.LocalStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineScanTest {

    private static final int SEGMENT = 4 << 20;

    @TempDir
    private Path directory;

    /// Lines of many lengths over three segments; one ends exactly with a segment, one begins a byte before the next.
    @Test
    void eachLineIsReadOnceWhereverSegmentsAreCut() throws IOException {
        var text = new ByteArrayOutputStream();
        int number = 0;
        while (text.size() < SEGMENT - 200) line(text, number++, number % 97);
        line(text, number, SEGMENT - text.size() - Integer.toString(number++).length() - 1);
        assertEquals(SEGMENT, text.size());
        while (text.size() < 2 * SEGMENT - 200) line(text, number++, number % 89);
        line(
                text,
                number,
                2 * SEGMENT - 1 - text.size() - Integer.toString(number++).length() - 1);
        assertEquals(2 * SEGMENT - 1, text.size());
        for (int last = number + 1000; number < last; ) line(text, number++, number % 61);
        Files.write(directory.resolve("a"), text.toByteArray());
        Files.writeString(directory.resolve("b"), number++ + " without an end");

        List<Numbers> workers = List.of(new Numbers(), new Numbers(), new Numbers());
        LineScan.run(new LocalStorage(directory.toString()), ".", workers);
        var found = new TreeMap<Integer, Integer>();
        workers.forEach(worker -> worker.numbers.forEach(n -> found.merge(n, 1, Integer::sum)));
        assertEquals(number, found.size());
        assertEquals(List.of(1), found.values().stream().distinct().toList());
    }

    private static void line(ByteArrayOutputStream text, int number, int padding) {
        text.writeBytes((number + "x".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static final class Numbers implements LineScan.Worker {

        final List<Integer> numbers = new ArrayList<>();

        @Override
        public void lines(byte[] bytes, int from, int to) {
            for (String line : new String(bytes, from, to - from, StandardCharsets.US_ASCII).split("\n")) {
                numbers.add(Integer.valueOf(line.replaceAll("\\D.*", "")));
            }
        }
    }
}
