/// How costs grow with cores, keys, rows and queries: each point of a curve is measured by a process of its own.
@NullMarked
package dev.sluice.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
