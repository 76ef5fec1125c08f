/// Sluice as a client of Spark Connect: what a session says goes to a cluster of Apache Spark, or to a server of
/// Sluice's.
///
/// Start at [dev.sluice.connect.client.SparkConnect], which a session finds by the scheme `sc`. `Said…` turns the
/// engine's trees into messages, the way back of what the server's `Proto…` do.
@NullMarked
package dev.sluice.connect.client;

import org.jspecify.annotations.NullMarked;
