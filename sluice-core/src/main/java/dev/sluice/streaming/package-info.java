/// The loop of a streaming query: a micro-batch is planned, logged, run, committed, logged.
///
/// [dev.sluice.streaming.MicroBatchExecution] is the imperative shell, [dev.sluice.streaming.BatchPlanner] decides
/// purely. The loop has no thread: `api` gives it one, tests step it themselves.
@NullMarked
package dev.sluice.streaming;

import org.jspecify.annotations.NullMarked;
