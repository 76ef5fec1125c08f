@NullMarked
package dev.sluice.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
