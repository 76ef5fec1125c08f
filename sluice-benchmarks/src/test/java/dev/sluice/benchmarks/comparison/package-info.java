/// That the workloads run and answer right; how fast is nothing for a test.
@NullMarked
package dev.sluice.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
