package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CsvLineParserTest {

    private static final DataType.Struct AB =
            DataType.Struct.of(Field.of("a", Atomic.INT), Field.of("b", Atomic.STRING));

    private static CsvSettings settings(CsvSyntax syntax, boolean header, boolean enforceSchema, ParseMode mode) {
        return new CsvSettings(
                syntax,
                header,
                enforceSchema,
                false,
                true,
                20_480,
                -1,
                mode,
                "_corrupt_record",
                ZoneOffset.UTC,
                "NaN",
                "Inf",
                "-Inf",
                null,
                null,
                null);
    }

    private static CsvSettings settings(CsvSyntax syntax) {
        return settings(syntax, false, true, ParseMode.PERMISSIVE);
    }

    private static List<String> rows(CsvSettings settings, String text) {
        return ReaderCases.rows(text, AB, new CsvLineParser(AB, settings, true));
    }

    @TestFactory
    Stream<DynamicTest> linesAreReadAsSparkReadsThem() {
        return ReaderCases.of("csv.txt", schema -> new CsvLineParser(schema, settings(CsvSyntax.DEFAULT), true));
    }

    @TestFactory
    Stream<DynamicTest> aQuoteMayBeItsOwnEscape() {
        var doubled = new CsvSyntax(",", '"', '"', '\0', false, false, "", "");
        return ReaderCases.of("csv-escape-is-quote.txt", schema -> new CsvLineParser(schema, settings(doubled), true));
    }

    @TestFactory
    Stream<DynamicTest> spaceAroundValuesMayBeDropped() {
        var trimmed = new CsvSyntax(",", '"', '\\', '\0', true, true, "", "");
        return ReaderCases.of("csv-trimmed.txt", schema -> new CsvLineParser(schema, settings(trimmed), true));
    }

    @Test
    void separatorsMayBeLong() {
        var colons = new CsvSyntax("::", '"', '\\', '\0', false, false, "", "");
        assertEquals(
                List.of("{\"a\":1,\"b\":\"x::y\"}", "{\"a\":2,\"b\":\":\"}", "{\"b\":\"z\"}"),
                rows(settings(colons), "1::\"x::y\"\n2:::\n::z\n"));
        var tab = new CsvSyntax("\t", '"', '\\', '\0', true, true, "", "");
        assertEquals(List.of("{\"a\":1,\"b\":\"x\"}", "{\"b\":\"y\"}"), rows(settings(tab), " 1\t x \n\ty\n"));
    }

    @Test
    void commentsArePassedOver() {
        var hash = new CsvSyntax(",", '"', '\\', '#', false, false, "", "");
        assertEquals(
                List.of("{\"a\":1,\"b\":\"#y\"}", "{\"a\":2,\"b\":\"z\"}"),
                rows(settings(hash), "# a comment\n1,#y\n\n#2,x\n\"2\",z\n"));
    }

    @Test
    void nullAndEmptyHaveTheirValues() {
        var named = new CsvSyntax(",", '"', '\\', '\0', false, false, "-", "empty");
        assertEquals(
                List.of("{\"a\":1}", "{\"a\":2,\"b\":\"empty\"}", "{\"a\":3}", "{\"a\":4}"),
                rows(settings(named), "1,-\n2,\"\"\n3,\n4,\"-\"\n"));
    }

    @Test
    void theHeaderIsNoRow() {
        String text = "\na,b\n1,x\n";
        assertEquals(
                List.of("{\"a\":1,\"b\":\"x\"}"),
                rows(settings(CsvSyntax.DEFAULT, true, true, ParseMode.PERMISSIVE), text));
        var piece = new CsvLineParser(AB, settings(CsvSyntax.DEFAULT, true, true, ParseMode.PERMISSIVE), false);
        assertEquals(2, ReaderCases.rows(text, AB, piece).size());
    }

    @Test
    void aHeaderMayHaveToConform() {
        var strict = settings(CsvSyntax.DEFAULT, true, false, ParseMode.PERMISSIVE);
        assertEquals(List.of("{\"a\":1,\"b\":\"x\"}"), rows(strict, "A,b\n1,x\n"));
        var other = assertThrows(SluiceException.class, () -> rows(strict, "a,c\n1,x\n"));
        assertTrue(
                other.sentence().contains("CSV header does not conform to the schema.\n Header: a, c\n Schema: a, b"),
                other.sentence());
        var more = assertThrows(SluiceException.class, () -> rows(strict, "a,b,c\n1,x,y\n"));
        assertTrue(
                more.sentence().contains("Number of column in CSV header is not equal to number of fields"),
                more.sentence());
    }

    @Test
    void modesDecideWhatBecomesOfMalformedLines() {
        String text = "1,x\n2\n3,y,z\nw,v\n4,u\n";
        assertEquals(
                List.of("{\"a\":1,\"b\":\"x\"}", "{\"a\":4,\"b\":\"u\"}"),
                rows(settings(CsvSyntax.DEFAULT, false, true, ParseMode.DROPMALFORMED), text));
        var error = assertThrows(
                SluiceException.class, () -> rows(settings(CsvSyntax.DEFAULT, false, true, ParseMode.FAILFAST), text));
        assertEquals("2", error.getMessageParameters().get("badRecord"));
    }

    @Test
    void quotedValuesLieSafelyBesideEachOther() {
        var text = new StringBuilder();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(i % 2 == 0 ? ",\"x\\\"" + i + "\"\n" : ",\"y" + i + "\"\n");
            expected.add("{\"a\":" + i + ",\"b\":\"" + (i % 2 == 0 ? "x\\\"" + i : "y" + i) + "\"}");
        }
        assertEquals(expected, rows(settings(CsvSyntax.DEFAULT), text.toString()));
    }

    /// What the parser that Spark uses does by calling itself must not take a stack here, nor look at all again.
    @ParameterizedTest
    @EnumSource(
            value = UnescapedQuotes.class,
            names = {"STOP_AT_CLOSING_QUOTE", "BACK_TO_DELIMITER", "STOP_AT_DELIMITER"})
    void aLineMayHaveAsManyStrayQuotesAsItLikes(UnescapedQuotes quotes) {
        var syntax = new CsvSyntax(",", '"', '\\', '\\', '\0', false, false, "", "", quotes, false, "");
        for (String stray : List.of("a\"b", "a\"\\", "\" \"", "a\" b\"c")) {
            int each = length(syntax, stray, 10) - length(syntax, stray, 9);
            assertEquals(length(syntax, stray, 10) + 59_990 * each, length(syntax, stray, 60_000), stray);
        }
    }

    private static int length(CsvSyntax syntax, String stray, int count) {
        return rows(settings(syntax), "1,\"" + stray.repeat(count)).getFirst().length();
    }
}
