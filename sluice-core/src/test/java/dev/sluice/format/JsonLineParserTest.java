package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.BytesVector;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JsonLineParserTest {

    private static final DataType.Struct A = DataType.Struct.of(Field.of("a", Atomic.INT));
    private static final DataType.Struct TEXT = DataType.Struct.of(Field.of("a", Atomic.STRING));

    private static JsonSettings settings(ParseMode mode) {
        return JsonSettings.of(ZoneOffset.UTC).in(mode);
    }

    private static List<String> rows(DataType.Struct schema, JsonSettings settings, String text) {
        return ReaderCases.rows(text, schema, new JsonLineParser(schema, settings));
    }

    @TestFactory
    Stream<DynamicTest> linesAreReadAsSparkReadsThem() {
        return ReaderCases.of("json.txt", schema -> new JsonLineParser(schema, JsonSettings.of(ZoneOffset.UTC)));
    }

    @Test
    void dropMalformedLeavesOutWholeLines() {
        String text = """
                {"a":1}
                {"a":"x"}
                bad
                [{"a":1},{"a":"x"},{"a":3}]
                {"a":4}
                """;
        assertEquals(List.of("{\"a\":1}", "{\"a\":4}"), rows(A, settings(ParseMode.DROPMALFORMED), text));
    }

    @Test
    void failFastNamesTheLine() {
        var error = assertThrows(
                SluiceException.class, () -> rows(A, settings(ParseMode.FAILFAST), "{\"a\":1}\n{\"a\":\"x\"}\n"));
        assertEquals("""
                [MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION] Malformed records are detected in record parsing: {"a":"x"}.
                Parse Mode: FAILFAST. To process malformed records as null result, try setting the option 'mode' as \
                'PERMISSIVE'.  SQLSTATE: 22023""", error.sentence());
    }

    @Test
    void theCorruptRecordStandsWhereverItsColumnIs() {
        var schema = DataType.Struct.of(
                Field.of("bad", Atomic.STRING), Field.of("a", Atomic.INT), Field.of("b", Atomic.INT));
        var named = new JsonSettings(
                ParseMode.PERMISSIVE,
                "bad",
                ZoneOffset.UTC,
                JsonSyntax.DEFAULT,
                JsonGuesses.DEFAULT,
                false,
                null,
                null,
                null);
        assertEquals(
                List.of("{\"bad\":\"{\\\"a\\\":x\"}", "{\"a\":1,\"b\":2}"),
                rows(schema, named, "{\"a\":x\n{\"b\":2,\"bad\":\"not taken\",\"a\":1}\n"));
    }

    @Test
    void formatsAndZonesAreTheUsers() {
        var schema = DataType.Struct.of(
                Field.of("d", Atomic.DATE), Field.of("t", Atomic.TIMESTAMP), Field.of("n", Atomic.TIMESTAMP_NTZ));
        var german = new JsonSettings(
                ParseMode.PERMISSIVE,
                "_corrupt_record",
                ZoneId.of("Europe/Berlin"),
                JsonSyntax.DEFAULT,
                JsonGuesses.DEFAULT,
                false,
                TimePattern.of("dd.MM.yyyy"),
                TimePattern.of("dd.MM.yyyy HH:mm"),
                TimePattern.of("dd.MM.yyyy HH:mm:ss.SSS"));
        assertEquals(
                List.of(
                        "{\"d\":\"2020-01-31\",\"t\":\"2020-01-31T11:30:00.000Z\",\"n\":\"2020-01-31T12:30:00.250\"}",
                        "{}"),
                rows(schema, german, """
                        {"d":"31.01.2020","t":"31.01.2020 12:30","n":"31.01.2020 12:30:00.25"}
                        {"d":"2020-01-31","t":"2020-01-31 12:30","n":"2020-01-31 12:30:00"}
                        """));
    }

    @Test
    void stringsWithoutEscapesAreViewsIntoTheBlock() {
        byte[] block = "{\"a\":\"one\"}{\"a\":\"two\"}".getBytes(StandardCharsets.UTF_8);
        var parser = new JsonLineParser(TEXT, JsonSettings.of(ZoneOffset.UTC));
        parser.line(block, 0, 11);
        parser.line(block, 11, 22);
        var views = (BytesVector) parser.take().column(0);
        assertSame(block, views.bytes());
        assertEquals("two", views.string(1));
        assertTrue(parser.keepsBlocks());
        assertFalse(new JsonLineParser(A, JsonSettings.of(ZoneOffset.UTC)).keepsBlocks());
    }

    @Test
    void oneEscapeDoesNotDisturbTheOtherRows() {
        assertEquals(
                List.of("{\"a\":\"one\"}", "{\"a\":\"t\\two\"}", "{}", "{\"a\":\"\"}", "{\"a\":\"three\"}"),
                rows(TEXT, JsonSettings.of(ZoneOffset.UTC), """
                        {"a":"one"}
                        {"a":"t\\two"}
                        {"b":"\\n"}
                        {"a":""}
                        {"a":"three"}
                        """));
    }

    @Test
    void manyBlocksOfNestedValuesKeepTheirRows() {
        var inner = DataType.Struct.of(Field.of("n", Atomic.LONG), Field.of("s", Atomic.STRING));
        var schema = DataType.Struct.of(
                Field.of("i", Atomic.INT),
                Field.of("list", new DataType.Array(inner, true)),
                Field.of("map", new DataType.Map(Atomic.STRING, new DataType.Array(Atomic.DOUBLE, true), true)));
        var text = new StringBuilder();
        var expected = new java.util.ArrayList<String>();
        for (int i = 0; i < 30_000; i++) {
            String row = "{\"i\":" + i + ",\"list\":[{\"n\":" + i + ",\"s\":\"" + "x".repeat(i % 11)
                    + "\"},{}],\"map\":{\"k" + i % 3 + "\":[" + i + ".5,null]}}";
            expected.add(row);
            text.append(row).append('\n');
        }
        assertEquals(expected, rows(schema, JsonSettings.of(ZoneOffset.UTC), text.toString()));
    }

    @Test
    void depthHasALimit() {
        String deep = "{\"b\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";
        String fine = "{\"b\":" + "[".repeat(999) + "]".repeat(999) + ",\"a\":1}";
        assertEquals(List.of("{}", "{\"a\":1}"), rows(A, JsonSettings.of(ZoneOffset.UTC), deep + "\n" + fine));
    }

    @Test
    void anExponentCanNotAskForABillionDigits() {
        var schema = DataType.Struct.of(Field.of("d", new DataType.Decimal(38, 18)));
        assertEquals(
                List.of("{}", "{\"d\":0E-18}", "{\"d\":0E-18}"), rows(schema, JsonSettings.of(ZoneOffset.UTC), """
                        {"d":1e1000000000}
                        {"d":1e-1000000000}
                        {"d":0e1000000000}
                        """));
    }

    @Test
    void wideObjectsAreFoundInAnyOrder() {
        var fields = new ArrayList<Field>();
        var object = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            fields.add(Field.of("field" + i, Atomic.INT));
            object.insert(0, "\"field" + i + "\":" + i + (i == 0 ? "" : ","));
        }
        var schema = new DataType.Struct(fields);
        @Nullable
        String row = rows(schema, JsonSettings.of(ZoneOffset.UTC), "{" + object + "}")
                .getFirst();
        assertTrue(row.startsWith("{\"field0\":0,\"field1\":1,") && row.endsWith("\"field299\":299}"), row);
    }

    /// Strings are passed over by several bytes at a time: whatever stands at whichever place is seen.
    @Test
    void eachByteOfAStringCounts() {
        for (int length = 0; length < 20; length++) {
            for (int at = 0; at <= length; at++) {
                String before = "x".repeat(at);
                String behind = "é".repeat(length - at);
                var input = new StringBuilder();
                for (String between : new String[] {"", "\\\"", "\\n", "\u0001", "\u0080"}) {
                    input.append("{\"b\":\"").append(before).append(between).append(behind);
                    input.append("\",\"a\":\"")
                            .append(before)
                            .append(between)
                            .append(behind)
                            .append("\"}\n");
                }
                // A string that does not end, at the end of all bytes.
                input.append("{\"a\":\"").append(before);
                List<String> expected = List.of(
                        "{\"a\":\"" + before + behind + "\"}",
                        "{\"a\":\"" + before + "\\\"" + behind + "\"}",
                        "{\"a\":\"" + before + "\\n" + behind + "\"}",
                        "{}",
                        "{\"a\":\"" + before + "\u0080" + behind + "\"}",
                        "{}");
                assertEquals(expected, rows(TEXT, JsonSettings.of(ZoneOffset.UTC), input.toString()));
            }
        }
    }

    /// Names that begin alike, are parts of each other, or have to be escaped.
    @Test
    void namesAreWholeNames() {
        var schema = DataType.Struct.of(
                Field.of("ab", Atomic.INT),
                Field.of("abc", Atomic.INT),
                Field.of("a\"b", Atomic.INT),
                Field.of("abcdefgh_1", Atomic.INT),
                Field.of("abcdefgh_2", Atomic.INT));
        assertEquals(
                List.of(
                        "{\"ab\":1,\"abc\":2,\"a\\\"b\":3,\"abcdefgh_1\":4,\"abcdefgh_2\":5}",
                        "{\"ab\":4,\"abc\":3,\"abcdefgh_2\":1}",
                        "{\"ab\":1}"),
                rows(schema, JsonSettings.of(ZoneOffset.UTC), """
                        {"ab":1,"abc":2,"a\\"b":3,"abcdefgh_1":4,"abcdefgh_2":5}
                        {"abcdefgh_2":1,"abcdefgh_":2,"abc":3,"\\u0061b":4,"abcd":5}
                        {"ab":1,"ab
                        """.replace(
                                "{\"ab\":1,\"ab\n", "{\"ab\":1,\"ab \":2}\n")));
    }

    /// The reader remembers in which order names came; what came before must not be seen in what comes.
    @Test
    void aLineIsReadAsIfItWereTheOnlyOne() {
        var schema = DataType.Struct.of(
                Field.of("a", Atomic.INT),
                Field.of("ab", Atomic.INT),
                Field.of("longer_name", Atomic.INT),
                Field.of("longer_name_2", Atomic.INT));
        var names = new ArrayList<>(List.of(
                "\"a\":", "\"a\" : ", "'a':", "\"\\u0061\":", "\"ab\":", "\"\":", "\"b\":", "\"longer_name\":"));
        names.addAll(List.of("\"longer_name_2\":", "\"longer_name_3\":", "\"longer_name\" :", "\"a\"", "\"a:"));
        for (int i = 0; i < 300; i++) names.add("\"" + "n".repeat(i) + "\":");
        var random = new Random(7);
        var lines = new ArrayList<String>();
        for (int i = 0; i < 2_000; i++) {
            int most = i % 3 == 0 ? names.size() : 12;
            lines.add(random.ints(random.nextInt(8), 0, most)
                    .mapToObj(name -> names.get(name) + random.nextInt(10))
                    .collect(Collectors.joining(random.nextBoolean() ? "," : ", ", "{", "}")));
        }
        JsonSettings settings = JsonSettings.of(ZoneOffset.UTC);
        List<String> alone = lines.stream()
                .flatMap(line -> rows(schema, settings, line + "\n").stream())
                .toList();
        assertEquals(alone, rows(schema, settings, String.join("\n", lines) + "\n"));
        assertTrue(
                alone.stream().filter(row -> row.contains("longer_name_2")).count() > 100, "too few to say anything");
    }
}
