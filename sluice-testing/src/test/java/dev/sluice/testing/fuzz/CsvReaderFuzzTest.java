package dev.sluice.testing.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import dev.sluice.error.SluiceException;
import dev.sluice.format.CsvLineParser;
import dev.sluice.format.CsvSettings;
import dev.sluice.format.CsvSyntax;
import dev.sluice.format.ParseMode;
import dev.sluice.format.UnescapedQuotes;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Lines of CSV made up by chance have the values that univocity-parsers, which Spark uses, finds in them, in each
/// mode. What becomes of a value in a column of another type is what the files read by Spark tell (`FuzzedReadsTest`).
///
/// `-Dlines=75000` tries as many with each of the sixteen sets of options, `-Dseed=1` says which.
class CsvReaderFuzzTest {

    private static final DataType.Struct TYPES = SqlParser.tableSchema(RandomReads.SCALARS);
    private static final int COLUMNS = TYPES.size();
    private static final DataType.Struct SCHEMA = texts(COLUMNS);
    private static final DataType.Struct WITH_TEXT = SqlParser.tableSchema(SCHEMA.toDdl() + ", _corrupt_record STRING");

    private static DataType.Struct texts(int count) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) columns.add("c" + i + " STRING");
        return SqlParser.tableSchema(String.join(", ", columns));
    }

    static List<CsvSyntax> syntaxes() {
        List<CsvSyntax> all = new ArrayList<>();
        for (UnescapedQuotes quotes : UnescapedQuotes.values()) {
            all.add(syntax(',', '"', '\\', '\\', false, false, quotes));
        }
        UnescapedQuotes usual = UnescapedQuotes.STOP_AT_DELIMITER;
        all.add(syntax(';', '"', '\\', '\\', false, false, usual));
        all.add(syntax('\t', '"', '\\', '\\', false, false, usual));
        all.add(syntax(',', '\'', '\\', '\\', false, false, usual));
        all.add(syntax(',', '\0', '\\', '\\', false, false, usual));
        all.add(syntax(',', '"', '"', '\0', false, false, usual));
        all.add(syntax(',', '"', '\0', '\0', false, false, usual));
        all.add(syntax(',', '"', '\\', '#', false, false, usual));
        all.add(syntax(',', '"', '#', '\\', false, false, usual));
        all.add(syntax(',', '"', '\\', '\\', true, false, usual));
        all.add(syntax(',', '"', '\\', '\\', true, true, usual));
        all.add(syntax(',', '"', '"', '\0', true, true, UnescapedQuotes.STOP_AT_CLOSING_QUOTE));
        return all;
    }

    private static CsvSyntax syntax(
            char separator,
            char quote,
            char escape,
            char escapeOfEscape,
            boolean leading,
            boolean trailing,
            UnescapedQuotes quotes) {
        String sep = String.valueOf(separator);
        return new CsvSyntax(sep, quote, escape, escapeOfEscape, '\0', leading, trailing, "", "", quotes, false, "");
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void valuesAreThoseOfUnivocity(CsvSyntax syntax) {
        CsvSettings settings = CsvSettings.of(ZoneOffset.UTC).with(syntax);
        var random = new RandomCsv(new Dice(Long.getLong("seed", 1)), TYPES, options(syntax));
        var univocity = new CsvParser(settings(syntax));
        var permissive = new CsvLineParser(WITH_TEXT, settings, false);
        var dropping = new CsvLineParser(SCHEMA, settings.in(ParseMode.DROPMALFORMED), false);
        for (int i = Integer.getInteger("lines", 1000); i > 0; i--) {
            byte[] line = random.line();
            String text = new String(line, StandardCharsets.UTF_8);
            if (!isLine(text)) continue;
            @Nullable String[] values;
            try {
                values = univocity.parseLine(text);
            } catch (RuntimeException e) {
                boolean refuses = syntax.quotes() == UnescapedQuotes.RAISE_ERROR;
                if (refuses) assertThrows(SluiceException.class, () -> rows(permissive, line, WITH_TEXT), text);
                univocity = new CsvParser(settings(syntax));
                continue;
            }
            boolean fits = values.length == COLUMNS;
            List<@Nullable Object> row = new ArrayList<>();
            for (int c = 0; c < COLUMNS; c++) row.add(c < values.length && !"".equals(values[c]) ? values[c] : null);
            String expected = RowText.of(row) + "\n";
            row.add(fits ? null : text);
            assertEquals(RowText.of(row) + "\n", text(rows(permissive, line, WITH_TEXT)), text);
            assertEquals(fits ? expected : "", text(rows(dropping, line, SCHEMA)), text);
            var strict = new CsvLineParser(SCHEMA, settings.in(ParseMode.FAILFAST), false);
            if (fits) {
                assertEquals(expected, text(rows(strict, line, SCHEMA)), text);
            } else {
                assertThrows(SluiceException.class, () -> rows(strict, line, SCHEMA), text);
            }
        }
    }

    /// Whether Spark's parser would get the text to see, as one line. `\0` means none to it.
    private static boolean isLine(String text) {
        return !text.trim().isEmpty()
                && !text.startsWith("\ufeff")
                && text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == '\0');
    }

    private static Map<String, String> options(CsvSyntax syntax) {
        return Map.of(
                "sep", syntax.separator(),
                "quote", syntax.quote() == '\0' ? "" : String.valueOf(syntax.quote()),
                "escape", syntax.escape() == '\0' ? "" : String.valueOf(syntax.escape()),
                "charToEscapeQuoteEscaping",
                        syntax.escapeOfEscape() == '\0' ? "" : String.valueOf(syntax.escapeOfEscape()));
    }

    /// As Spark sets it up.
    private static CsvParserSettings settings(CsvSyntax syntax) {
        var settings = new CsvParserSettings();
        var format = settings.getFormat();
        format.setDelimiter(syntax.separator());
        format.setQuote(syntax.quote());
        format.setQuoteEscape(syntax.escape());
        format.setCharToEscapeQuoteEscaping(syntax.escapeOfEscape());
        format.setComment('\0');
        settings.setLineSeparatorDetectionEnabled(false);
        settings.setIgnoreLeadingWhitespaces(syntax.ignoreLeadingSpace());
        settings.setIgnoreTrailingWhitespaces(syntax.ignoreTrailingSpace());
        settings.setReadInputOnSeparateThread(false);
        settings.setCommentProcessingEnabled(false);
        settings.setMaxColumns(20_480);
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.setMaxCharsPerColumn(-1);
        settings.setUnescapedQuoteHandling(
                UnescapedQuoteHandling.valueOf(syntax.quotes().name()));
        return settings;
    }

    private static List<List<@Nullable Object>> rows(CsvLineParser parser, byte[] line, DataType.Struct schema) {
        parser.line(line, 0, line.length);
        Chunk chunk = parser.take();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < chunk.rowCount(); i++) {
            rows.add(Values.row(chunk, chunk.selection().row(i), schema));
        }
        return rows;
    }

    private static String text(List<List<@Nullable Object>> rows) {
        var out = new StringBuilder();
        for (List<@Nullable Object> row : rows) out.append(RowText.of(row)).append('\n');
        return out.toString();
    }
}
