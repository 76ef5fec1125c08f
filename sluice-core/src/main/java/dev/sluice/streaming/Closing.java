package dev.sluice.streaming;

import org.jspecify.annotations.Nullable;

/// Closes several things, all of them, and then throws the first failure with the others behind it.
final class Closing {

    private @Nullable RuntimeException first;

    void close(Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    void rethrow() {
        if (first != null) throw first;
    }
}
