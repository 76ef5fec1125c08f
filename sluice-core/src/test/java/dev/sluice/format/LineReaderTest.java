package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static List<String> lines(String text, LineEnds ends) throws IOException {
        return lines(LineReader.whole(stream(text), ends, new TextParser()));
    }

    private static List<String> lines(RowReader reader) throws IOException {
        var lines = new ArrayList<String>();
        for (@Nullable Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
            for (int i = 0; i < chunk.rowCount(); i++) lines.add(((BytesVector) chunk.column(0)).string(i));
        }
        return lines;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesEndWithNewLineCarriageReturnOrBoth() throws IOException {
        assertEquals(List.of("a", "b", "", "c", "d"), lines("a\nb\r\n\nc\rd", LineEnds.ANY));
        assertEquals(List.of("a"), lines("a\n", LineEnds.ANY));
        assertEquals(List.of("a", ""), lines("a\n\n", LineEnds.ANY));
        assertEquals(List.of("a"), lines("a\r", LineEnds.ANY));
        assertEquals(List.of(), lines("", LineEnds.ANY));
    }

    @Test
    void linesOfAnyLengthEndWhereTheyEnd() throws IOException {
        for (String end : List.of("\n", "\r", "\r\n")) {
            var text = new StringBuilder();
            var expected = new ArrayList<String>();
            for (int length = 0; length < 40; length++) {
                expected.add("\u000B".repeat(length));
                text.append(expected.getLast()).append(end);
            }
            assertEquals(expected, lines(text.toString(), LineEnds.ANY));
        }
    }

    @Test
    void aChosenSeparatorIsTheOnlyOne() throws IOException {
        assertEquals(List.of("a\r", "b"), lines("a\r\nb", LineEnds.of("\n")));
        assertEquals(List.of("a", "b\n"), lines("a;b\n", LineEnds.of(";")));
        assertEquals(List.of("a|b", "c", ""), lines("a|b||c||||", LineEnds.of("||")));
    }

    @Test
    void aByteOrderMarkAtTheBeginningIsPassedOver() throws IOException {
        assertEquals(List.of("b", "\uFEFFc"), lines("\uFEFFb\n\uFEFFc\n", LineEnds.ANY));
    }

    @Test
    void linesAreWholeHoweverTheyLieInBlocks() throws IOException {
        var text = new StringBuilder();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 60_000; i++) {
            String line = i + ":" + "x".repeat(i % 97);
            expected.add(line);
            text.append(line).append(i % 3 == 0 ? "\r\n" : "\n");
        }
        assertEquals(expected, lines(text.toString(), LineEnds.ANY));
    }

    @Test
    void aLineMayBeLongerThanABlock() throws IOException {
        String longLine = "y".repeat(LineReader.BLOCK_BYTES * 3 + 1);
        assertEquals(List.of("a", longLine, "b"), lines("a\n" + longLine + "\nb", LineEnds.ANY));
        assertEquals(List.of(longLine), lines(longLine, LineEnds.ANY));
    }

    @Test
    void piecesTogetherHaveEveryLineOnceWhereverTheyAreCut() throws IOException {
        for (String text :
                List.of("one\ntwo\n\nthree\nfour", "one\r\ntwo\r\n\r\nthree\r\n", "\r\r\n\n\rx\r", "one", "\n")) {
            List<String> whole = lines(text, LineEnds.ANY);
            for (int first = 0; first <= text.length(); first++) {
                for (int second = first; second <= text.length(); second++) {
                    var pieces = new ArrayList<String>();
                    int[] cuts = {0, first, second, text.length()};
                    for (int i = 0; i < 3; i++) {
                        if (cuts[i] == cuts[i + 1]) continue;
                        InputStream in = stream(text.substring((int) LineReader.openAt(cuts[i])));
                        pieces.addAll(
                                lines(LineReader.piece(in, cuts[i], cuts[i + 1], LineEnds.ANY, new TextParser())));
                    }
                    assertEquals(whole, pieces, text.replace("\r", "\\r").replace("\n", "\\n") + first + "," + second);
                }
            }
        }
    }

    @Test
    void piecesThatBeginInALongLineHaveNoneOfIt() throws IOException {
        String longLine = "y".repeat(LineReader.BLOCK_BYTES * 2);
        String text = longLine + "\nb\n";
        int cut = 1000;
        InputStream in = stream(text.substring((int) LineReader.openAt(cut)));
        assertEquals(List.of("b"), lines(LineReader.piece(in, cut, text.length(), LineEnds.ANY, new TextParser())));
        assertEquals(List.of(longLine), lines(LineReader.piece(stream(text), 0, cut, LineEnds.ANY, new TextParser())));
    }

    @Test
    void aWholeFileIsOneRow() throws IOException {
        assertEquals(List.of("a\nb\n"), lines(new WholeTextReader(stream("a\nb\n"))));
    }
}
