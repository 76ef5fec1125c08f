/// The checkpoint of a query as Apache Spark 4.2 has it, written and read.
///
/// ```text
/// metadata                         {"id":"…"}
/// offsets/N  commits/N             micro-batch N was planned, and is done
/// sources/I/K                      what files the input I read
/// state/0/P/V.snapshot, V.delta    what the stateful operator keeps in partition P before micro-batch V
/// ```
///
/// Start at [dev.sluice.spark.SparkCheckpoints]. [dev.sluice.spark.MovingState] is the family of operators whose state
/// has a form on both sides. Rows are in Spark's `UnsafeRow` ([dev.sluice.spark.UnsafeRows]). What these bytes are was
/// read from files
/// of a Spark 4.2.0; `docs/decisions/0028-moving-to-spark-and-back.md` says why it is done so.
///
/// Never here: how Sluice keeps a checkpoint (`dev.sluice.checkpoint`).
@NullMarked
package dev.sluice.spark;

import org.jspecify.annotations.NullMarked;
