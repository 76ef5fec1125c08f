package dev.sluice.builtin;

import dev.sluice.file.InputFile;

/// The rows of a file that begin at `start` or behind it, and before `end`.
record FilePiece(InputFile file, long start, long end) {}
