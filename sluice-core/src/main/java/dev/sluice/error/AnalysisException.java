package dev.sluice.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A query that cannot mean anything, found before it runs.
public class AnalysisException extends SluiceException {
    AnalysisException(
            ErrorCondition condition,
            Map<String, String> parameters,
            @Nullable SourcePosition position,
            @Nullable String hint,
            @Nullable Throwable cause) {
        super(condition, parameters, position, hint, cause);
    }
}
