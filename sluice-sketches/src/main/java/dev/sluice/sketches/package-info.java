/// Sketches as functions: small summaries of many rows, from which numbers are estimated.
///
/// Start at [dev.sluice.sketches.SketchFunctions], the list. The sketches are those of Apache DataSketches, in the
/// forms that Spark 4.2 writes, so that either reads what the other wrote.
@NullMarked
package dev.sluice.sketches;

import org.jspecify.annotations.NullMarked;
