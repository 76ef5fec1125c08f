package dev.sluice.format.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import dev.sluice.format.ParseMode;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the parser of the JDK would do otherwise.
class XmlRowsTest {

    private static final DataType.Struct SCHEMA = DataType.Struct.of(Field.of("a", Atomic.STRING));
    private static final XmlSettings SETTINGS = new XmlSettings(
            "row",
            new XmlNames("_", "_VALUE", "xs_any", true, false),
            ParseMode.PERMISSIVE,
            "_corrupt_record",
            null,
            true,
            true,
            false,
            ZoneOffset.UTC,
            null,
            null,
            null);

    @Test
    void ampersandsMayComeAsOftenAsTheyLike() throws IOException {
        String text = "<rows><row><a>" + "&amp;".repeat(100_001) + "</a></row><row><a>last</a></row></rows>";
        assertEquals(List.of("&".repeat(100_001), "last"), rows(new StringReader(text)));
    }

    @Test
    void elementsLieAsDeepAsSparkLetsThem() throws IOException {
        String text = "<rows><row>" + "<b>".repeat(900) + "</b>".repeat(900) + "<a>x</a></row></rows>";
        assertEquals(List.of("x"), rows(new StringReader(text)));
        var inference = new XmlInference(SETTINGS);
        inference.read(new StringReader(text));
        assertEquals(List.of("a", "b"), inference.schema().names());
    }

    /// As of a compressed file that was not written to its end.
    @Test
    void textThatIsCutOffIsNoMalformedRow() {
        Reader cut = new FilterReader(new StringReader("<rows><row><a>1</a></row><row><a>2")) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count < 0) throw new EOFException("no end of the stream");
                return count;
            }
        };
        IOException failure = assertThrows(IOException.class, () -> rows(cut));
        assertEquals("the input is cut off: no end of the stream", failure.getMessage());
    }

    @Test
    void whatXmlCannotSayIsNotWritten() {
        for (char c : new char[] {0, 1, 0x1F, '\uFFFE', '\uFFFF'}) {
            var text = new StringBuilder();
            assertThrows(SluiceException.class, () -> XmlEscapes.text(text, "a" + c));
            assertThrows(SluiceException.class, () -> XmlEscapes.attribute(text, "a" + c));
        }
        var text = new StringBuilder();
        XmlEscapes.text(text, "\t\n\r é\uD83D\uDE00");
        assertEquals("\t\n&#xd; é\uD83D\uDE00", text.toString());
    }

    private static List<@Nullable Object> rows(Reader text) throws IOException {
        List<@Nullable Object> rows = new ArrayList<>();
        try (var reader = new XmlRows(text, () -> "", SCHEMA, SETTINGS)) {
            for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
                for (int i = 0; i < chunk.rowCount(); i++) rows.add(Values.get(chunk.column(0), i, Atomic.STRING));
            }
        }
        return rows.stream().map(value -> (Object) String.valueOf(value)).toList();
    }
}
