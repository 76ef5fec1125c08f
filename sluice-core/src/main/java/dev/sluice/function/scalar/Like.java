package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.BytesVector;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// `s LIKE pattern ESCAPE e` and `s ILIKE pattern ESCAPE e`.
public final class Like {

    private static final char BACKSLASH = '\\';

    public static final ScalarFunction FUNCTION = ScalarFunction.named("like")
            .summary("Tells whether a text is as a pattern says, in which _ is one character and % any number of them.")
            .example("'Spark' LIKE '_park'", true)
            .example("'Spark' LIKE '%k_'", false)
            .example("'100%' LIKE '%/%' ESCAPE '/'", true)
            .example("'Spark' LIKE NULL", null)
            .overload("(STRING, STRING) -> BOOLEAN", plain())
            .overload("(STRING, STRING, STRING) -> BOOLEAN", escaped())
            .build();

    public static final ScalarFunction CASELESS = ScalarFunction.named("ilike")
            .summary("Tells whether a text is as a pattern of LIKE says, upper and lower case being the same.")
            .example("'Spark' ILIKE '_PARK'", true)
            .example("'100%P' ILIKE '%/%p' ESCAPE '/'", true)
            .example("'Spark' ILIKE NULL", null)
            .overload("(STRING, STRING) -> BOOLEAN", caseless(BACKSLASH))
            .overload("(STRING, STRING, STRING) -> BOOLEAN", caselessEscaped())
            .build();

    private Like() {}

    static Kernel plain() {
        var patterns = new Memo<LikePattern>(pattern -> LikePattern.of(pattern, BACKSLASH));
        return Kernels.rowsToBoolean((row, out) -> out.append(matches(row, patterns.of(row.textAt(1)))));
    }

    private static Kernel escaped() {
        var patterns = new Memo<LikePattern>(text -> LikePattern.of(text.substring(1), text.charAt(0)));
        return Kernels.rowsToBoolean((row, out) ->
                out.append(matches(row, patterns.of(escape(row.textAt(2)) + row.textAt(1)))));
    }

    private static Kernel caseless(char escape) {
        var patterns = new Memo<LikePattern>(pattern -> LikePattern.of(lower(pattern), escape));
        return Kernels.rowsToBoolean((row, out) -> {
            byte[] text = lower(row.textAt(0)).getBytes(StandardCharsets.UTF_8);
            out.append(patterns.of(row.textAt(1)).matches(text, 0, text.length));
        });
    }

    private static Kernel caselessEscaped() {
        var patterns = new Memo<LikePattern>(text -> LikePattern.of(lower(text.substring(1)), text.charAt(0)));
        return Kernels.rowsToBoolean((row, out) -> {
            byte[] text = lower(row.textAt(0)).getBytes(StandardCharsets.UTF_8);
            out.append(patterns.of(escape(row.textAt(2)) + row.textAt(1)).matches(text, 0, text.length));
        });
    }

    private static boolean matches(Row row, LikePattern pattern) {
        BytesVector text = row.bytes(0);
        int position = row.position(0);
        return pattern.matches(text.bytes(), text.offsets()[position], text.lengths()[position]);
    }

    private static String escape(String text) {
        if (text.length() == 1) return text;
        throw ErrorCondition.INVALID_ESC
                .error()
                .with("invalidEscape", "'" + text + "'")
                .build();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
