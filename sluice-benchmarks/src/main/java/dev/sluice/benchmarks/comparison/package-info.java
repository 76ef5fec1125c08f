/// Runs engines in turn, several times, and writes what came of it as tables with ratios and a plot: `benchmarks/run`.
///
/// Start at [dev.sluice.benchmarks.comparison.Comparison].
@NullMarked
package dev.sluice.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
