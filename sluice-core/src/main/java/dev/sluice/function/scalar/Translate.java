package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `translate(s, from, to)`: character by character.
public final class Translate {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("translate")
            .summary("Puts the characters of one text in place of those at the same positions of another; "
                    + "what has none is dropped.")
            .example("translate('AaBbCc', 'abc', '123')", "A1B2C3")
            .example("translate('abc', 'abc', 'x')", "x")
            .example("translate(NULL, 'a', 'b')", null)
            .overload(
                    "(STRING, STRING, STRING) -> STRING",
                    Kernels.rowsToText(
                            (row, out) -> out.append(translated(row.textAt(0), row.textAt(1), row.textAt(2)))))
            .build();

    private Translate() {}

    private static String translated(String text, String from, String to) {
        int[] replaced = from.codePoints().toArray();
        int[] replacements = to.codePoints().toArray();
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            int at = 0;
            while (at < replaced.length && replaced[at] != character) at++;
            if (at == replaced.length) {
                out.appendCodePoint(character);
            } else if (at < replacements.length) {
                out.appendCodePoint(replacements[at]);
            }
        });
        return out.toString();
    }
}
