package dev.sluice.checkpoint;

import dev.sluice.connector.InputRange;

/// What a micro-batch takes from one source.
///
/// @param source the name or number by which the query knows the source, the same after a restart
public record SourceInput(String source, InputRange range) {}
