package dev.sluice.execution;

/// A partition of a stream that has a watermark of its own.
///
/// @param stream the place among the query's streams
/// @param name as the source calls it
public record StreamPartition(int stream, String name) {}
