package dev.sluice.connector;

import dev.sluice.error.SluiceException;

/// A place that takes rows as a whole: what a batch query is written to.
public interface TableOutput {

    /// Whether there is something already.
    boolean exists();

    /// Whether what there is was written by tables of this kind alone, so that it may be deleted with one. By names,
    /// not
    /// by what is in it.
    default boolean isItsOwn() {
        return true;
    }

    /// What is said where there is something and nothing may be.
    SluiceException alreadyExists();

    /// Begins to write. The rows appear when the batch is committed.
    ///
    /// @param mode what becomes of what is there: append or overwrite, or one of the others if nothing is there
    Sink.Batch begin(SaveMode mode);
}
