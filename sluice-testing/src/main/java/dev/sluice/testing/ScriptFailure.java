package dev.sluice.testing;

import org.jspecify.annotations.Nullable;

/// A script whose query did something else than it says; the message is a [ScriptReport].
final class ScriptFailure extends AssertionError {

    private static final long serialVersionUID = 1;

    ScriptFailure(String report, @Nullable Throwable cause) {
        super(report, cause);
    }

    /// The report says where; the way through the runner is nobody's business.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
