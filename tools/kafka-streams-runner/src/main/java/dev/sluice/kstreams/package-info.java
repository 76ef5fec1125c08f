/** What Kafka Streams can answer of Nexmark: a topic filled from files, and topologies over it. */
package dev.sluice.kstreams;
