package dev.sluice.testing.crash;

import java.util.List;

/// What a reader finds where a query writes, by means that have nothing to do with Sluice.
public interface KilledOutput {

    /// What the program that is killed is told of where to write, behind the arguments for
    /// [KilledQuery#run(String\[\], java.util.function.Function)].
    List<String> arguments();

    /// What is there.
    Found find();

    /// What is there at one moment.
    ///
    /// @param lastBatchId the last micro-batch that is there, -1 if none is
    /// @param rows `key number number`, in any order: all that was ever written, also what was written over since
    /// @param cutShort whether there are traces of a micro-batch that is not there
    record Found(long lastBatchId, List<String> rows, boolean cutShort) {}
}
