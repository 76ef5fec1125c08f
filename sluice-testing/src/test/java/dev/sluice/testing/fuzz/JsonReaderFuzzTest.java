package dev.sluice.testing.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import dev.sluice.format.JsonLineParser;
import dev.sluice.format.JsonSettings;
import dev.sluice.format.JsonSyntax;
import dev.sluice.format.ParseMode;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines of JSON made up by chance are the rows that Jackson finds in them, in each mode.
///
/// `-Dlines=125000` tries as many with each of the eight sets of options, `-Dseed=1` says which.
class JsonReaderFuzzTest {

    private static final DataType.Struct SCHEMA = SqlParser.tableSchema(RandomReads.NESTED);
    private static final DataType.Struct WITH_TEXT =
            SqlParser.tableSchema(RandomReads.NESTED + ", _corrupt_record STRING");

    /// @param options which of [JsonSyntax] are on, from the first as the highest bit
    @ParameterizedTest
    @ValueSource(ints = {0b1100000, 0b0100000, 0b1000000, 0b1110000, 0b1101000, 0b1100100, 0b1100010, 0b1111111})
    void rowsAreThoseOfJackson(int options) {
        JsonSettings settings = JsonSettings.of(ZoneOffset.UTC).with(syntax(options));
        var random = new RandomJson(new Dice(Long.getLong("seed", 1) * 128 + options), SCHEMA);
        var jackson = new JacksonRows(SCHEMA, settings);
        var permissive = new JsonLineParser(WITH_TEXT, settings);
        var dropping = new JsonLineParser(SCHEMA, settings.in(ParseMode.DROPMALFORMED));
        for (int i = Integer.getInteger("lines", 1000); i > 0; i--) {
            byte[] line = random.line();
            if (!isUtf8(line) || hasWideBeginning(line)) continue;
            String text = new String(line, StandardCharsets.UTF_8);
            JacksonRows.Line expected = jackson.read(line);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (List<@Nullable Object> row : expected.rows()) {
                rows.add(new ArrayList<>(row));
                rows.getLast().add(expected.fits() ? null : text);
            }
            assertEquals(text(rows), text(rows(permissive, line, WITH_TEXT)), text);
            assertEquals(expected.fits() ? text(expected.rows()) : "", text(rows(dropping, line, SCHEMA)), text);
            var strict = new JsonLineParser(SCHEMA, settings.in(ParseMode.FAILFAST));
            if (expected.fits()) {
                assertEquals(text(expected.rows()), text(rows(strict, line, SCHEMA)), text);
            } else {
                assertThrows(SluiceException.class, () -> rows(strict, line, SCHEMA), text);
            }
        }
    }

    private static JsonSyntax syntax(int options) {
        return new JsonSyntax(
                (options & 64) != 0,
                (options & 32) != 0,
                (options & 16) != 0,
                (options & 8) != 0,
                (options & 4) != 0,
                (options & 2) != 0,
                (options & 1) != 0);
    }

    /// Bytes that are no UTF-8 make a line malformed, whereas Jackson takes some of them.
    static boolean isUtf8(byte[] line) {
        return java.util.Arrays.equals(line, new String(line, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    }

    /// Whether Jackson would take a line for one of UTF-16 or UTF-32.
    private static boolean hasWideBeginning(byte[] line) {
        for (int i = 0; i < Math.min(4, line.length); i++) {
            if (line[i] == 0) return true;
        }
        return false;
    }

    private static List<List<@Nullable Object>> rows(JsonLineParser parser, byte[] line, DataType.Struct schema) {
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
