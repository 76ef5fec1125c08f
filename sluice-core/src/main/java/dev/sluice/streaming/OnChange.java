package dev.sluice.streaming;

/// What to do with a checkpoint whose query was changed in what it remembers: the setting `sluice.checkpoint.onChange`.
public enum OnChange {
    /// Say what was changed, and don't start.
    FAIL,
    /// Keep the state of what is the same, adapt what can be, begin the rest with nothing; go on where the inputs were.
    KEEP,
    /// Forget all state and read the inputs from their beginning, in micro-batches that are counted on.
    REBUILD
}
