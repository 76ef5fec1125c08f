package dev.sluice.error;

/// Who can do something about an error.
public enum ErrorKind {
    /// The query or call is wrong: its author mends it.
    USER,
    /// A row or a stored byte is wrong: whoever made the data mends it.
    DATA,
    /// Something outside does not answer or is not there.
    EXTERNAL,
    /// Memory, disk or another limit of this machine is used up.
    RESOURCE,
    /// Sluice is wrong: please report it.
    BUG
}
