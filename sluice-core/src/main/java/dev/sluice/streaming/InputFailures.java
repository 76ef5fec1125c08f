package dev.sluice.streaming;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Remembers whether it was an input that failed, so that a query which waits for an input to come back is told from
/// one that would fail again and again.
final class InputFailures {

    private @Nullable RuntimeException failure;

    /// Asks a source.
    <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /// @param inTask what an input threw in a task of the last run
    /// @return whether it is an input's failure and may pass: something could not be reached, or is not there
    boolean mayPass(Throwable thrown, @Nullable RuntimeException inTask) {
        return (thrown == failure || thrown == inTask)
                && Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                        .anyMatch(InputFailures::isAbsence);
    }

    private static boolean isAbsence(Throwable thrown) {
        if (!(thrown instanceof SluiceException known)) return thrown instanceof IOException;
        return known.condition() == ErrorCondition.READ_FILE_NOT_EXIST
                || known.condition() == ErrorCondition.PATH_NOT_FOUND;
    }
}
