package dev.sluice.execution.operator;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;

/// Says whose fault it is when a program's code fails.
final class UserErrors {

    private UserErrors() {}

    /// @param function what the program called
    static RuntimeException of(String function, Exception thrown) {
        if (thrown instanceof SluiceException known) return known;
        if (thrown instanceof InterruptedException) Thread.currentThread().interrupt();
        return ErrorCondition.USER_FUNCTION_ERROR
                .error()
                .with("function", function)
                .with("reason", reason(thrown))
                .cause(thrown)
                .build();
    }

    static String reason(Exception thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
    }
}
