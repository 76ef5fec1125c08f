package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Compiles regular expressions: those of Java.
final class Patterns {

    private Patterns() {}

    /// @param function who needs it, for the message
    static Pattern compile(String function, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw ErrorCondition.INVALID_REGEX
                    .error()
                    .with("parameter", "`regexp`")
                    .with("functionName", "`" + function + "`")
                    .with("value", "'" + regex + "'")
                    .cause(e)
                    .build();
        }
    }
}
