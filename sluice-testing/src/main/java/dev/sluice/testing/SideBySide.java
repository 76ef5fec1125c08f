package dev.sluice.testing;

import java.util.ArrayList;
import java.util.List;

/// Two lists of lines beside each other; where they differ is marked.
final class SideBySide {

    private SideBySide() {}

    /// @param ordered whether lines must be at the same place to be the same
    static List<String> of(List<String> expected, List<String> actual, boolean ordered) {
        List<String[]> pairs = ordered ? inOrder(expected, actual) : matched(expected, actual);
        int width = pairs.stream().mapToInt(pair -> pair[0].length()).max().orElse(0);
        width = Math.max(width, "expected".length());
        String layout = "%-" + width + "s   %s %s";
        List<String> lines = new ArrayList<>();
        lines.add(layout.formatted("expected", " ", "actual"));
        for (String[] pair : pairs) {
            lines.add(layout.formatted(pair[0], pair[0].equals(pair[1]) ? " " : "!", pair[1])
                    .stripTrailing());
        }
        return lines;
    }

    /// One above the other, for long lines.
    static List<String> stacked(List<String> expected, List<String> actual) {
        List<String> lines = new ArrayList<>();
        expected.forEach(line -> lines.add((line.equals(expected.getFirst()) ? "expected " : "         ") + line));
        actual.forEach(line -> lines.add((line.equals(actual.getFirst()) ? "actual   " : "         ") + line));
        return lines;
    }

    private static List<String[]> inOrder(List<String> expected, List<String> actual) {
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            pairs.add(
                    new String[] {i < expected.size() ? expected.get(i) : "", i < actual.size() ? actual.get(i) : ""});
        }
        return pairs;
    }

    /// Lines of both first find each other; the rest stands beside each other as it comes.
    private static List<String[]> matched(List<String> expected, List<String> actual) {
        List<String[]> pairs = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> surplus = new ArrayList<>(actual);
        for (String line : expected) {
            if (surplus.remove(line)) {
                pairs.add(new String[] {line, line});
            } else {
                missing.add(line);
            }
        }
        pairs.addAll(inOrder(missing, surplus));
        return pairs;
    }
}
