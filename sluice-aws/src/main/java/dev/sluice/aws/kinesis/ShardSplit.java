package dev.sluice.aws.kinesis;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import java.util.function.Supplier;

/// A range of one shard, for one task.
///
/// @param partition the shard
record ShardSplit(String partition, Supplier<ChunkReader> opening) implements Split {
    @Override
    public ChunkReader open() {
        return opening.get();
    }
}
