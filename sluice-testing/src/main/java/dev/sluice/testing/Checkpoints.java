package dev.sluice.testing;

import dev.sluice.checkpoint.Holder;
import dev.sluice.checkpoint.Rewind;
import dev.sluice.checkpoint.Verification;
import dev.sluice.storage.Storage;
import java.util.List;

/// What tests do to the checkpoints of queries that are stopped, and people by `./sluice checkpoint`.
public final class Checkpoints {

    private Checkpoints() {}

    /// Takes a query back.
    ///
    /// @param batchId the last micro-batch that counts then; -1 for none
    /// @throws dev.sluice.error.SluiceException if it is not kept any more, or the query is running
    public static void rewind(Storage storage, String directory, long batchId) {
        Rewind.to(storage, directory, batchId, Holder.here("rewind", 0));
    }

    /// What is wrong with a checkpoint, in sentences; empty if nothing is.
    public static List<String> verify(Storage storage, String directory) {
        return Verification.of(storage, directory).findings().stream()
                .filter(finding -> finding.get("why") != null)
                .map(finding -> finding.require("why").asString())
                .toList();
    }
}
