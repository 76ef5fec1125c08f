package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberParserTest {

    private final NumberParser parser = new NumberParser();

    private static byte[] bytes(String text) {
        return ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
    }

    private boolean isWhole(String text) {
        byte[] bytes = bytes(text);
        return parser.parseWhole(bytes, 1, bytes.length - 1);
    }

    private double toDouble(String text) {
        byte[] bytes = bytes(text);
        return parser.parseDouble(bytes, 1, bytes.length - 1);
    }

    private @Nullable BigDecimal toDecimal(String text, int precision, int scale) {
        byte[] bytes = bytes(text);
        return parser.parseGroupedDecimal(bytes, 1, bytes.length - 1, precision, scale);
    }

    @Test
    void wholeNumbersReachToTheEndsOfLong() {
        for (String text : new String[] {
            "0", "-0", "+5", "007", "9223372036854775807", "-9223372036854775808", "000000000000000000000001"
        }) {
            assertTrue(isWhole(text), text);
            assertEquals(Long.parseLong(text), parser.whole(), text);
        }
        for (String text : new String[] {
            "",
            "-",
            "+",
            "1.0",
            " 1",
            "1 ",
            "9223372036854775808",
            "-9223372036854775809",
            "99999999999999999999",
            "1e2",
            "x"
        }) {
            assertFalse(isWhole(text), text);
        }
    }

    @Test
    void doublesAreThoseOfJava() {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String text = i % 2 == 0
                    ? Double.toString(Double.longBitsToDouble(random.nextLong()))
                    : BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(25))
                            .toPlainString();
            assertEquals(Double.parseDouble(text), toDouble(text), text);
            byte[] bytes = bytes(text);
            assertEquals(Float.parseFloat(text), parser.parseFloat(bytes, 1, bytes.length - 1), text);
        }
        for (String text : new String[] {"-0", "-0.0", "0.", ".5", "5.", "1e400", "4.9e-324", "NaN", "-Infinity"}) {
            assertEquals(Double.parseDouble(text), toDouble(text), text);
        }
        assertThrows(NumberFormatException.class, () -> toDouble("."));
        assertThrows(NumberFormatException.class, () -> toDouble(""));
    }

    @Test
    void decimalsAreRoundedHalfUpAndMustFit() {
        assertEquals(new BigDecimal("123.46"), toDecimal("123.455", 5, 2));
        assertEquals(new BigDecimal("-123.46"), toDecimal("-123.455", 5, 2));
        assertEquals(new BigDecimal("100.50"), toDecimal("10,0.5", 5, 2));
        assertEquals(new BigDecimal("0.10"), toDecimal("1e-1", 5, 2));
        assertEquals(new BigDecimal("0.1"), toDecimal("0.05", 5, 1));
        assertEquals(new BigDecimal("0.0"), toDecimal("0.004", 5, 1));
        assertEquals(new BigDecimal("0.00"), toDecimal("1e-1000000000", 5, 2));
        assertNull(toDecimal("999.995", 5, 2));
        assertNull(toDecimal("1000", 5, 2));
        assertNull(toDecimal("1e1000000000", 5, 2));
        assertNull(toDecimal("x", 5, 2));
        assertNull(toDecimal("", 5, 2));
    }
}
