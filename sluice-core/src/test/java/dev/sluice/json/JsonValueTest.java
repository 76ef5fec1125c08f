package dev.sluice.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "\"\"",
                "\"a\\\"b\\\\\"",
                "0",
                "-1.50e10",
                "[]",
                "[1,[2,null]]",
                "{}",
                "{\"z\":1,\"a\":{\"b\":[true]}}",
                "12345678901234567890"
            })
    void whatIsReadIsWrittenAgain(String text) {
        assertEquals(text, JsonValue.parse(text).toText());
    }

    @Test
    void escapesAreUnderstood() {
        assertEquals(
                "é\n\t\u0001😀",
                JsonValue.parse("\"\\u00e9\\n\\t\\u0001\\ud83d\\ude00\"").asString());
        assertEquals("\"\\u0001\\n\"", JsonValue.of("\u0001\n").toText());
    }

    @Test
    void javaValuesHaveAForm() {
        assertEquals(
                "{\"n\":1,\"list\":[\"a\",null,true]}",
                JsonValue.object()
                        .put("n", 1)
                        .put("list", Arrays.asList("a", null, true))
                        .build()
                        .toText());
        assertEquals("{\"k\":[]}", JsonValue.of(Map.of("k", List.of())).toText());
        assertThrows(IllegalArgumentException.class, () -> JsonValue.of(new Object()));
    }

    @Test
    void manyLinesAreLaidOutAsSparkDoes() {
        assertEquals(
                """
                {
                  "id" : 1,
                  "list" : [ 1, 2 ],
                  "inner" : {
                    "a" : null
                  }
                }""",
                JsonValue.parse("{\"id\":1,\"list\":[1,2],\"inner\":{\"a\":null}}")
                        .toPrettyText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "{\"a\"}", "tru", "1 2", "\"open", "{a:1}", "nan"})
    void whatIsNotJsonIsRefusedWithItsPlace(String text) {
        var error = assertThrows(IllegalArgumentException.class, () -> JsonValue.parse(text));
        assertTrue(error.getMessage().matches("(?s).*\\d.*"), error::getMessage);
    }

    @Test
    void whatIsOfAnotherKindSaysWhatItFound() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> JsonValue.parse("[1]").asLong());
        assertTrue(error.getMessage().contains("[1]"), error::getMessage);
    }
}
