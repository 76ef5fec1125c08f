package dev.sluice.ast;

import dev.sluice.api.function.MapPartitionsFunction;

/// A program's code that makes objects of objects.
///
/// @param name what the program called, for errors: `map`
/// @param function may be called with a part of a partition, unless it asks for the whole
/// @param wholePartition whether it is called once for each partition
public record RowsCode(String name, MapPartitionsFunction<Object, Object> function, boolean wholePartition) {}
