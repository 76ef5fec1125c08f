/// Runs the examples and compares what they print.
@NullMarked
package dev.sluice.examples;

import org.jspecify.annotations.NullMarked;
