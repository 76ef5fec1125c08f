package dev.sluice.execution.operator;

import java.util.Arrays;
import java.util.Comparator;

/// Finds which windows grow together into sessions: in each group, a window that begins before or just when those
/// before it end is part of their session. Source: Spark's `MergingSessionsIterator`.
///
/// ```text
/// group a  [12:01 ──── 12:06)
/// group a       [12:03 ──── 12:08)
/// group a                   [12:08 ──── 12:13)        [12:20 ── 12:25)
/// sessions [12:01 ─────────────────── 12:13)          [12:20 ── 12:25)
/// ```
///
/// @param session which session each window belongs to; windows are in the order of groups, and in each of starts
/// @param first the first window of each session
/// @param starts when each session begins
/// @param ends when each session ends
/// @param count how many sessions there are
record SessionMerge(int[] session, int[] first, long[] starts, long[] ends, int count) {

    /// The windows in the order in which they are merged; windows that begin together stay as they came.
    static int[] order(int[] groups, long[] starts, int count) {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer>comparingInt(i -> groups[i]).thenComparingLong(i -> starts[i]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /// @param groups the group of each window, in ascending order
    /// @param starts when each window begins, in ascending order in each group
    static SessionMerge of(int[] groups, long[] starts, long[] ends, int size) {
        int[] session = new int[size];
        int[] first = new int[size];
        long[] sessionStarts = new long[size];
        long[] sessionEnds = new long[size];
        int last = -1;
        for (int i = 0; i < size; i++) {
            boolean goesOn = last >= 0 && groups[i] == groups[first[last]] && starts[i] <= sessionEnds[last];
            if (goesOn) {
                sessionEnds[last] = Math.max(sessionEnds[last], ends[i]);
            } else {
                last++;
                first[last] = i;
                sessionStarts[last] = starts[i];
                sessionEnds[last] = ends[i];
            }
            session[i] = last;
        }
        return new SessionMerge(session, first, sessionStarts, sessionEnds, last + 1);
    }
}
