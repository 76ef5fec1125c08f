package dev.sluice.connect.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page about PySpark's messages says what [PythonMessagesTest] sends, and where the answers are not Spark's.
/// `-Dupdate` writes it.
class PythonPageTest {

    private static final Path PAGE = Path.of("../docs/reference/pyspark.md");
    private static final String BEGIN = "<!-- tables: PythonPageTest writes them with -Dupdate -->\n";

    /// What a message is about: its first field that says something.
    private static final Pattern SUBJECT = Pattern.compile("(?:(?:root|command) \\{ )?(?:common \\{[^}]*} )?(\\w+)");

    @Test
    void thePageSaysWhatIsSent() throws IOException {
        String page = Files.readString(PAGE);
        String written = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + tables();
        if (System.getProperty("update") != null) Files.writeString(PAGE, written);
        else assertEquals(written, page);
    }

    /// What differs first, then everything.
    private static String tables() throws IOException {
        var differing = new StringBuilder();
        var text = new StringBuilder();
        int all = 0;
        int same = 0;
        for (Path file : PythonMessagesTest.files()) {
            List<MessageProgram> programs = MessageProgram.read(file);
            String name = file.getFileName().toString();
            text.append("\n## [").append(name).append("](../../sluice-connect/src/test/resources/python/");
            text.append(name).append(")\n\n| Python | messages | answer |\n|---|---|---|\n");
            for (MessageProgram program : programs) {
                text.append(row(program));
                all++;
                if (program.differs() == null) same++;
                else differing.append("| " + cell(program.title()) + " | " + program.differs() + " |\n");
            }
        }
        return "\nOf " + all + " pieces " + same + " are answered as by Spark, to the type, the null and the error.\n"
                + "\n## What differs\n\n| Python | |\n|---|---|\n" + differing + text;
    }

    private static String row(MessageProgram program) {
        String messages =
                program.steps().stream().map(PythonPageTest::subject).distinct().collect(Collectors.joining(", "));
        return "| " + cell(program.title()) + " | " + messages + " | "
                + (program.differs() == null ? "the same" : program.differs()) + " |\n";
    }

    private static String subject(MessageProgram.Step step) {
        Matcher said = SUBJECT.matcher(step.message());
        String first = said.lookingAt() ? said.group(1) : "";
        return (step.method() + " " + first).strip();
    }

    private static String cell(String code) {
        return "`" + code.replace("`", "´").replace("|", "\\|") + "`";
    }
}
