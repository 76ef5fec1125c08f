package dev.sluice.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Against one byte after the other.
class ByteWordsTest {

    @Test
    void marksAreWhereTheBytesAre() {
        var random = new SplittableRandom(7);
        int[] near = {0, 1, '\n' - 1, '\n', '\n' + 1, 0x1F, ' ', 0x7F, 0x80, 0x8A, 0xFF};
        byte[] bytes = new byte[8];
        for (int round = 0; round < 100_000; round++) {
            for (int i = 0; i < 8; i++) bytes[i] = (byte) near[random.nextInt(near.length)];
            long word = ByteWords.at(bytes, 0);
            long all = 0;
            int firstEqual = 8;
            for (int i = 7; i >= 0; i--) {
                if (bytes[i] == '\n') {
                    all |= 0x80L << (8 * i);
                    firstEqual = i;
                }
            }
            assertEquals(all, ByteWords.allEqual(word, ByteWords.repeated('\n')));
            assertEquals(firstEqual, ByteWords.index(ByteWords.equal(word, ByteWords.repeated('\n'))));
        }
    }

    @Test
    void aWordMayEndWithItsArray() {
        byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        for (int offset = 0; offset <= bytes.length; offset++) {
            for (int count = 0; count <= Math.min(8, bytes.length - offset); count++) {
                long expected = 0;
                for (int i = 0; i < count; i++) expected |= (long) bytes[offset + i] << (8 * i);
                assertEquals(expected, ByteWords.first(bytes, offset, count));
            }
        }
    }

    /// Any two bytes side by side: what the first is must not change what is said of the second.
    @Test
    void whatEndsThePlainPartOfAStringInJsonIsFound() {
        for (int pair = 0; pair < 1 << 16; pair++) {
            int first = pair & 0xFF;
            int second = pair >> 8;
            long word = ByteWords.repeated('x') & ~0xFFFF_0000L | (long) pair << 16;
            int expected = endsPlain(first) ? 2 : endsPlain(second) ? 3 : 8;
            assertEquals(expected, ByteWords.index(ByteWords.specialInJson(word)), first + " " + second);
        }
    }

    private static boolean endsPlain(int b) {
        return b < ' ' || b == '"' || b == '\\' || b > 127;
    }
}
