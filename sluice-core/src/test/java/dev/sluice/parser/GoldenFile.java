package dev.sluice.parser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A file of cases: a text, a line `=>`, and what becomes of the text. A blank line ends a case, lines that begin
/// with `#` are comments.
///
/// With `-Dupdate` the file is written anew instead of compared; what changed is then reviewed as a diff.
public final class GoldenFile {

    private static final String ARROW = "=>";

    private final Path path;

    GoldenFile(String name) {
        this(Path.of("src/test/resources/parser", name));
    }

    public GoldenFile(Path path) {
        this.path = path;
    }

    /// Every input in it, in order.
    public List<String> inputs() {
        return blocks().stream()
                .map(GoldenFile::input)
                .filter(input -> !input.isEmpty())
                .toList();
    }

    public void check(Function<String, String> outcome) {
        List<String> blocks = blocks();
        if (System.getProperty("update") == null) {
            assertAll(blocks.stream()
                    .map(block -> () -> assertEquals(block, rewritten(block, outcome), () -> "" + path)));
        } else {
            write(blocks.stream()
                    .map(block -> rewritten(block, outcome))
                    .collect(Collectors.joining("\n\n", "", "\n")));
        }
    }

    private void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> blocks() {
        try {
            return List.of(Files.readString(path).strip().split("\n\n+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rewritten(String block, Function<String, String> outcome) {
        String input = input(block);
        if (input.isEmpty()) return block;
        List<String> lines = new ArrayList<>(comments(block));
        lines.add(input);
        lines.add(ARROW);
        // A message sets its caret off with a blank line, which would end the case.
        outcome.apply(input).lines().filter(line -> !line.isBlank()).forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String input(String block) {
        return block.lines()
                .takeWhile(line -> !line.equals(ARROW))
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> comments(String block) {
        return block.lines().takeWhile(line -> line.startsWith("#")).toList();
    }
}
