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

    private static final int FEW = 40;

    /// The windows in the order in which they are merged; windows that begin together stay as they came.
    static int[] order(int[] groups, long[] starts, int count) {
        int groupCount = 0;
        for (int i = 0; i < count; i++) groupCount = Math.max(groupCount, groups[i] + 1);
        int[] ends = new int[groupCount];
        for (int i = 0; i < count; i++) ends[groups[i]]++;
        for (int g = 1; g < groupCount; g++) ends[g] += ends[g - 1];
        int[] order = new int[count];
        for (int i = count - 1; i >= 0; i--) order[--ends[groups[i]]] = i; // which leaves where each group begins
        for (int g = 0; g < groupCount; g++) {
            sort(order, ends[g], g + 1 < groupCount ? ends[g + 1] : count, starts);
        }
        return order;
    }

    /// Most groups have few windows, and those come nearly in order.
    private static void sort(int[] order, int from, int to, long[] starts) {
        if (to - from > FEW) {
            int[] sorted = Arrays.stream(order, from, to)
                    .boxed()
                    .sorted(Comparator.comparingLong(i -> starts[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(sorted, 0, order, from, sorted.length);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            int window = order[i];
            int at = i;
            for (; at > from && starts[order[at - 1]] > starts[window]; at--) order[at] = order[at - 1];
            order[at] = window;
        }
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
