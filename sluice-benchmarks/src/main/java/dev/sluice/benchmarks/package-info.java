/// The workloads behind the published figures, which are in `benchmarks/RESULTS.md`.
///
/// Start at [dev.sluice.benchmarks.BenchCommand]. A workload is a query in a file of its own, and a name in
/// the list there.
@NullMarked
package dev.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
