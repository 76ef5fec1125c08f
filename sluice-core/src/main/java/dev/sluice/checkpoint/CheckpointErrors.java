package dev.sluice.checkpoint;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;

/// What can be wrong with a checkpoint, in words.
final class CheckpointErrors {

    private CheckpointErrors() {}

    static SluiceException damaged(String path, long offset, String reason) {
        return ErrorCondition.CHECKPOINT_DAMAGED
                .error()
                .with("path", path)
                .with("offset", offset)
                .with("reason", reason)
                .build();
    }

    static SluiceException cannotRead(String path, IOException cause) {
        return ErrorCondition.IO_ERROR
                .error()
                .with("action", "read")
                .with("path", path)
                .with("reason", String.valueOf(cause.getMessage()))
                .cause(cause)
                .build();
    }

    /// @param what the micro-batch, or the checkpoint where none is known
    static SluiceException concurrent(String what, String hint) {
        return ErrorCondition.CONCURRENT_STREAM_LOG_UPDATE
                .error()
                .with("batchId", what)
                .hint(hint)
                .build();
    }
}
