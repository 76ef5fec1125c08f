package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `find_in_set(s, list)`: the list is a text with commas.
public final class FindInSet {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("find_in_set")
            .summary("Gives the place of a text among those between the commas of another, counted from 1; 0 if it is "
                    + "not there or has a comma itself.")
            .example("find_in_set('ab', 'abc,b,ab,c,def')", 3)
            .example("find_in_set('a,b', 'a,b')", 0)
            .example("find_in_set(NULL, 'a')", null)
            .overload(
                    "(STRING, STRING) -> INT",
                    Kernels.rowsToInt((row, out) -> out.append(place(row.textAt(0), row.textAt(1)))))
            .build();

    private FindInSet() {}

    private static int place(String wanted, String list) {
        if (wanted.indexOf(',') >= 0) return 0;
        int place = 1;
        int start = 0;
        for (int comma = list.indexOf(','); comma >= 0; comma = list.indexOf(',', start)) {
            if (comma - start == wanted.length() && list.startsWith(wanted, start)) return place;
            start = comma + 1;
            place++;
        }
        return list.length() - start == wanted.length() && list.endsWith(wanted) ? place : 0;
    }
}
