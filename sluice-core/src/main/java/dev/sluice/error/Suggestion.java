package dev.sluice.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the names that someone who mistyped may have meant.
public final class Suggestion {

    private Suggestion() {}

    /// The candidates, nearest first by edit distance, ties in their given order.
    public static List<String> nearest(String typed, Collection<String> candidates) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .sorted(Comparator.comparingInt(c -> distance(wanted, c.toLowerCase(Locale.ROOT))))
                .toList();
    }

    /// The nearest candidate if it is near enough to be a typing error: at most a third of its length away, two letters
    /// in the wrong order being one error.
    public static Optional<String> likely(String typed, Collection<String> candidates) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .min(Comparator.comparingInt(c -> typos(wanted, c.toLowerCase(Locale.ROOT))))
                .filter(c -> typos(wanted, c.toLowerCase(Locale.ROOT)) <= Math.max(1, c.length() / 3));
    }

    /// The nearest candidate if it is a slip of the pen away: two letters at most. For names that are long and alike,
    /// many of which are right.
    public static Optional<String> slip(String typed, Collection<String> candidates) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return likely(typed, candidates).filter(c -> typos(wanted, c.toLowerCase(Locale.ROOT)) <= 2);
    }

    /// The edit distance, but for neighbours that changed places, which count as one edit.
    private static int typos(String a, String b) {
        int[] beforeAbove = new int[0];
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) above[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) row[j] = Math.min(row[j], beforeAbove[j - 2] + 1);
            }
            beforeAbove = above;
            above = row;
        }
        return above[b.length()];
    }

    /// Levenshtein's edit distance.
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) above[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
