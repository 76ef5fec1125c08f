package dev.sluice.connector;

/// How much of a source a micro-batch may take.
public enum ReadLimit {
    /// All there is, whatever the source's options say: `Trigger.Once`.
    ALL,
    /// As much as the source's own options allow (`maxFilesPerTrigger` …).
    OPTIONS
}
