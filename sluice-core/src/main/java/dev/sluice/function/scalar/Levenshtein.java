package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `levenshtein(a, b)` and `levenshtein(a, b, threshold)`.
public final class Levenshtein {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("levenshtein")
            .summary(
                    "Gives how many characters must be inserted, dropped or changed to make one text of another; -1 if "
                            + "that is more than a threshold.")
            .example("levenshtein('kitten', 'sitting')", 3)
            .example("levenshtein('kitten', 'sitting', 2)", -1)
            .example("levenshtein(NULL, 'a')", null)
            .overload(
                    "(STRING, STRING) -> INT",
                    Kernels.rowsToInt((row, out) -> out.append(distance(row.textAt(0), row.textAt(1)))))
            .overload("(STRING, STRING, INT) -> INT", Kernels.rowsToInt((row, out) -> {
                int distance = distance(row.textAt(0), row.textAt(1));
                out.append(distance <= row.intAt(2) ? distance : -1);
            }))
            .build();

    private Levenshtein() {}

    private static int distance(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        int[] above = new int[b.length + 1];
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) above[j] = j;
        for (int i = 1; i <= a.length; i++) {
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            int[] done = above;
            above = row;
            row = done;
        }
        return above[b.length];
    }
}
