@NullMarked
package dev.sluice.kafka.benchmarks;

import org.jspecify.annotations.NullMarked;
