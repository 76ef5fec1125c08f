package dev.sluice.app;

import java.util.Optional;

/// The command line is wrong: says how, and what may have been meant. Ends the process with exit code 2.
public final class UsageException extends RuntimeException {

    public UsageException(String problem) {
        super(problem);
    }

    /// @param meant the nearest of the names there are, if it is near
    public UsageException(String problem, Optional<String> meant) {
        super(problem + meant.map(name -> "\nhint: did you mean " + name + "?").orElse(""));
    }
}
