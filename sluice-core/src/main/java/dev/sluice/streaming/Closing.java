package dev.sluice.streaming;

import org.jspecify.annotations.Nullable;

/// Closes several things, all of them, and then throws the first failure with the others behind it.
final class Closing {

    private @Nullable Throwable first;

    void close(Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException | Error e) {
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    void rethrow() {
        if (first instanceof Error error) throw error;
        if (first instanceof RuntimeException exception) throw exception;
    }
}
