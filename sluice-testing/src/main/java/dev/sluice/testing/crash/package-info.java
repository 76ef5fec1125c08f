/// Processes that are killed by SIGKILL, on a real disk, while they write a stream.
///
/// A connector's test says with [dev.sluice.testing.crash.KilledOutput] what a reader of its sink finds, and lets
/// [dev.sluice.testing.crash.SinkKills] kill the queries of [dev.sluice.testing.crash.KilledQuery] that write to it.
@NullMarked
package dev.sluice.testing.crash;

import org.jspecify.annotations.NullMarked;
