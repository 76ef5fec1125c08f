/// The format `kafka`: topics as streams, as batches, and as what queries write to.
///
/// Start at [dev.sluice.kafka.KafkaProvider]. Reading: [dev.sluice.kafka.KafkaSource], which has a
/// [dev.sluice.kafka.Tail] that listens at the broker. Writing: [dev.sluice.kafka.KafkaSink].
@NullMarked
package dev.sluice.kafka;

import org.jspecify.annotations.NullMarked;
