/// Programs around a query from topic to topic, for `sluice bench W4`: a broker, and a load that is timed.
///
/// Start at [dev.sluice.kafka.benchmarks.KafkaPrograms]. A module of its own, since nobody but these wants a broker's
/// library.
@NullMarked
package dev.sluice.kafka.benchmarks;

import org.jspecify.annotations.NullMarked;
