package dev.sluice.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text that is not a sentence of the language.
public final class ParseException extends AnalysisException {
    ParseException(
            ErrorCondition condition,
            Map<String, String> parameters,
            @Nullable SourcePosition position,
            @Nullable String hint,
            @Nullable Throwable cause) {
        super(condition, parameters, position, hint, cause);
    }
}
