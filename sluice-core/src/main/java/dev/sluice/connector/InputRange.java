package dev.sluice.connector;

import dev.sluice.json.JsonValue;
import org.jspecify.annotations.Nullable;

/// The input of one micro-batch from one source, with all that is needed to read the same rows again.
///
/// It is logged before the micro-batch runs; after a crash the source gets it back as it was.
///
/// @param from where the micro-batch before it ended, or null for the first
/// @param to where this one ends
/// @param replay what else the source wants to know, such as the list of files; JSON null if nothing
public record InputRange(@Nullable Offset from, Offset to, JsonValue replay) {}
