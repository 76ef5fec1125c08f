package dev.sluice.plan;

import java.util.List;
import java.util.function.Function;

/// Draws a tree as Spark's EXPLAIN does:
///
/// ```text
/// Project [word#3]
/// +- Join Inner
///    :- Scan lines
///    +- Scan stops
/// ```
public final class TreeText {

    private TreeText() {}

    public static <T> String of(T root, Function<T, List<T>> children, Function<T, String> line) {
        var out = new StringBuilder();
        draw(root, "", "", children, line, out);
        return out.toString();
    }

    private static <T> void draw(
            T node,
            String first,
            String rest,
            Function<T, List<T>> children,
            Function<T, String> line,
            StringBuilder out) {
        out.append(first).append(line.apply(node)).append('\n');
        List<T> below = children.apply(node);
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            draw(below.get(i), rest + (last ? "+- " : ":- "), rest + (last ? "   " : ":  "), children, line, out);
        }
    }
}
