package dev.sluice.api;

/// A part of a running query whose tasks run side by side: see [Session#stages].
///
/// @param number of the stage in its query, from 0 on
/// @param tasks that it has
/// @param started how many of them have begun
/// @param ended how many of them have ended well
public record QueryStage(int number, int tasks, int started, int ended) {}
