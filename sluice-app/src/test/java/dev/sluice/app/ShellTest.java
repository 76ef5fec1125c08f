package dev.sluice.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.api.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Types what stands behind the prompts of the conversations in `src/test/resources/shell`, and compares the whole
/// conversation. `-Dupdate` writes down how it does go instead.
class ShellTest {

    private static final Path CONVERSATIONS = Path.of("src/test/resources/shell");
    private static final Path FILES = Path.of("src/test/resources/cli/files");

    @TestFactory
    Stream<DynamicTest> conversationsGoAsWrittenDown() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(CONVERSATIONS)) {
            files = all.sorted().toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        String expected = Files.readString(file);
        List<String> typed = typed(expected);
        List<String> answers = List.of(converse(String.join("", typed)).split("sluice> ", -1));
        var actual = new StringBuilder(answers.getFirst());
        for (int i = 0; i < typed.size(); i++) {
            actual.append("sluice> ")
                    .append(typed.get(i).strip().replace("\n", "\n   ...> "))
                    .append('\n');
            actual.append(answers.get(i + 1));
        }
        if (System.getProperty("update") != null) {
            Files.writeString(file, actual.toString());
        } else {
            assertEquals(expected, actual.toString(), file + " (-Dupdate rewrites it)");
        }
    }

    /// What is typed: the lines behind a prompt, with those behind a second prompt as one.
    private static List<String> typed(String conversation) {
        List<String> typed = new ArrayList<>();
        conversation.lines().forEach(line -> {
            if (line.startsWith("sluice> ")) typed.add(line.substring("sluice> ".length()) + "\n");
            if (line.startsWith("   ...> ")) {
                typed.add(typed.removeLast() + line.substring("   ...> ".length()) + "\n");
            }
        });
        return typed;
    }

    private static String converse(String typed) throws IOException {
        var screen = new ByteArrayOutputStream();
        var place = new ShellTerminal(new DumbTerminal(
                "test",
                "dumb",
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                screen,
                StandardCharsets.UTF_8));
        var unused = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        var outer = new Terminal(new ByteArrayInputStream(new byte[0]), unused, unused, FILES.toString());
        Terminal terminal = place.printing(outer);
        try (Session session = Session.builder()
                .storage(terminal.files())
                .output(terminal.out())
                .create()) {
            new Shell(session, place.reader(session, null), terminal, false).converse();
        }
        return screen.toString(StandardCharsets.UTF_8)
                .replace("\r", "")
                .replaceAll("\\(\\d+ ms\\)", "(<time> ms)")
                .replaceAll("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}", "<uuid>")
                .replaceAll("[\\d,]+ rows/s", "<speed> rows/s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                ".help",
                "exit",
                "SELECT 1;",
                "SELECT ';' /* ; */ ; -- behind",
                "SELECT `a;b`; SELECT 2;"
            })
    void anAnswerIsGivenTo(String typed) {
        assertEquals(
                typed, new ShellText().parse(typed, 0, ParseContext.ACCEPT_LINE).line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT ';",
                "SELECT 1 -- ;",
                "SELECT /* ;",
                "SELECT `a;",
                "SELECT 1; SELECT 2",
                "SELECT \"a;"
            })
    void moreIsWaitedForBehind(String typed) {
        assertThrows(EOFError.class, () -> new ShellText().parse(typed, 0, ParseContext.ACCEPT_LINE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sel                        | select
            SEL                        | SELECT
            SELECT regexp_cou          | regexp_count(
            SELECT * FROM peo          | people
            SELECT age, n FROM people@13 | name
            SELECT p.na FROM people p@11 | p.name
            .stop pe                   |
            .sto                       | .stop
            """)
    void aWordIsCompletedTo(String typed, String expected) {
        int at = typed.indexOf('@');
        String line = at < 0 ? typed : typed.substring(0, at);
        int cursor = at < 0 ? line.length() : Integer.parseInt(typed.substring(at + 1));
        var candidates = new ArrayList<Candidate>();
        try (Session session = Session.builder().create()) {
            session.sql("CREATE TEMPORARY VIEW people AS SELECT 'a' AS name, 1 AS age");
            var reader = new ShellTerminal(dumb()).reader(session, null);
            new ShellCompleter(session)
                    .complete(reader, new ShellText().parse(line, cursor, ParseContext.COMPLETE), candidates);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        List<String> values = candidates.stream().map(Candidate::value).toList();
        if (expected == null) assertEquals(List.of(), values);
        else assertEquals(true, values.contains(expected), values::toString);
    }

    private static DumbTerminal dumb() throws IOException {
        return new DumbTerminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
    }

    @Test
    void whatIsTypedIsForgottenAtTheEndOfTheInput() throws IOException {
        assertEquals(true, converse("SELECT 1").startsWith("Sluice "));
    }
}
