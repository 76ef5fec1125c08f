/// The inner loops by themselves, under JMH: `sluice bench kernels`. What is told is nanoseconds a row, or a key.
///
/// A kernel is a method here; start at any, they know nothing of each other.
@NullMarked
package dev.sluice.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
