/// From topic to topic and from topic to result: workloads that want a broker beside the engine.
///
/// Start at [dev.sluice.benchmarks.topic.TopicTimes]. Broker, engine and whoever writes and reads topics are processes
/// of their own; those that know a broker's library are of an optional module, found as
/// [dev.sluice.benchmarks.topic.TopicPrograms], so that other workloads do without it.
@NullMarked
package dev.sluice.benchmarks.topic;

import org.jspecify.annotations.NullMarked;
