package dev.sluice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads the sources of all modules as text.
class TidyTest {

    private static final int MOST_LINES = 600;

    /// A catalogue is looked up in, not read; an enum can't be cut.
    private static final Set<String> CATALOGUES = Set.of("ErrorCondition.java");

    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private record Line(Path file, int number, String text) {
        @Override
        public String toString() {
            return file + ":" + number + ": " + text.strip();
        }
    }

    @Test
    void noFileIsLongerThanAReaderBears() {
        List<String> tooLong = sources()
                .filter(file -> !CATALOGUES.contains(file.getFileName().toString()))
                .filter(file -> lines(file).size() > MOST_LINES)
                .map(file -> file + " has " + lines(file).size() + " lines: which second noun is hiding in it?")
                .toList();
        assertTrue(tooLong.isEmpty(), () -> String.join("\n", tooLong));
    }

    @Test
    void nothingIsLeftForLater() {
        assertNone(LEFT_OVER.asPredicate());
    }

    @Test
    void noTabs() {
        assertNone(text -> text.indexOf('\t') >= 0);
    }

    @Test
    void everyPackageIntroducesItself() {
        Set<Path> packages = sources()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> !file.getFileName().toString().equals("module-info.java"))
                .map(Path::getParent)
                .collect(Collectors.toSet());
        List<String> silent = packages.stream()
                .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                .map(directory -> directory + " has no package-info.java")
                .sorted()
                .toList();
        assertTrue(silent.isEmpty(), () -> String.join("\n", silent));
    }

    private static void assertNone(java.util.function.Predicate<String> unwanted) {
        List<String> found = sources()
                .flatMap(TidyTest::numbered)
                .filter(line -> unwanted.test(line.text()))
                .map(Line::toString)
                .toList();
        assertTrue(found.isEmpty(), () -> String.join("\n", found));
    }

    private static Stream<Line> numbered(Path file) {
        List<String> lines = lines(file);
        List<Line> numbered = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) numbered.add(new Line(file, i + 1, lines.get(i)));
        return numbered.stream();
    }

    private static Stream<Path> sources() {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules
                    .map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(TidyTest::walk)
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
