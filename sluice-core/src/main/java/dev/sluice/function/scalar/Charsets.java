package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/// The character sets that functions know by name.
final class Charsets {

    private static final List<String> NAMES =
            List.of("ISO-8859-1", "US-ASCII", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-8");

    private Charsets() {}

    /// @param function the one that asks
    static Charset of(String name, String function) {
        String known = name.toUpperCase(Locale.ROOT);
        if (NAMES.contains(known)) return Charset.forName(known);
        throw ErrorCondition.INVALID_CHARSET
                .error()
                .with("functionName", "`" + function + "`")
                .with("parameter", "`charset`")
                .with("charset", name)
                .with("charsets", String.join(", ", NAMES).toLowerCase(Locale.ROOT))
                .build();
    }

    /// What is said of characters that a set does not have, and of bytes that are none.
    static SluiceException malformed(String charset, String function, CharacterCodingException cause) {
        return ErrorCondition.MALFORMED_CHARACTER_CODING
                .error()
                .with("function", "`" + function + "`")
                .with("charset", charset)
                .cause(cause)
                .build();
    }
}
