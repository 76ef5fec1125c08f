package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeInputTest {

    private static List<String> rows(long start, long end, long step, int partitions) {
        var range = new RangeInput(start, end, step, partitions);
        List<String> rows = Rows.of(range.splits(), range.schema());
        assertEquals(range.count(), BigInteger.valueOf(rows.size()));
        return rows;
    }

    @Test
    void theEndIsNotInTheRange() {
        assertEquals(List.of("0", "1", "2"), rows(0, 3, 1, 1));
        assertEquals(List.of("1", "4", "7"), rows(1, 10, 3, 2));
        assertEquals(List.of("1", "4", "7", "10"), rows(1, 11, 3, 3));
        assertEquals(List.of("3", "1", "-1"), rows(3, -2, -2, 2));
        assertEquals(List.of(), rows(3, 3, 1, 2));
        assertEquals(List.of(), rows(0, 3, -1, 2));
    }

    @Test
    void chunksContinueEachOther() {
        List<String> rows = rows(0, 10_000, 1, 2);
        for (int i = 0; i < rows.size(); i++) assertEquals(String.valueOf(i), rows.get(i));
    }

    @Test
    void theWidestRangesDoNotOverflow() {
        String least = String.valueOf(Long.MIN_VALUE);
        assertEquals(
                List.of(least, "-1", String.valueOf(Long.MAX_VALUE - 1)),
                rows(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 2));
        assertEquals(
                new BigInteger("18446744073709551615"), new RangeInput(Long.MIN_VALUE, Long.MAX_VALUE, 1, 4).count());
    }
}
