package dev.sluice.aws.kinesis;

import org.jspecify.annotations.Nullable;

/// What a micro-batch reads of a shard.
///
/// @param begin where the shard is begun if nothing of it was read
/// @param first the sequence number of the first record, if nothing was read and there is one
record ShardRange(
        String shard,
        Position from,
        Position to,
        Begin begin,
        @Nullable String first) {}
