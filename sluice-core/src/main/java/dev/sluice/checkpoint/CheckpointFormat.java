package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.extension.Extension;
import dev.sluice.storage.Storage;

/// The form in which another engine keeps what a query knows, so that the query can move there, and from there to here.
public interface CheckpointFormat extends Extension {

    /// Writes a checkpoint from which the other engine goes on. Nothing is written unless all of it can be; and what is
    /// there before the last file is written, the other engine takes for no checkpoint.
    ///
    /// @param target a directory that is empty or not there
    /// @throws dev.sluice.error.SluiceException if something of the contents has no form there
    void write(CheckpointContents contents, Storage storage, String target, Wishes wishes);

    /// What may be chosen.
    ///
    /// @param partitions in how many partitions the state shall be
    /// @param halfDone whether state may be taken along from the middle of a micro-batch. The other engine runs that
    ///     again, and so must not find its output in a sink that lets it pass over what it has
    record Wishes(int partitions, boolean halfDone) {}

    /// Reads a checkpoint of the other engine.
    ///
    /// @param like how this engine opened the same query: by that its inputs and operators are found again
    /// @throws dev.sluice.error.SluiceException if it is damaged, of another query, or has what cannot be taken over
    CheckpointContents read(Storage storage, String directory, Opened like);
}
