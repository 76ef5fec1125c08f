package dev.sluice.connector;

import dev.sluice.error.SluiceException;

/// A place that takes rows as a whole: what a batch query is written to.
public interface TableOutput {

    /// Whether there is something already.
    boolean exists();

    /// Whether what there is was written by tables of this kind alone, so that it may be deleted with one. By names,
    /// not by what is in it.
    default boolean isItsOwn() {
        return true;
    }

    /// What is said where there is something and nothing may be.
    SluiceException alreadyExists();

    /// Begins to write. All rows are there when the batch is committed, and none are left when it is aborted; files may
    /// be seen before.
    ///
    /// @param mode what becomes of what is there: append or overwrite, or one of the others if nothing is there
    Sink.Batch begin(SaveMode mode);
}
