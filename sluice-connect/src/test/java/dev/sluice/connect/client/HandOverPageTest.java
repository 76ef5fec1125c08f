package dev.sluice.connect.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of what goes over to a cluster says what the tests hand over, and what they see refused. `-Dupdate` writes
/// it.
class HandOverPageTest {

    private static final Path PAGE = Path.of("../docs/how-to/outgrow-one-machine.md");
    private static final String BEGIN = "<!-- table: HandOverPageTest writes it with -Dupdate -->\n";
    private static final String END = "<!-- end -->";

    @Test
    void thePageSaysWhatGoesOver() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String written = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
        if (System.getProperty("update") != null) Files.writeString(PAGE, written);
        else assertEquals(written, page);
    }

    private static String table() throws IOException {
        String files;
        try (Stream<Path> all = Files.list(HandOverTest.FILES)) {
            files = all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> "[" + name + "](../../sluice-connect/src/test/resources/hand-over/" + name + ")")
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
        return "| | |\n|---|---|\n| files of SQL | " + files + " |\n"
                + "| methods of DataFrames | " + String.join(", ", HandOverFramesTest.PROGRAMS.keySet()) + " |\n"
                + "| refused | " + String.join(", ", HandOverStreamTest.REFUSED.keySet()) + " |\n";
    }
}
