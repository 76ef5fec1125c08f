package dev.sluice.execution.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SessionMergeTest {

    /// @param windows group, start and end of each, in order
    private static String sessions(long[]... windows) {
        int[] groups =
                Arrays.stream(windows).mapToInt(window -> (int) window[0]).toArray();
        long[] starts = Arrays.stream(windows).mapToLong(window -> window[1]).toArray();
        long[] ends = Arrays.stream(windows).mapToLong(window -> window[2]).toArray();
        SessionMerge merge = SessionMerge.of(groups, starts, ends, windows.length);
        var text = new StringBuilder();
        for (int i = 0; i < merge.count(); i++) {
            text.append(groups[merge.first()[i]]).append(':');
            text.append(merge.starts()[i]).append('-').append(merge.ends()[i]).append(' ');
        }
        return text + Arrays.toString(merge.session());
    }

    private static long[] window(long group, long start, long end) {
        return new long[] {group, start, end};
    }

    @Test
    void nothingMakesNoSession() {
        assertEquals("[]", sessions());
    }

    @Test
    void windowsThatOverlapOrTouchAreOneSession() {
        assertEquals("0:1-13 [0, 0, 0]", sessions(window(0, 1, 6), window(0, 3, 8), window(0, 8, 13)));
    }

    @Test
    void aGapParts() {
        assertEquals("0:1-6 0:7-12 [0, 1]", sessions(window(0, 1, 6), window(0, 7, 12)));
    }

    @Test
    void aSessionEndsWithTheWindowThatLastsLongest() {
        assertEquals("0:1-20 [0, 0, 0]", sessions(window(0, 1, 20), window(0, 3, 4), window(0, 10, 12)));
    }

    @Test
    void groupsDoNotMeet() {
        assertEquals("0:1-6 1:2-7 [0, 1, 1]", sessions(window(0, 1, 6), window(1, 2, 5), window(1, 4, 7)));
    }

    @Test
    void theOrderIsByGroupAndStartAndKeepsWhatBeginsTogether() {
        assertArrayEquals(
                new int[] {2, 0, 3, 1}, SessionMerge.order(new int[] {0, 1, 0, 0}, new long[] {5, -1, -7, 5}, 4));
    }
}
