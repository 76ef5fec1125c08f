/// What the machine can do at most: programs written by hand for one input and one question, without engine,
/// checkpoint, types and mercy. The engine is measured against them.
///
/// They know the comparison's data byte for byte: the order of JSON's fields, the length of keys, that nothing is null;
/// what is not so they refuse. Start at [dev.sluice.benchmarks.limit.LineScan].
@NullMarked
package dev.sluice.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
