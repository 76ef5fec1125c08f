package dev.sluice.aws.kinesis;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Waits for answers to questions that were asked side by side: for all of them, whatever becomes of some.
final class Answers {

    private @Nullable Throwable failure;
    private boolean interrupted;

    /// An answer, or false if it failed.
    boolean of(FutureTask<Boolean> question) {
        while (true) {
            try {
                return question.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (failure == null) failure = e.getCause();
                return false;
            }
        }
    }

    /// Throws what the first failed with.
    void end() {
        if (interrupted) Thread.currentThread().interrupt();
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
