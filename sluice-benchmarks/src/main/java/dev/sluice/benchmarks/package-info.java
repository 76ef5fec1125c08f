/// Measures Sluice on the workloads that its peers are measured on.
///
/// [dev.sluice.benchmarks.BenchCommand] is `sluice bench`. A workload is a query over files that a generator wrote; the
/// result is one line of JSON, with the same fields for every engine.
@NullMarked
package dev.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
