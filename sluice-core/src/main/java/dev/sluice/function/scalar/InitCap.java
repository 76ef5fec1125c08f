package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `initcap(s)`: each word behind a blank begins with a capital.
public final class InitCap {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("initcap")
            .summary("Turns the first letter of each word to upper case and the others to lower case.")
            .example("initcap('sPark sql')", "Spark Sql")
            .example("initcap('a-b c')", "A-b C")
            .example("initcap(NULL)", null)
            .overload("(STRING) -> STRING", Kernels.textToText(InitCap::of))
            .build();

    private InitCap() {}

    private static String of(String text) {
        var out = new StringBuilder(text.length());
        boolean first = true;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            out.appendCodePoint(first ? Character.toTitleCase(character) : Character.toLowerCase(character));
            first = character == ' ';
        }
        return out.toString();
    }
}
