package dev.sluice.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Patterns of paths in Hadoop's form: `*`, `?`, `[abc]`, `[a-c]`, `[^a]`, `{one,two/three}`, and `\` before a
/// character that stands for itself.
final class Glob {

    private Glob() {}

    static boolean isPattern(String path) {
        return path.chars().anyMatch(c -> "{}[]*?\\".indexOf(c) >= 0);
    }

    /// The patterns without braces that a pattern with braces stands for, in order.
    static List<String> alternatives(String glob) {
        int open = unescaped(glob, '{', 0);
        int close = open < 0 ? -1 : closing(glob, open);
        if (close < 0) return List.of(glob);
        var expanded = new ArrayList<String>();
        int start = open + 1;
        int depth = 0;
        for (int i = start; i <= close; i++) {
            char c = glob.charAt(i);
            if (c == '{') depth++;
            if (c == '}') depth--;
            if ((c == ',' && depth == 0) || i == close) {
                expanded.addAll(
                        alternatives(glob.substring(0, open) + glob.substring(start, i) + glob.substring(close + 1)));
                start = i + 1;
            }
        }
        return expanded;
    }

    /// What one name must match; without braces.
    static Pattern compile(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close >= 0) {
                regex.append(characterClass(glob.substring(i + 1, close)));
                i = close;
            } else {
                if (c == '\\' && i + 1 < glob.length()) i++;
                regex.append(Pattern.quote(String.valueOf(glob.charAt(i))));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String characterClass(String inside) {
        boolean negated = inside.startsWith("^") || inside.startsWith("!");
        String members = (negated ? inside.substring(1) : inside).replaceAll("([\\\\\\[&^])", "\\\\$1");
        return (negated ? "[^" : "[") + members + "]";
    }

    private static int unescaped(String glob, char wanted, int from) {
        for (int i = from; i < glob.length(); i++) {
            if (glob.charAt(i) == '\\') {
                i++;
            } else if (glob.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int closing(String glob, int open) {
        int depth = 0;
        for (int i = open; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\') i++;
            if (c == '{') depth++;
            if (c == '}' && --depth == 0) return i;
        }
        return -1;
    }
}
