package dev.sluice.checkpoint;

/// A place in the log: between two records of a segment.
///
/// @param segment the number of the segment
/// @param offset in bytes from its beginning
record LogPosition(long segment, long offset) {}
