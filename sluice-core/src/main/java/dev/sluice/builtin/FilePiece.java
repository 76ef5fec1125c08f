package dev.sluice.builtin;

/// The rows of a file that begin at `start` or behind it, and before `end`.
record FilePiece(InputFile file, long start, long end) {}
