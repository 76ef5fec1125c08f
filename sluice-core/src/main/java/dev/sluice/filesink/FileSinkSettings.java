package dev.sluice.filesink;

/// How a stream keeps its output directory.
///
/// @param compactInterval after how many micro-batches an entry of the manifest names all files
/// @param deletesLogs whether entries are deleted that nobody needs
/// @param retainedBatches how many micro-batches back entries are kept
/// @param cleanupDelayMillis how long what is replaced is kept for who still reads it
/// @param retentionMillis files older than that are not named any more
/// @param targetBytes small files are merged into files of this size; 0 for never
public record FileSinkSettings(
        int compactInterval,
        boolean deletesLogs,
        int retainedBatches,
        long cleanupDelayMillis,
        long retentionMillis,
        long targetBytes) {}
