package dev.sluice.kafka;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.Wanted;
import java.util.List;

/// A range of one partition, for one task.
///
/// @param here what has been received of it, from its beginning on
record RangeSplit(OffsetRange range, List<Received.Piece> here, KafkaOptions options, ConsumerPool pool, DataLoss loss)
        implements Split {

    @Override
    public ChunkReader open() {
        return open(Wanted.ALL);
    }

    @Override
    public ChunkReader open(Wanted wanted) {
        return new RecordReader(this, wanted);
    }

    @Override
    public String partition() {
        return range.partition().toString();
    }
}
