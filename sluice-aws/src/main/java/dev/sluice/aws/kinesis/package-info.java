/// Streams of Amazon Kinesis as a source.
///
/// ```text
/// ShardTail ──▶ KinesisSource: how far is there something? ──▶ range, in the log
///    │                                                            │
///    └── records that are here ──▶ ShardReader ◀── Kinesis, from a sequence number to another
/// ```
///
/// Kinesis does not say how far a shard goes; it must be read to know. So what has been received says where a
/// micro-batch ends, and is handed on; only after a restart a range is read again, by its sequence numbers.
@NullMarked
package dev.sluice.aws.kinesis;

import org.jspecify.annotations.NullMarked;
